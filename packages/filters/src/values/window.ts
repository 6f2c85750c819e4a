import type { CalendarUnit } from './calendar-unit.ts'
import { durationWords } from './duration.ts'

/** When something happened, as filters write it; keys combine. Durations and bounds are texts that are known to parse. */
export type Window = {
  last?: string
  before?: string
  from?: string
  to?: string
  calendar?: CalendarUnit
  next?: string
}

/** `in the last 60 days but at least 30 days ago`. */
export function windowWords(window: Window): string {
  const { last, before, from, to, calendar, next } = window
  const words = [
    last === undefined ? [] : `in the last ${durationWords(last)}`,
    before === undefined ? [] : `at least ${durationWords(before)} ago`,
    from === undefined ? [] : `from ${from}`,
    to === undefined ? [] : `until before ${to}`,
    calendar === undefined ? [] : calendar.replace('_', ' '),
    next === undefined ? [] : `in the next ${durationWords(next)}`,
  ]
  return words.flat().join(' but ')
}
