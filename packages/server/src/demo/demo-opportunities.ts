import type { OpportunityStatus } from '../store/opportunities.ts'
import { Chance, type Shares } from './chance.ts'
import type { DemoPerson } from './people.ts'

export const DEMO_PIPELINE = { name: 'Group orders', stages: ['Asked', 'Offer sent', 'Trying samples', 'Agreed'] }

/** Somebody whose company may order, with the number of their row. */
export type Buyer = { rowNo: number; company: string; since: Date }

/** An order in the making: when it was asked for, and where it stands since when. */
export type DemoOpportunity = {
  rowNo: number
  name: string
  value: number
  createdAt: Date
  now: { stage: number; status: OpportunityStatus; at: Date }
}

const SEED = 20_260_404
const COUNT = 60
const PAST_MS = 150 * 24 * 60 * 60_000

/** What groups order, with the price of a piece. */
const GOODS: Shares<{ what: string; price: number }> = [
  [{ what: 'rain jackets', price: 129 }, 4],
  [{ what: 'rucksacks', price: 84 }, 4],
  [{ what: 'head lamps', price: 32 }, 3],
  [{ what: 'ropes', price: 165 }, 2],
  [{ what: 'helmets', price: 58 }, 3],
  [{ what: 'tents', price: 310 }, 1],
]
const STAGES: Shares<number> = [
  [0, 18],
  [1, 16],
  [2, 11],
  [3, 15],
]
/** How those ended that went as far as a stage; most are still open, and only what is agreed can be won. */
const ENDS: Shares<OpportunityStatus>[] = [
  [
    ['open', 9],
    ['abandoned', 1],
  ],
  [
    ['open', 8],
    ['lost', 2],
  ],
  [
    ['open', 9],
    ['lost', 2],
  ],
  [
    ['won', 7],
    ['open', 6],
  ],
]

/** Who may order for a company. */
export function toBuyer({ given, createdAt, left }: DemoPerson, rowNo: number): Buyer | null {
  return given.company && !left ? { rowNo, company: given.company, since: createdAt } : null
}

/** Draws the orders in the making, oldest first, one for each of so many buyers. */
export function drawOpportunities(buyers: readonly Buyer[], now: Date): DemoOpportunity[] {
  const chance = new Chance(SEED)
  const start = new Date(now.getTime() - PAST_MS)
  const every = Math.max(1, Math.floor(buyers.length / COUNT))
  const chosen = buyers.filter((_, place) => place % every === 0).slice(0, COUNT)
  return chosen
    .map((buyer) => drawOpportunity(chance, buyer, { start, now }))
    .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime())
}

function drawOpportunity(
  chance: Chance,
  { rowNo, company, since }: Buyer,
  { start, now }: { start: Date; now: Date },
): DemoOpportunity {
  const { what, price } = chance.pickByShare(GOODS)
  const pieces = 4 * chance.whole(2, 12)
  const stage = chance.pickByShare(STAGES)
  const status = chance.pickByShare(ENDS[stage])
  const createdAt = chance.moment(since > start ? since : start, now)
  const at = stage === 0 && status === 'open' ? createdAt : chance.moment(createdAt, now)
  // Whoever takes many pays a tenth less.
  const value = Math.round((pieces * price * (pieces > 24 ? 0.9 : 1)) / 10) * 10
  return { rowNo, name: `${pieces} ${what} for ${company}`, value, createdAt, now: { stage, status, at } }
}
