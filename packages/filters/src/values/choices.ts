import { suggestion } from '../closest.ts'
import { quoted } from '../quoted.ts'
import { shown, someAlternatives } from '../shown.ts'

/** The values that a choice may take: how people may write them, how they are stored, how they are shown. */
export type Choices = {
  /** The stored value for what somebody wrote (tidied, not blank), or a sentence that says what would be accepted. */
  parse(text: string): { value: string } | { problem: string }
  /** The stored value in a sentence; different values never read the same. */
  words(value: string): string
  /** Every choice, for a list to pick from; absent when anything goes or nobody can list them. */
  list?(): Choice[]
  /** The codes that the column holds for a stored value; absent when it is the value alone. */
  codes?(value: string): string[]
}

/** One choice: the stored value and what a person sees. */
export type Choice = { value: string; label: string }

/** Any text at all, compared exactly. */
export const anyChoice: Choices = { parse: (value) => ({ value }), words: quoted }

/** How fixed choices are called besides what is stored. */
export type Names = {
  /** Other spellings that are accepted on the way in. */
  aliases?: ReadonlyMap<string, string> | undefined
  /** What a person sees where that is not the stored value; no two of them alike. */
  labels?: ReadonlyMap<string, string> | undefined
}

/** Exactly these values. */
export function fixedChoices(
  values: readonly string[],
  { aliases = new Map(), labels = new Map() }: Names = {},
): Choices & { list(): Choice[] } {
  const known = new Set(values)
  const labelOf = (value: string) => labels.get(value) ?? value
  return {
    parse: (text) => {
      if (known.has(text)) return { value: text }
      const value = aliases.get(text)
      return value === undefined ? { problem: refusal(text, values, aliases) } : { value }
    },
    words: (value) => quoted(labelOf(value)),
    list: () => values.map((value) => ({ value, label: labelOf(value) })),
  }
}

function refusal(text: string, values: readonly string[], aliases: ReadonlyMap<string, string>): string {
  const accepted = values.length === 0 ? 'no options are defined yet' : someAlternatives(values.map(shown))
  return `${shown(text)} is not one of the options: ${accepted}.${suggestion(text, [...values, ...aliases.keys()])}`
}
