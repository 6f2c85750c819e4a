import type { Query, Reply } from '@rollcall/sdk'
import { client } from '../../api.ts'
import { useLongList } from '../../parts/use-long-list.ts'
import type { Did, ResultsSearch } from './search.ts'

export type Delivery = Reply<'campaigns.deliveries'>['data'][number]
export type Wanted = Pick<ResultsSearch, 'state' | 'reason' | 'q' | 'did' | 'link' | 'version'> & {
  /** Only with did `converted`: what counts as that, within how many days. */
  event?: string | undefined
  days?: number | undefined
}

const LIVE_MS = 2_000

/** The deliveries that are wanted, as one scrolls. */
export function useDeliveries({ campaign, wanted, isLive }: { campaign: string; wanted: Wanted; isLive: boolean }) {
  const asked = askedFor(wanted)
  return useLongList<Delivery>(
    ['deliveries', campaign, asked, isLive],
    ({ query, options }) => client.campaigns.deliveries(campaign, { ...asked, ...query }, options),
    { everyMs: isLive && LIVE_MS },
  )
}

/** The same deliveries as a file, which the browser downloads with the session, however large it is. */
export function fileAddress(campaign: string, wanted: Wanted): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(askedFor(wanted))) if (value !== undefined) query.set(key, String(value))
  return `/v1/campaigns/${encodeURIComponent(campaign)}/deliveries.csv?${query}`
}

type Filters = Query<'campaigns.exportDeliveries'>

const DID: Record<Exclude<Did, 'converted'>, Filters> = {
  opened: { opened: true },
  unopened: { opened: false },
  clicked: { clicked: true },
  unclicked: { clicked: false },
  reachable: { reachable: true },
  delivered: { delivered: true },
  bounced: { heard: 'bounced' },
  undelivered: { heard: 'undelivered' },
  replied: { heard: 'replied' },
  unsubscribed: { heard: 'unsubscribed' },
  complained: { heard: 'complained' },
  machine_opened: { heard: 'machine_opened' },
  machine_clicked: { heard: 'machine_clicked' },
}

function askedFor({ state, reason, q, did, link, version, event, days }: Wanted): Filters {
  const narrowed = { state, reason, q, link, version }
  if (did === 'converted') return { ...narrowed, event, withinDays: days }
  return { ...narrowed, ...(did && DID[did]) }
}
