import { PAGE_LANGUAGES } from '../../message/page-languages.ts'
import { PAGE_LOOKS } from '../../message/to-look.ts'
import { type Given, newIn, oneIn, textIn } from '../../search-params.ts'
import { KINDS } from './audited-kinds.ts'

/** Which field is open, or that one is being made. */
export function fieldsSearch(given: Given): { field?: string; new?: true } {
  return { field: textIn(given, 'field'), new: newIn(given) }
}

/** Which topic is open, or that one is being made. */
export function topicsSearch(given: Given): { topic?: string; new?: true } {
  return { topic: textIn(given, 'topic'), new: newIn(given) }
}

/** What somebody sees of their page in its preview. */
export const PAGE_STATES = ['choices', 'paused', 'left'] as const

/** In which language, in which state and how the preference page is previewed. */
export function preferencesSearch(given: Given) {
  return {
    language: oneIn(given, 'language', PAGE_LANGUAGES),
    shows: oneIn(given, 'shows', PAGE_STATES),
    look: oneIn(given, 'look', PAGE_LOOKS),
  }
}

/** Which provider is open, or that one of a kind is being added. */
export function providersSearch(given: Given): { provider?: string; new?: true; kind?: string } {
  return { provider: textIn(given, 'provider'), new: newIn(given), kind: textIn(given, 'kind') }
}

/** Which domain is open and for whose DNS its records are written, or that one is being added. */
export function domainsSearch(given: Given): { domain?: string; at?: string; new?: true } {
  return { domain: textIn(given, 'domain'), at: textIn(given, 'at'), new: newIn(given) }
}

/** How far back the audit log is looked at, in hours. */
export const PERIODS = { day: 24, week: 168, month: 720 } as const

export function auditSearch(given: Given) {
  return {
    q: textIn(given, 'q'),
    kind: oneIn(given, 'kind', KINDS),
    actor: textIn(given, 'actor'),
    target: textIn(given, 'target'),
    period: oneIn(given, 'period', ['day', 'week', 'month']),
  }
}
