/** What is wrong with a filter: a JSON pointer from its root (empty for the root itself), and a sentence. */
export type Problem = { pointer: string; detail: string }

/** How many problems are reported of one filter; finding more would be work for nothing. */
export const MOST_PROBLEMS = 50

/** Takes a problem found while parsing. */
export type Report = (pointer: string, detail: string) => void

/** A JSON pointer's next step (RFC 6901). */
export function step(pointer: string, key: string | number): string {
  return `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`
}
