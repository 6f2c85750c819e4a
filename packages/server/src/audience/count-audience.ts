import type { MessageChannel } from '@rollcall/contract'
import type { Lowering } from '@rollcall/filters'
import type { LiveIndex } from '../feed/live-index.ts'
import { reachable, type Unreachable, unreachableOn } from './reachable.ts'

/** Why some members of an audience get nothing. */
export type Skipped = { reason: string; detail: string; count: number }

/** Who would get a campaign; each member is either sent to or skipped for exactly one reason. */
export type AudienceCounts = {
  members: number
  reachable: number
  willBeSent: number
  skipped: Skipped[]
  sentence: string
}

/** Counts an audience and every difference between its members and those who will get the message, at one state. */
export async function countAudience(
  index: LiveIndex,
  projectId: number,
  { audience, channel = 'email' }: { audience: Lowering; channel?: MessageChannel | undefined },
): Promise<AudienceCounts> {
  const reasons = unreachableOn(channel)
  const [members, reached, ...counts] = await index.counts(projectId, [
    audience,
    reachable(audience, channel),
    ...reasons.map((_, place) => firstReason(audience, reasons.slice(0, place + 1))),
  ])
  const skipped = reasons
    .map(({ reason, detail }, place) => ({ reason, detail, count: counts[place] }))
    .filter(({ count }) => count > 0)
  const willBeSent = reached
  return { members, reachable: reached, willBeSent, skipped, sentence: toSentence(willBeSent, skipped) }
}

/** Those for whom the last of these reasons is the first that holds. */
function firstReason(audience: Lowering, reasons: readonly Unreachable[]): Lowering {
  const whens = reasons.map(({ when }) => when)
  return { is: 'all', of: [audience, ...whens.slice(-1), { is: 'not', of: { is: 'any', of: whens.slice(0, -1) } }] }
}

/** The counts in the product's voice: "2,456 people will get this. 312 more match but unsubscribed." */
export function toSentence(willBeSent: number, skipped: Skipped[]): string {
  const total = skipped.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return willBeSent === 0 ? 'Nobody matches.' : getSentence(willBeSent)
  const more = willBeSent === 0 ? '' : ' more'
  const match = `${shown(total)}${more} ${total === 1 ? 'matches' : 'match'} but`
  const [first, ...others] = skipped
  const why = others.length === 0 ? inNumber(first) : `will not get it: ${skipped.map(countedReason).join(', ')}`
  return `${getSentence(willBeSent)} ${match} ${why}.`
}

function getSentence(willBeSent: number): string {
  if (willBeSent === 0) return 'Nobody would get this.'
  return willBeSent === 1 ? '1 person will get this.' : `${shown(willBeSent)} people will get this.`
}

function countedReason(skipped: Skipped): string {
  return `${shown(skipped.count)} ${inNumber(skipped)}`
}

function inNumber({ detail, count }: Skipped): string {
  return count === 1 ? detail.replace(/^have /, 'has ').replace(/^are /, 'is ') : detail
}

const shown = new Intl.NumberFormat('en-US').format
