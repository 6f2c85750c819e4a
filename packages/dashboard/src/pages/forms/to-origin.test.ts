import { expect, it } from 'vitest'
import { toOrigin } from './to-origin.ts'

it.each([
  ['example.org', 'https://example.org'],
  [' HTTPS://Shop.Example.org/sign-up?a=b#c ', 'https://shop.example.org'],
  ['http://localhost:8080/', 'http://localhost:8080'],
  ['example.org:8443', 'https://example.org:8443'],
  ['münchen.example', 'https://xn--mnchen-3ya.example'],
  ['http://[::1]:3000', 'http://[::1]:3000'],
  ['', undefined],
  ['shop', undefined],
  ['my shop.example', undefined],
  ['ada:secret@example.org', undefined],
  ['ftp://example.org', undefined],
  ['https://', undefined],
])('%j is of %j', (text, origin) => {
  expect(toOrigin(text)).toBe(origin)
})
