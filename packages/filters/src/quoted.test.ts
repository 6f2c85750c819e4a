import { describe, expect, it } from 'vitest'
import { quoted } from './quoted.ts'

describe('quoted', () => {
  it('keeps quotation marks in a text from ending it', () => {
    expect(quoted('a" or city is "b')).toBe('"a\\" or city is \\"b"')
  })

  it('cuts long texts so that different ones still read differently', () => {
    const [one, other] = [quoted(`${'a'.repeat(5_000)}1`), quoted(`${'a'.repeat(5_000)}2`)]
    expect(one.length).toBeLessThan(200)
    expect(one).toContain('5001 characters')
    expect(one).not.toBe(other)
  })
})
