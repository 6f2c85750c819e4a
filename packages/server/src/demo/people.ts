import type { GivenContact } from '../contacts/prepare-contact.ts'
import { Chance, type Shares } from './chance.ts'
import { INTERESTS } from './demo-fields.ts'
import { type DatedTag, drawTags, SOURCES } from './demo-tags.ts'
import { Identities, type Identity } from './identities.ts'
import { BETWEEN_LETTERS_MS, type Letter, pastLetters } from './letters.ts'
import { drawPurchases, type Purchases } from './purchases.ts'

/** Somebody on the shop's list, as an import would tell it, and what an import cannot tell: when it all happened. */
export type DemoPerson = {
  given: GivenContact
  /** What the product finds out about real addresses by itself. */
  found: { validation?: 'invalid' }
  createdAt: Date
  /** How and when they stopped being subscribed. */
  left: { status: 'unsubscribed' | 'bounced'; at: Date } | null
  tags: DatedTag[]
  purchases: Purchases | null
}

const SEED = 20_260_401
const PAST_MS = 3 * 365 * 24 * 60 * 60_000
/** The shop grows: this bends an even stream of people so that each year brings more than the one before. */
const GROWTH = 0.62

/** The shop's people, oldest first; the same `size` and `now` always give the same people. */
export function* createPeople({ size, now }: { size: number; now: Date }): Generator<DemoPerson> {
  const chance = new Chance(SEED)
  const identities = new Identities(chance)
  const startMs = now.getTime() - PAST_MS
  const letters = pastLetters(now)
  for (let place = 0; place < size; place += 1) {
    const share = ((place + chance.next()) / size) ** GROWTH
    const createdAt = new Date(Math.floor((startMs + share * PAST_MS) / 1000) * 1000)
    yield createPerson(chance, identities.draw(), { place, createdAt, now, letters })
  }
}

type Moment = { place: number; createdAt: Date; now: Date; letters: Letter[] }

function createPerson(chance: Chance, identity: Identity, moment: Moment): DemoPerson {
  const { address, city, ...known } = identity
  const { place, createdAt, now } = moment
  const purchases = drawPurchases(chance, { since: createdAt, now })
  const plan = drawPlan(chance, purchases)
  const interests = drawInterests(chance)
  const origin = chance.is(0.95) ? chance.pickByShare(SOURCES) : null
  const status = address === null ? 'subscribed' : chance.pickByShare(STATUSES)
  const left =
    status === 'unsubscribed' || status === 'bounced' ? { status, at: drawLeave(chance, status, moment) } : null
  return {
    given: {
      ...known,
      email: address?.email,
      // Whoever gave no address is known by the number on their card.
      externalId: purchases || address === null || plan ? `QS-${100_000 + place}` : undefined,
      source: origin?.source,
      status: left ? 'subscribed' : status,
      fields: {
        ...drawFields(chance, purchases, now),
        ...present({ plan, city }),
        ...(interests.length > 0 && { interests }),
      },
    },
    found: address?.isMistyped ? { validation: 'invalid' } : {},
    createdAt,
    left,
    tags: drawTags(chance, { createdAt, sourceTag: origin?.tag ?? null, purchases, interests, plan }, now),
    purchases,
  }
}

const BOUNCES_AFTER_MS = 30 * 60_000

/** An address that is no more is found out by the next letter, if one is known. */
function drawLeave(chance: Chance, status: 'unsubscribed' | 'bounced', { createdAt, now, letters }: Moment): Date {
  const at = chance.moment(createdAt, now)
  const next = letters.findLast((letter) => letter.at > at)
  const isKnown = next && next.at.getTime() - at.getTime() < BETWEEN_LETTERS_MS
  return status === 'bounced' && isKnown ? new Date(next.at.getTime() + BOUNCES_AFTER_MS) : at
}

const STATUSES: Shares<'subscribed' | 'unsubscribed' | 'bounced' | 'non-subscribed'> = [
  ['subscribed', 92],
  ['unsubscribed', 4],
  ['non-subscribed', 3],
  ['bounced', 1],
]

function drawPlan(chance: Chance, purchases: Purchases | null): string | null {
  const shares: Shares<string | null> = purchases
    ? [
        ['Free', 46],
        ['Pro', 34],
        ['Team', 8],
        [null, 12],
      ]
    : [
        ['Free', 56],
        ['Pro', 9],
        ['Team', 3],
        [null, 32],
      ]
  return chance.pickByShare(shares)
}

function drawInterests(chance: Chance): string[] {
  if (chance.is(0.28)) return []
  const count = chance.pickByShare([
    [1, 5],
    [2, 3],
    [3, 2],
  ])
  return [...new Set(Array.from({ length: count }, () => chance.pickByShare(INTERESTS)))]
}

function drawFields(chance: Chance, purchases: Purchases | null, now: Date): Record<string, unknown> {
  return {
    ...(purchases
      ? { orders: purchases.orders, ltv: purchases.ltv, last_purchase: toDay(purchases.lastAt) }
      : chance.is(0.6) && { orders: 0 }),
    ...(chance.is(0.8) && { newsletter: chance.is(0.72) }),
    ...(chance.is(0.52) && { birthday: drawBirthday(chance, now) }),
  }
}

const YEARLESS = 0.12

function drawBirthday(chance: Chance, now: Date): string {
  const age = 17 + 60 * ((chance.next() + chance.next() + chance.next()) / 3)
  const day = toDay(new Date(now.getTime() - age * 365.25 * 24 * 60 * 60_000))
  return chance.is(YEARLESS) ? `-${day.slice(4)}` : day
}

function toDay(date: Date): string {
  return date.toISOString().slice(0, 10)
}

function present(values: Record<string, string | null | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1])))
}
