import { VERSIONS, type Version } from '../../parts/versions.ts'
import { type Given, oneIn, textIn } from '../../search-params.ts'

/** What can become of one message, in the order in which it is told. */
export const STATES = ['sent', 'sending', 'queued', 'deferred', 'skipped', 'failed', 'uncertain', 'cancelled'] as const
export type DeliveryState = (typeof STATES)[number]

/** What is shown of a launched campaign. */
export const LOOKS = ['overview', 'links', 'groups', 'deliveries'] as const
export type Look = (typeof LOOKS)[number]

/** What a person did, or did not, with the message, and what became of it besides. */
export const DIDS = [
  ...(['opened', 'unopened', 'clicked', 'unclicked', 'reachable', 'delivered', 'bounced', 'undelivered'] as const),
  ...(['unsubscribed', 'complained', 'replied', 'converted', 'machine_opened', 'machine_clicked'] as const),
] as const
export type Did = (typeof DIDS)[number]

/** Within how many days after the message something counts as a conversion, the usual first. */
export const DAYS = [7, 1, 3, 14, 30, 90] as const

export type ResultsSearch = {
  look?: Look
  /** Whose deliveries are listed: in which state, for which reason, with which address, who did what. */
  state?: DeliveryState
  reason?: string
  q?: string
  did?: Did
  /** The address that they clicked. */
  link?: string
  /** The delivery whose course is shown. */
  delivery?: string
  /** The steps of the chart. */
  by?: 'hour' | 'day'
  /** What counts as a conversion, within how many days, and which of its properties is added up. */
  event?: string
  days?: number
  value?: string
  /** The links to the results are shown. */
  share?: true
  /** The version whose links are shown, or whose deliveries are listed. */
  version?: Version
}

/** What the address is to say otherwise; undefined takes something out of it. */
export type Asked = { [Key in keyof ResultsSearch]?: ResultsSearch[Key] | undefined }

export function resultsSearch(given: Given): ResultsSearch {
  const listed = {
    state: oneIn(given, 'state', STATES),
    reason: textIn(given, 'reason'),
    q: textIn(given, 'q'),
    did: oneIn(given, 'did', DIDS),
    link: textIn(given, 'link'),
    delivery: textIn(given, 'delivery'),
  }
  const isListed = Object.values(listed).some((value) => value !== undefined)
  return {
    ...listed,
    look: oneIn(given, 'look', LOOKS) ?? (isListed ? 'deliveries' : undefined),
    by: oneIn(given, 'by', ['hour', 'day']),
    event: textIn(given, 'event'),
    days: DAYS.find((days) => days === given.days),
    value: textIn(given, 'value'),
    share: given.share === true ? true : undefined,
    version: oneIn(given, 'version', VERSIONS),
  }
}
