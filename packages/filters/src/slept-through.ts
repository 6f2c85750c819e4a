import type { Filter } from './filter.ts'

/** The filter of everyone who was sent a campaign, given by its id or exact name, and neither opened nor clicked it themselves. */
export function sleptThrough(campaign: string): Filter {
  const campaigns = [campaign]
  return {
    match: 'all',
    conditions: [
      { type: 'engagement', event: 'sent', op: 'did', campaigns },
      { type: 'engagement', event: 'opened', op: 'did_not', campaigns },
      { type: 'engagement', event: 'clicked', op: 'did_not', campaigns },
    ],
  }
}
