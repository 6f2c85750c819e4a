import type { Filter } from '@rollcall/filters'
import { directionIn, filtersIn, type Given, newIn, textIn, textsIn } from '../../search-params.ts'

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
  }
}
