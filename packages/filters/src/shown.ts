// Long enough to recognise a value by, short enough for a sentence.
const LONGEST = 60

/** A value as a message shows it: short whatever it is, and never walked into. */
export function shown(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list'
  if (typeof value === 'object' && value !== null) return 'an object'
  if (typeof value !== 'string') return value === undefined ? 'nothing' : String(value)
  return JSON.stringify(value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value)
}

/** Words as a sentence offers them to choose from: `a, b or c`. */
export function alternatives(words: readonly string[]): string {
  return joined(words, 'or')
}

/** Words as a sentence lists them: `a, b and c`. */
export function enumeration(words: readonly string[]): string {
  return joined(words, 'and')
}

/** The first few of many words as a sentence offers them: `a, b, c or 40 more`. */
export function someAlternatives(words: readonly string[]): string {
  const MOST = 12
  return words.length <= MOST
    ? alternatives(words)
    : `${words.slice(0, MOST).join(', ')} or ${words.length - MOST} more`
}

function joined(words: readonly string[], conjunction: string): string {
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`
}
