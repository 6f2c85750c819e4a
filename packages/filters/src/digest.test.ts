import { describe, expect, it } from 'vitest'
import { digest } from './digest.ts'

describe('digest', () => {
  it('stays what it was, since people may have noted it down', () => {
    expect([digest(''), digest('a'), digest('größe')]).toMatchInlineSnapshot(`
      [
        "db6e264e65e170aa",
        "9d850a6e58427f8f",
        "dd4546918c4c2f39",
      ]
    `)
  })

  it('differs for texts that differ little', () => {
    const texts = Array.from({ length: 100_000 }, (_, index) => `"value ${index}"`)
    const swapped = texts.slice(0, 2_000).map((text, index) => `${texts[index + 1]},${text}`)
    const all = [...texts, ...swapped, ...['', '\u0000', '\u0000\u0000', 'a', 'aa']]
    expect(new Set(all.map(digest)).size).toBe(all.length)
  })
})
