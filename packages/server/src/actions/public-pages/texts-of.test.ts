import { FORM_LANGUAGES } from '@rollcall/contract'
import { describe, expect, it } from 'vitest'
import { en } from './texts/en.ts'
import { PAGE_LANGUAGES, textsOf, writeDay } from './texts-of.ts'

it.each([
  ['de', 'de'],
  ['de-AT', 'de'],
  ['FR', 'fr'],
  ['pt', 'en'],
  ['', 'en'],
  [null, 'en'],
])('speaks to somebody whose language is %s in %s', (language, spoken) => {
  expect(textsOf(language).lang).toBe(spoken)
})

it('has every language that forms offer', () => {
  expect(PAGE_LANGUAGES.map(({ lang }) => lang)).toEqual([...FORM_LANGUAGES])
})

it.each([
  ['en', 'March 31, 2026'],
  ['de', '31. März 2026'],
  ['id', '31 Maret 2026'],
])('writes days as people do who speak %s, on the clock of the project', (language, day) => {
  expect(writeDay(new Date('2026-03-30T23:30:00Z'), textsOf(language), 'Europe/Berlin')).toBe(day)
})

/** Every text of a language with its place; functions with words that can be found again in what they say. */
function sentences(texts: object, place = ''): [place: string, text: string, words: string[]][] {
  return Object.entries(texts).flatMap(([name, text]) => {
    if (typeof text === 'object') return sentences(text, `${place}${name}.`)
    if (typeof text === 'string') return [[place + name, text, []]]
    const words = Array.from({ length: text.length }, (_, number) => `<word ${number}>`)
    return [[place + name, String(text(...words)), words]]
  })
}

describe.each(PAGE_LANGUAGES.map((texts) => [texts.lang, texts] as const))('in %s', (_, texts) => {
  it('every sentence names what it is about, and is one', () => {
    for (const [place, text, words] of sentences(texts)) {
      expect(text.trim(), place).not.toBe('')
      for (const word of words) expect(text, place).toContain(word)
    }
  })

  it('is not left in English', () => {
    const english = new Map(sentences(en).map(([place, text]) => [place, text]))
    const same = sentences(texts).filter(([place, text]) => english.get(place) === text && text.includes(' '))
    expect(same).toHaveLength(
      texts === en ? english.size - [...english.values()].filter((it) => !it.includes(' ')).length : 0,
    )
  })
})
