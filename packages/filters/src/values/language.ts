import { quoted } from '../quoted.ts'
import { shown } from '../shown.ts'
import type { Choices } from './choices.ts'

/**
 * A BCP 47 language tag in its customary case (`zh-hant_TW` gives `zh-Hant-TW`), or undefined.
 *
 * Only the case is mended: `eng` stays `eng`, so that `en` is not asked about it.
 */
export function parseLanguage(text: string): string | undefined {
  const tag = text.trim().replaceAll('_', '-')
  // A language of two or three letters: longer ones are reserved (RFC 5646, section 2.2.1), so they are names like "English".
  return /^[a-z]{2,3}(-|$)/i.test(tag) && isWellFormed(tag) ? inCustomaryCase(tag) : undefined
}

/** Languages as choices. A column holds each tag with its shorter forms, so that `en` also finds `en-GB`, not `eng`. */
export const languageChoices: Choices = {
  parse: (text) => {
    const value = parseLanguage(text)
    return value ? { value } : { problem: `${shown(text)} is not a language tag: give one such as "en" or "pt-BR".` }
  },
  words: quoted,
  codes: (tag) => tag.split('-').map((_, index, subtags) => subtags.slice(0, subtags.length - index).join('-')),
}

function isWellFormed(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

// RFC 5646, section 2.1.1: regions in capitals, scripts in title case, all else in lower case, as after a single letter.
function inCustomaryCase(tag: string): string {
  const subtags = tag.toLowerCase().split('-')
  const firstSingle = subtags.findIndex((subtag) => subtag.length === 1)
  return subtags
    .map((subtag, index) => {
      if (index === 0 || (firstSingle !== -1 && index > firstSingle)) return subtag
      if (subtag.length === 2) return subtag.toUpperCase()
      return /^[a-z]{4}$/.test(subtag) ? subtag.charAt(0).toUpperCase() + subtag.slice(1) : subtag
    })
    .join('-')
}
