import type { Lowering } from '@rollcall/filters'
import type { LiveIndex } from '../feed/live-index.ts'
import type { People } from './people-of.ts'

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

/** Counts the people of a campaign and every difference between its members and those who will get the message, at one state. */
export async function countAudience(index: LiveIndex, projectId: number, people: People): Promise<AudienceCounts> {
  const [members, reached, ...counts] = await index.counts(projectId, [
    people.lowering,
    people.reached,
    ...skippedQuestions(people),
  ])
  const skipped = toSkipped(people, counts)
  const willBeSent = reached
  return { members, reachable: reached, willBeSent, skipped, sentence: toSentence(willBeSent, skipped) }
}

/** For each reason those for whom it is the first that holds. */
export function skippedQuestions({ lowering, unreachable }: Pick<People, 'lowering' | 'unreachable'>): Lowering[] {
  return unreachable.map(({ when }, place) => {
    const earlier = unreachable.slice(0, place).map((reason) => reason.when)
    return { is: 'all', of: [lowering, when, { is: 'not', of: { is: 'any', of: earlier } }] }
  })
}

/** The answers to these questions, as far as there is anybody. */
export function toSkipped({ unreachable }: Pick<People, 'unreachable'>, counts: number[]): Skipped[] {
  return unreachable
    .map(({ reason, detail }, place) => ({ reason, detail, count: counts[place] }))
    .filter(({ count }) => count > 0)
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
