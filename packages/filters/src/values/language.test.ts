import { describe, expect, it } from 'vitest'
import { languageChoices, parseLanguage } from './language.ts'

describe('parseLanguage', () => {
  it.each([
    ['EN', 'en'],
    ['en_gb', 'en-GB'],
    ['ZH-HANT-tw', 'zh-Hant-TW'],
    ['es-419', 'es-419'],
    ['de-ch-1996', 'de-CH-1996'],
    ['en-us-u-hc-H23', 'en-US-u-hc-h23'],
    ['eng', 'eng'],
    ['iw', 'iw'],
  ])('writes %s as %s', (text, tag) => {
    expect(parseLanguage(text)).toBe(tag)
  })

  it.each(['', 'e', 'English', 'en-', 'en--GB', 'en GB', '12', 'x-private', 'en-GB-GB'])('refuses %j', (text) => {
    expect(parseLanguage(text)).toBeUndefined()
  })
})

describe('languageChoices', () => {
  it('holds every shorter form of a tag, the tag itself first', () => {
    expect(languageChoices.codes?.('zh-Hant-TW')).toEqual(['zh-Hant-TW', 'zh-Hant', 'zh'])
    expect(languageChoices.codes?.('eng')).toEqual(['eng'])
  })
})
