import { type Given, newIn, oneIn, textIn } from '../../search-params.ts'
import { REASON_IDS, type Reason } from './reasons.ts'

/** What is looked for, which entry is open, or that one or a whole list is being added. */
export type SuppressionsSearch = { q?: string; reason?: Reason; entry?: string; new?: true; import?: true }

export function suppressionsSearch(given: Given): SuppressionsSearch {
  return {
    q: textIn(given, 'q'),
    reason: oneIn(given, 'reason', REASON_IDS),
    entry: textIn(given, 'entry'),
    new: newIn(given),
    import: given.import === true ? true : undefined,
  }
}
