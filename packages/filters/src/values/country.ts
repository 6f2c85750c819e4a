import { quoted } from '../quoted.ts'
import { shown } from '../shown.ts'
import type { Choices } from './choices.ts'

/** A country: its ISO 3166-1 alpha-2 code and its English name. */
export type Country = { code: string; name: string }

// Regions that CLDR names and that are no country of ISO 3166-1: parts of others, unions, placeholders.
// Kosovo's XK stays: user-assigned, and in use everywhere.
const NOT_COUNTRIES = new Set('AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ'.split(' '))

// What people write beside the English names of CLDR, in the form of `keyOf`.
const ALIASES: Record<string, string> = {
  america: 'US',
  bruneidarussalam: 'BN',
  burma: 'MM',
  caboverde: 'CV',
  congo: 'CG',
  czechrepublic: 'CZ',
  democraticrepublicofthecongo: 'CD',
  drcongo: 'CD',
  easttimor: 'TL',
  england: 'GB',
  greatbritain: 'GB',
  holland: 'NL',
  holysee: 'VA',
  islamicrepublicofiran: 'IR',
  ivorycoast: 'CI',
  korea: 'KR',
  macau: 'MO',
  macedonia: 'MK',
  republicofkorea: 'KR',
  russianfederation: 'RU',
  scotland: 'GB',
  swaziland: 'SZ',
  turkey: 'TR',
  uae: 'AE',
  uk: 'GB',
  unitedstatesofamerica: 'US',
  usa: 'US',
  wales: 'GB',
}

/** The ISO 3166-1 alpha-2 code of a country given by code or English name (any case, accents optional), or undefined. */
export function parseCountry(text: string): string | undefined {
  const code = text.trim().toUpperCase()
  return countries().some((country) => country.code === code) ? code : codeByKey().get(keyOf(text))
}

/** Every country, by name. */
export function countries(): Country[] {
  knownCountries ??= listCountries()
  return knownCountries
}

/** Countries as choices, stored by code and shown by name. */
export const countryChoices: Choices = {
  parse: (text) => {
    const value = parseCountry(text)
    if (value) return { value }
    return { problem: `${shown(text)} is not a country: give an ISO 3166-1 code such as "ID", or its English name.` }
  },
  words: (code) => quoted(countries().find((country) => country.code === code)?.name ?? code),
  list: () => countries().map(({ code, name }) => ({ value: code, label: name })),
}

let knownCountries: Country[] | undefined
let knownKeys: Map<string, string> | undefined

function listCountries(): Country[] {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  return allCodes()
    .filter((code) => !NOT_COUNTRIES.has(code) && isCurrent(code))
    .flatMap((code) => ({ code, name: names.of(code) ?? '' }))
    .filter(({ name }) => name !== '')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
}

function allCodes(): string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  return letters.flatMap((first) => letters.map((second) => first + second))
}

/** Withdrawn codes (SU, YU, ZR) have a successor, by which Intl replaces them. */
function isCurrent(code: string): boolean {
  return Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`
}

function codeByKey(): Map<string, string> {
  if (knownKeys) return knownKeys
  const short = new Intl.DisplayNames('en', { type: 'region', style: 'short' })
  knownKeys = new Map(Object.entries(ALIASES))
  for (const { code, name } of countries()) {
    for (const spelling of [name, short.of(code) ?? name]) knownKeys.set(keyOf(spelling), code)
  }
  return knownKeys
}

/** Without accents, spaces and punctuation: "St. Kitts & Nevis" and "saint kitts and nevis" have one key. */
function keyOf(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .replace(/^\s*the\s/, '')
    .replaceAll('&', 'and')
    .replaceAll(/\bst\b/g, 'saint')
    .replaceAll(/[\p{M}\p{P}\s]/gu, '')
}
