import { digest } from '../digest.ts'

// As many as fit on a line; one more than that is shown rather than counted.
const MOST_SHOWN = 6

/** `"a"`, or `any of "a", "b"`. */
export function anyOf(shown: readonly string[]): string {
  return shown.length > 1 ? `any of ${list(shown)}` : list(shown)
}

/** `100 and 200`. */
export function both(shown: readonly string[]): string {
  return shown.join(' and ')
}

/**
 * `"a", "b"`; a long list is cut with the count of the rest and a digest of all of it.
 *
 * Nothing but a list has commas outside of quotes, so a sentence can be read in one way only.
 */
export function list(shown: readonly string[]): string {
  if (shown.length <= MOST_SHOWN + 1) return shown.join(', ')
  const start = shown.slice(0, MOST_SHOWN).join(', ')
  return `${start}, … (${shown.length} in all, digest ${digest(shown.join())})`
}

/** `has its anniversary today`, `has its 18th anniversary in the next 7 days`. */
export function anniversaryWords([window, years]: readonly string[]): string {
  const which = years === undefined ? '' : `${ordinal(years)} `
  return `has its ${which}anniversary${window === undefined ? '' : ` ${window}`}`
}

function ordinal(number: string): string {
  const isTeen = number.at(-2) === '1'
  const ending = { 1: 'st', 2: 'nd', 3: 'rd' }[isTeen ? 0 : Number(number.at(-1))]
  return `${number}${ending ?? 'th'}`
}
