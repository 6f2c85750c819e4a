import { type Given, oneIn, textIn } from '../../search-params.ts'

const STATUSES = ['draft', 'scheduled', 'sending', 'paused', 'sent', 'cancelled', 'failed'] as const

export type CampaignsSearch = {
  q?: string
  status?: (typeof STATUSES)[number] | 'archived'
  /** Those that programs sent to many at once, instead of those that people made. */
  kind?: 'batch'
}

export function campaignsSearch(given: Given): CampaignsSearch {
  return {
    q: textIn(given, 'q'),
    status: oneIn(given, 'status', [...STATUSES, 'archived']),
    kind: oneIn(given, 'kind', ['batch']),
  }
}

/** What the list can be narrowed to. */
export const SHOWN = [
  { value: 'all', label: 'All' },
  ...[...STATUSES, 'archived' as const].map((value) => ({
    value,
    label: value.charAt(0).toUpperCase() + value.slice(1),
  })),
]

/** Whose they are. */
export const MAKERS = [
  { value: 'campaign', label: 'Made by people' },
  { value: 'batch', label: 'Batches of the API' },
]
