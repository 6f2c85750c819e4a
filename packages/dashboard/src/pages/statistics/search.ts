import { type Given, newIn, oneIn } from '../../search-params.ts'

/** How far back, in days, the usual first. */
export const DAYS = [30, 7, 90, 365] as const
export type Days = (typeof DAYS)[number]

export const STEPS = ['day', 'week', 'month'] as const
export type Step = (typeof STEPS)[number]

/** The two kinds of mail, which mailbox providers judge apart. */
export const STREAMS = ['marketing', 'transactional'] as const
export type Stream = (typeof STREAMS)[number]

export type StatisticsSearch = {
  days?: Days
  by?: Step
  stream?: Stream
  /** Launches are about to be let through although too much goes wrong. */
  new?: true
}

export function statisticsSearch(given: Given): StatisticsSearch {
  return {
    days: DAYS.find((days) => days === given.days),
    by: oneIn(given, 'by', STEPS),
    stream: oneIn(given, 'stream', STREAMS),
    new: newIn(given),
  }
}
