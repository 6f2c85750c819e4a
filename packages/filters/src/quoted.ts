import { digest } from './digest.ts'

const LONGEST = 120

/** A text in a sentence: in double quotes, escaped like JSON; a very long one is cut, with its length and a digest. */
export function quoted(text: string): string {
  if (text.length <= LONGEST) return JSON.stringify(text)
  const start = JSON.stringify(text.slice(0, LONGEST))
  return `${start}… (${text.length} characters, digest ${digest(text)})`
}
