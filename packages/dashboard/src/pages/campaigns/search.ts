import { type Given, oneIn, textIn } from '../../search-params.ts'

const STATUSES = ['draft', 'scheduled', 'sending', 'paused', 'sent', 'cancelled', 'failed'] as const

export type CampaignsSearch = { q?: string; status?: (typeof STATUSES)[number] | 'archived' }

export function campaignsSearch(given: Given): CampaignsSearch {
  return { q: textIn(given, 'q'), status: oneIn(given, 'status', [...STATUSES, 'archived']) }
}

/** What the list can be narrowed to. */
export const SHOWN = [
  { value: 'all', label: 'All' },
  ...[...STATUSES, 'archived' as const].map((value) => ({
    value,
    label: value.charAt(0).toUpperCase() + value.slice(1),
  })),
]
