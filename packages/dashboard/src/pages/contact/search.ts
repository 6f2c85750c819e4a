import { type Given, oneIn, textIn } from '../../search-params.ts'

/** The chips above a timeline, with the kinds that each lets through. */
export const CHIPS = [
  { id: 'mail', label: 'Mail', kinds: 'delivery' },
  { id: 'events', label: 'Events', kinds: 'event' },
  { id: 'tags', label: 'Tags', kinds: 'tag_added,tag_removed' },
  { id: 'consent', label: 'Consent', kinds: 'consent,topic' },
  { id: 'details', label: 'Details', kinds: 'created,changed,deleted,restored,merged' },
  { id: 'segments', label: 'Segments', kinds: 'segment_entered,segment_left' },
  { id: 'funnel', label: 'Funnel', kinds: 'funnel,opportunity' },
] as const

export type Chip = (typeof CHIPS)[number]['id']

export type PersonSearch = {
  /** What of the timeline is shown; everything unless given. */
  show?: Chip
  /** The entry of the timeline that the address is about. */
  entry?: string
}

export function personSearch(given: Given): PersonSearch {
  const chips = CHIPS.map(({ id }) => id)
  return { show: oneIn(given, 'show', chips), entry: textIn(given, 'entry') }
}

/** Whom to merge with. */
export function mergeSearch(given: Given): { with?: string } {
  return { with: textIn(given, 'with') }
}
