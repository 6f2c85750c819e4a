import type { Filter } from '@rollcall/filters'
import { filtersIn, type Given, oneIn, textIn } from '../../search-params.ts'

/** What stands under the rule of a segment. */
export const LOOKS = ['people', 'near', 'breakdown', 'why', 'history', 'versions'] as const

/** What a bar of the growth chart stands for. */
export const STEPS = ['hour', 'day', 'week', 'month'] as const
export type Step = (typeof STEPS)[number]

export type SegmentSearch = {
  filters?: Filter
  /** What a new segment is going to be called. */
  name?: string
  /** What it is going to be described as. */
  description?: string
  kind?: 'static'
  look?: (typeof LOOKS)[number]
  /** What a breakdown is by. */
  by?: string
  /** The condition that near misses fail. */
  near?: string
  /** The person whose answer is explained. */
  contact?: string
  /** The versions that are compared. */
  from?: number
  to?: number
  /** The steps of the growth chart, and how many of them. */
  step?: Step
  steps?: number
}

/** What the address is to say otherwise; undefined takes something out of it. */
export type Asked = { [Key in keyof SegmentSearch]?: SegmentSearch[Key] | undefined }

export function segmentSearch(given: Given): SegmentSearch {
  const contact = textIn(given, 'contact')
  return {
    filters: filtersIn(given),
    name: textIn(given, 'name'),
    description: textIn(given, 'description'),
    kind: oneIn(given, 'kind', ['static']),
    look: oneIn(given, 'look', LOOKS) ?? (contact ? 'why' : undefined),
    by: textIn(given, 'by'),
    near: textIn(given, 'near'),
    contact,
    from: numberIn(given, 'from'),
    to: numberIn(given, 'to'),
    step: oneIn(given, 'step', STEPS),
    steps: numberIn(given, 'steps'),
  }
}

function numberIn(given: Given, key: string): number | undefined {
  const value = given[key]
  return typeof value === 'number' && Number.isInteger(value) && value > 0 ? value : undefined
}
