import { type Given, newIn, textIn } from '../../search-params.ts'

/** What is looked for, which entry is open, or that one is being added. */
export function suppressionsSearch(given: Given): { q?: string; entry?: string; new?: true } {
  return { q: textIn(given, 'q'), entry: textIn(given, 'entry'), new: newIn(given) }
}
