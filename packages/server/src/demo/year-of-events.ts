import { findInboxProvider } from '../contacts/inbox-provider.ts'
import type { Chance, Shares } from './chance.ts'
import type { Letter } from './letters.ts'
import type { DemoPerson } from './people.ts'
import type { Purchases } from './purchases.ts'
import { SHOP } from './trail-letter.ts'

/** Something that happened to somebody in the past year; `at` in seconds since 1970. */
export type DemoEvent = {
  name: string
  at: number
  letter?: Letter
  isMachine?: boolean
  link?: string
  properties?: Record<string, unknown>
}

const YEAR_SECONDS = 365 * 86_400
/** The links of the letter, as often as they are clicked. */
const LINKS: Shares<{ link: string; properties: { position: number } }> = [
  [{ link: `${SHOP}/maps`, properties: { position: 1 } }, 3],
  [{ link: `${SHOP}/walks`, properties: { position: 2 } }, 6],
  [{ link: `${SHOP}/sale`, properties: { position: 3 } }, 2],
]
const CATEGORIES = ['Boots', 'Tents', 'Packs', 'Clothing', 'Ropes', 'Stoves']
/** Mail programs of these providers fetch pictures by themselves, within seconds. */
const PREFETCHING = new Set(['icloud'])

/** What happened to somebody in the year before `now`: letters sent, delivered, opened and clicked, and purchases. */
export function yearOfEvents(chance: Chance, person: DemoPerson, { letters, now }: { letters: Letter[]; now: Date }) {
  // Few people read everything, many read a little.
  const openShare = 0.85 * chance.next() ** 1.5
  const events = letters.flatMap((letter) =>
    gets(chance, person, letter) ? receive(chance, person, { letter, openShare }) : [],
  )
  if (person.left) events.push(...leave(person.left, events))
  if (person.purchases) events.push(...purchaseEvents(chance, person.purchases, now))
  const nowSeconds = toSeconds(now)
  return events.filter(({ at }) => at <= nowSeconds && at > nowSeconds - YEAR_SECONDS)
}

// Whoever leaves soon after a letter does it by that letter. What bounced is a letter; other addresses came as bounced.
const BY_LETTER_SECONDS = { unsubscribed: 14 * 86_400, bounced: 86_400 }

function leave({ status, at }: NonNullable<DemoPerson['left']>, events: DemoEvent[]): DemoEvent[] {
  const seconds = toSeconds(at)
  const sent = events.find(
    (event) => event.name === 'email.sent' && event.at < seconds && seconds - event.at < BY_LETTER_SECONDS[status],
  )
  if (status === 'bounced' && !sent) return []
  return [{ name: `email.${status}`, at: seconds, ...(sent?.letter && { letter: sent.letter }) }]
}

function gets(chance: Chance, { given, createdAt, left }: DemoPerson, { at }: Letter): boolean {
  if (!given.email || given.status === 'non-subscribed' || createdAt > at || (left && left.at < at)) return false
  return given.fields?.newsletter === true && chance.is(0.97)
}

function receive(
  chance: Chance,
  person: DemoPerson,
  { letter, openShare }: { letter: Letter; openShare: number },
): DemoEvent[] {
  const sentAt = toSeconds(letter.at) + chance.whole(0, 1_500)
  const event = (verb: string, at: number, more: Partial<DemoEvent> = {}) => ({
    name: `email.${verb}`,
    at,
    letter,
    ...more,
  })
  if (person.left?.status === 'bounced' && toSeconds(person.left.at) - sentAt < BY_LETTER_SECONDS.bounced)
    return [event('sent', sentAt)]
  const events: DemoEvent[] = [event('sent', sentAt), event('delivered', sentAt + chance.whole(1, 40))]
  if (PREFETCHING.has(providerOf(person)) && chance.is(0.9)) {
    events.push(event('opened', sentAt + chance.whole(41, 90), { isMachine: true }))
  }
  if (!chance.is(openShare)) return events
  const openedAt = sentAt + chance.whole(120, 3_600) * chance.pickByShare(HOURS)
  events.push(event('opened', openedAt))
  if (chance.is(0.16)) events.push(event('clicked', openedAt + chance.whole(5, 240), chance.pickByShare(LINKS)))
  if (chance.is(0.12)) events.push(event('opened', openedAt + chance.whole(3_600, 172_800)))
  return events
}

function providerOf({ given: { email } }: DemoPerson): string {
  return findInboxProvider(email?.slice(email.lastIndexOf('@') + 1) ?? '') ?? ''
}

/** Most open on the first day, some days later. */
const HOURS = [
  [1, 5],
  [6, 3],
  [24, 2],
  [60, 1],
] as const

function purchaseEvents(chance: Chance, { orders, ltv, firstAt, lastAt }: Purchases, now: Date): DemoEvent[] {
  const times = [firstAt, ...Array.from({ length: Math.max(0, orders - 2) }, () => chance.moment(firstAt, lastAt))]
  if (orders > 1) times.push(lastAt)
  return times
    .filter((at) => at <= now)
    .map((at) => ({
      name: 'purchase',
      at: toSeconds(at),
      properties: {
        amount: Math.round((ltv / orders) * (0.7 + 0.6 * chance.next()) * 100) / 100,
        currency: 'EUR',
        category: chance.pick(CATEGORIES),
      },
    }))
}

function toSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1000)
}
