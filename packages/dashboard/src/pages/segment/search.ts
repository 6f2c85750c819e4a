import type { Filter } from '@rollcall/filters'
import { filtersIn, type Given, oneIn, textIn } from '../../search-params.ts'

/** What stands under the rule of a segment. */
export const LOOKS = ['people', 'near', 'breakdown', 'why', 'history'] as const

export type SegmentSearch = {
  filters?: Filter
  kind?: 'static'
  look?: (typeof LOOKS)[number]
  /** What a breakdown is by. */
  by?: string
  /** The condition that near misses fail. */
  near?: string
  /** The person whose answer is explained. */
  contact?: string
}

export function segmentSearch(given: Given): SegmentSearch {
  const contact = textIn(given, 'contact')
  return {
    filters: filtersIn(given),
    kind: oneIn(given, 'kind', ['static']),
    look: oneIn(given, 'look', LOOKS) ?? (contact ? 'why' : undefined),
    by: textIn(given, 'by'),
    near: textIn(given, 'near'),
    contact,
  }
}
