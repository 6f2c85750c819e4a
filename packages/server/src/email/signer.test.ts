import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import { createSigner } from './signer.ts'

it.each([
  [32, 0],
  [32, 100],
  [64, 63],
  [65, 64],
  [200, 1],
  [1, 1_000],
])('with a key of %i bytes signs %i as HMAC-SHA-256 does', (keyBytes, toldBytes) => {
  const key = Buffer.alloc(keyBytes, 0xa7)
  const told = Buffer.alloc(toldBytes, 0x3c)
  const expected = createHmac('sha256', key).update('for a test\0').update(told).digest()
  const sign = createSigner(key, 'for a test')
  expect(sign(told)).toEqual(expected)
  sign(Buffer.from('another'))
  expect(sign(told)).toEqual(expected)
})
