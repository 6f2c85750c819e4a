import { type Given, oneIn, textIn } from '../../search-params.ts'

/** What can have become of a message that the log shows. */
export const LOGGED_STATES = ['sent', 'deferred', 'skipped', 'failed', 'uncertain', 'cancelled'] as const

/** Made by people, or sent by a program to many or to one. */
export const KINDS = ['campaign', 'batch', 'single'] as const
export type Kind = (typeof KINDS)[number]

/** How far back, in days. */
export const PERIODS = { day: 1, week: 7, month: 30, quarter: 90 } as const
export type Period = keyof typeof PERIODS

export type LogSearch = {
  /** A part of an address or subject, a whole address, or a Message-ID. */
  q?: string
  state?: (typeof LOGGED_STATES)[number]
  kind?: Kind
  /** Ids. */
  provider?: string
  campaign?: string
  period?: Period
  /** The first and the last day, 2026-03-01. */
  since?: string
  to?: string
  /** The message whose course is shown. */
  message?: string
}

export function logSearch(given: Given): LogSearch {
  return {
    q: textIn(given, 'q'),
    state: oneIn(given, 'state', LOGGED_STATES),
    kind: oneIn(given, 'kind', KINDS),
    provider: textIn(given, 'provider'),
    campaign: textIn(given, 'campaign'),
    period: oneIn(given, 'period', ['day', 'week', 'month', 'quarter']),
    since: dayIn(given, 'since'),
    to: dayIn(given, 'to'),
    message: textIn(given, 'message'),
  }
}

function dayIn(given: Given, key: string): string | undefined {
  const day = textIn(given, key)
  return day !== undefined && /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : undefined
}
