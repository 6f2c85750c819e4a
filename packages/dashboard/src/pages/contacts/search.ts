import type { Filter } from '@rollcall/filters'
import type { Sort } from '../../parts/column.ts'
import { directionIn, filtersIn, type Given, newIn, oneIn, textIn, textsIn } from '../../search-params.ts'

const PANELS = ['export', 'jobs', 'deleted'] as const

export type ContactsSearch = {
  q?: string
  view?: string
  filters?: Filter
  sort?: string
  direction?: 'asc' | 'desc'
  columns?: string[]
  /** Who is shown beside the list. */
  person?: string
  new?: true
  /** What is open at the side. */
  panel?: (typeof PANELS)[number]
  /** The bulk action that is being watched. */
  job?: string
}

/** What the list is sorted by, if somebody said. */
export function orderOf({ sort, direction = 'asc' }: ContactsSearch): Sort | undefined {
  return sort === undefined ? undefined : { field: sort, direction }
}

export function contactsSearch(given: Given): ContactsSearch {
  return {
    q: textIn(given, 'q'),
    view: textIn(given, 'view'),
    filters: filtersIn(given),
    sort: textIn(given, 'sort'),
    direction: directionIn(given),
    columns: textsIn(given, 'columns'),
    person: textIn(given, 'person'),
    new: newIn(given),
    panel: oneIn(given, 'panel', PANELS),
    job: textIn(given, 'job'),
  }
}
