import type { Filter } from '@rollcall/filters'

// What stands behind the ? of each page. Anything else there is ignored.
type Given = Record<string, unknown>

const textIn = (given: Given, key: string) => {
  const value = given[key]
  return typeof value === 'string' || typeof value === 'number' ? String(value) || undefined : undefined
}

/** Whether a value has the shape of a filter; the server judges what is inside its conditions. */
export function isFilter(value: unknown): value is Filter {
  if (!isRecord(value) || typeof value.match !== 'string' || !Array.isArray(value.conditions)) return false
  return value.conditions.every(
    (node) => isRecord(node) && ('type' in node ? typeof node.type === 'string' : isFilter(node)),
  )
}

function isRecord(value: unknown): value is Given {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const filtersIn = (given: Given) => (isFilter(given.filters) ? given.filters : undefined)

const textsIn = (given: Given, key: string) => {
  const value = given[key]
  const texts = Array.isArray(value) ? value.filter((item) => typeof item === 'string') : []
  return texts.length > 0 ? texts : undefined
}

/** Something new is being made on the page. */
const newIn = (given: Given) => (given.new === true ? true : undefined)

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
  const direction = given.direction === 'asc' || given.direction === 'desc' ? given.direction : undefined
  return {
    q: textIn(given, 'q'),
    view: textIn(given, 'view'),
    filters: filtersIn(given),
    sort: textIn(given, 'sort'),
    direction,
    columns: textsIn(given, 'columns'),
    person: textIn(given, 'person'),
    new: newIn(given),
  }
}

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
    kind: given.kind === 'static' ? 'static' : undefined,
    look: LOOKS.find((look) => look === given.look) ?? (contact ? 'why' : undefined),
    by: textIn(given, 'by'),
    near: textIn(given, 'near'),
    contact,
  }
}

const SORTS = ['name', 'count', 'reachable', 'uses', 'updatedAt'] as const

export type SegmentsSearch = { q?: string; sort?: (typeof SORTS)[number]; direction?: 'asc' | 'desc' }

export function segmentsSearch(given: Given): SegmentsSearch {
  const direction = given.direction === 'asc' || given.direction === 'desc' ? given.direction : undefined
  return { q: textIn(given, 'q'), sort: SORTS.find((sort) => sort === given.sort), direction }
}

/** Ids, at most as many as the API compares. */
export function overlapSearch(given: Given): { segments?: string[] } {
  const ids = Array.isArray(given.segments) ? given.segments.filter((id) => typeof id === 'string') : []
  return { segments: ids.length > 0 ? [...new Set(ids)].slice(0, 10) : undefined }
}

export function tagsSearch(given: Given): { q?: string; new?: true } {
  return { q: textIn(given, 'q'), new: newIn(given) }
}

export function importSearch(given: Given): { import?: string } {
  return { import: textIn(given, 'import') }
}

export function mailSearch(given: Given): { q?: string; message?: string } {
  return { q: textIn(given, 'q'), message: textIn(given, 'message') }
}

/** The states of deliveries that the results can be narrowed to. */
const SHOWN_STATES = ['sent', 'skipped', 'failed'] as const

export function resultsSearch(given: Given): { state?: (typeof SHOWN_STATES)[number] } {
  return { state: SHOWN_STATES.find((state) => state === given.state) }
}

export function signInSearch(given: Given): { next?: string } {
  const next = textIn(given, 'next')
  // Only a path of this site: nobody is sent elsewhere by a crafted link.
  return { next: next?.startsWith('/') && !/^\/[/\\]/.test(next) ? next : undefined }
}
