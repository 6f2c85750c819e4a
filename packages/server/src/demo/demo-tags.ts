import type { Chance, Shares } from './chance.ts'
import type { Purchases } from './purchases.ts'

/** A tag as the shop made it. */
export type DemoTag = { name: string; color: string; description: string }

const SOURCE = '#2f6f4f'
const STAGE = '#1f6feb'
const INTEREST = '#9a6700'
const GOT = '#8250df'
const CIRCLE = '#bf3989'

export const DEMO_TAGS: readonly DemoTag[] = [
  { name: 'Source: Website', color: SOURCE, description: 'Signed up on the website' },
  { name: 'Source: Store', color: SOURCE, description: 'Left their address at the counter' },
  { name: 'Source: Webinar', color: SOURCE, description: 'Came to one of the Tuesday evenings about gear' },
  { name: 'Source: Referral', color: SOURCE, description: 'Came through a friend' },
  { name: 'Source: Trade Fair', color: SOURCE, description: 'Met us at a fair' },
  { name: 'Stage: Lead', color: STAGE, description: 'Has not bought anything yet' },
  { name: 'Stage: Customer', color: STAGE, description: 'Bought at least once' },
  { name: 'Stage: Repeat Customer', color: STAGE, description: 'Bought three times or more' },
  { name: 'Interest: Hiking', color: INTEREST, description: 'Clicked on hiking' },
  { name: 'Interest: Climbing', color: INTEREST, description: 'Clicked on climbing' },
  { name: 'Interest: Camping', color: INTEREST, description: 'Clicked on camping' },
  { name: 'Interest: Trail Running', color: INTEREST, description: 'Clicked on trail running' },
  { name: 'Interest: Skiing', color: INTEREST, description: 'Clicked on skiing' },
  { name: 'Got: Spring Sale', color: GOT, description: 'Bought something in the spring sale' },
  { name: 'Got: Winter Sale', color: GOT, description: 'Bought something in the winter sale' },
  { name: 'VIP', color: CIRCLE, description: 'Spent 500 or more; gets a letter on paper' },
  { name: 'Beta User', color: CIRCLE, description: 'Tries new gear before it is sold' },
]

/** Where people come from: what the contact's source says, and the tag. */
export const SOURCES: Shares<{ source: string; tag: string }> = [
  [{ source: 'website', tag: 'Source: Website' }, 52],
  [{ source: 'store', tag: 'Source: Store' }, 19],
  [{ source: 'webinar', tag: 'Source: Webinar' }, 14],
  [{ source: 'referral', tag: 'Source: Referral' }, 9],
  [{ source: 'trade fair', tag: 'Source: Trade Fair' }, 6],
]

/** A tag on somebody. */
export type DatedTag = { name: string; at: Date }

const SALE_MS = 5 * 24 * 60 * 60_000

/** What decides about somebody's tags. */
export type Tagged = {
  createdAt: Date
  sourceTag: string | null
  purchases: Purchases | null
  interests: readonly string[]
  plan: string | null
}

/** Draws who was tagged with what and when; none before they came, none after `now`. */
export function drawTags(chance: Chance, tagged: Tagged, now: Date): DatedTag[] {
  const { createdAt, sourceTag, purchases, interests, plan } = tagged
  const tags = purchases ? drawCustomerTags(chance, purchases, now) : []
  const put = (name: string, at: Date) => tags.push({ name, at })
  if (sourceTag !== null) put(sourceTag, createdAt)
  if (purchases === null && chance.is(0.5)) put('Stage: Lead', createdAt)
  for (const interest of interests) {
    if (chance.is(0.3)) put(`Interest: ${interest}`, chance.moment(createdAt, now))
  }
  if ((plan === 'Pro' || plan === 'Team') && chance.is(0.12)) put('Beta User', chance.moment(createdAt, now))
  return tags
}

function drawCustomerTags(chance: Chance, { orders, ltv, firstAt, lastAt }: Purchases, now: Date): DatedTag[] {
  const tags: DatedTag[] = [{ name: 'Stage: Customer', at: firstAt }]
  if (orders >= 3) tags.push({ name: 'Stage: Repeat Customer', at: lastAt })
  if (ltv >= 500 && chance.is(0.8)) tags.push({ name: 'VIP', at: lastAt })
  for (const [name, from] of [
    ['Got: Spring Sale', springSale(now)],
    ['Got: Winter Sale', winterSale(now)],
  ] as const) {
    const to = new Date(Math.min(from.getTime() + SALE_MS, lastAt.getTime()))
    if (firstAt <= from && from <= to && chance.is(0.45)) tags.push({ name, at: chance.moment(from, to) })
  }
  return tags
}

/** When the latest spring sale opened. */
export function springSale(now: Date): Date {
  return latest(now, { month: 3, day: 10 })
}

function winterSale(now: Date): Date {
  return latest(now, { month: 11, day: 27 })
}

function latest(now: Date, { month, day }: { month: number; day: number }): Date {
  const thisYear = new Date(Date.UTC(now.getUTCFullYear(), month, day, 8))
  return thisYear < now ? thisYear : new Date(Date.UTC(now.getUTCFullYear() - 1, month, day, 8))
}
