import { LOOKS, type Look } from '../../message/to-look.ts'
import { type Given, oneIn, textIn } from '../../search-params.ts'

/** What can become of one message, in the order in which it is told. */
export const STATES = ['sent', 'sending', 'queued', 'deferred', 'skipped', 'failed', 'uncertain', 'cancelled'] as const

export type DeliveryState = (typeof STATES)[number]

export type CampaignSearch = {
  /** Whose deliveries are listed, and for which reason. */
  state?: DeliveryState
  reason?: string
  /** When a draft is to go: at a time on the wall of a zone, or of each person's own. */
  when?: 'at' | 'own' | 'now'
  at?: string
  zone?: string
  /** `now`: those who are in the audience when it is scheduled. */
  people?: 'now'
  /** The person whom the preview of a draft is for, and how it is looked at. */
  as?: string
  look?: Look
}

/** The template that a new campaign begins with. */
export function newCampaignSearch(given: Given): { template?: string } & Pick<CampaignSearch, 'as' | 'look'> {
  const { as, look } = campaignSearch(given)
  return { as, look, template: textIn(given, 'template') }
}

export function campaignSearch(given: Given): CampaignSearch {
  return {
    state: oneIn(given, 'state', STATES),
    reason: textIn(given, 'reason'),
    when: oneIn(given, 'when', ['at', 'own', 'now']),
    at: textIn(given, 'at'),
    zone: textIn(given, 'zone'),
    people: oneIn(given, 'people', ['now']),
    as: textIn(given, 'as'),
    look: oneIn(given, 'look', LOOKS),
  }
}
