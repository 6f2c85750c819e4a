import { monthAndDay } from '../fixture/write-files.ts'

const DAY_SECONDS = 86_400

/** The edges of the suite's windows, worked out apart from our own language: exclusive instants and first days. */
export type Thresholds = {
  now: number
  days30: number
  days60: number
  days90: number
  year: number
  firstDayOf30: number
  firstDayOf7: number
  today: number
  /** Months and days of the birthdays of the next seven days. */
  birthdays: number[]
}

export function thresholds(nowSeconds: number): Thresholds {
  const today = Math.floor(nowSeconds / DAY_SECONDS)
  const ago = (days: number) => nowSeconds - days * DAY_SECONDS
  return {
    now: nowSeconds,
    ...{ days30: ago(30), days60: ago(60), days90: ago(90), year: yearBefore(nowSeconds) },
    ...{ firstDayOf30: today - 29, firstDayOf7: today - 6, today },
    birthdays: Array.from({ length: 7 }, (_, days) => birthdaysOn(today + days)).flat(),
  }
}

function yearBefore(seconds: number): number {
  const date = new Date(seconds * 1000)
  date.setUTCFullYear(date.getUTCFullYear() - 1)
  return date.getTime() / 1000
}

// In common years people of 29 February have their birthday on the 28th.
function birthdaysOn(day: number): number[] {
  const isEndOfFebruary = monthAndDay(day) === 228 && monthAndDay(day + 1) === 301
  return isEndOfFebruary ? [228, 229] : [monthAndDay(day)]
}
