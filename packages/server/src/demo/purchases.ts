import type { Chance } from './chance.ts'

/** What somebody bought so far. */
export type Purchases = { orders: number; ltv: number; firstAt: Date; lastAt: Date }

/** Fewer than half of the people on the list ever bought something. */
const CUSTOMERS = 0.46

// Few people buy very often (a Pareto distribution): two in three customers bought once, one in thirty ten times or more.
const TAIL = 1.5
const MOST_ORDERS = 60
/** Nobody buys twice within a fortnight. */
const BETWEEN_ORDERS_MS = 14 * 24 * 60 * 60_000
/** A middling basket, and how far baskets differ. */
const BASKET = 58
const BASKET_SPREAD = 0.6

const FIRST_WITHIN_MS = 60 * 24 * 60 * 60_000

/** Draws what somebody bought since they came; null for those who only look. */
export function drawPurchases(chance: Chance, { since, now }: { since: Date; now: Date }): Purchases | null {
  if (!chance.is(CUSTOMERS)) return null
  const wanted = Math.min(MOST_ORDERS, Math.floor((1 - chance.next()) ** (-1 / TAIL)))
  const basket = BASKET * Math.exp(BASKET_SPREAD * chance.normal())
  const until = new Date(Math.min(now.getTime(), since.getTime() + FIRST_WITHIN_MS))
  const firstAt = chance.moment(since, until, 0.6)
  const orders = Math.min(wanted, 1 + Math.floor((now.getTime() - firstAt.getTime()) / BETWEEN_ORDERS_MS))
  return {
    orders,
    ltv: Math.round(orders * basket * 100) / 100,
    firstAt,
    lastAt: orders === 1 ? firstAt : chance.moment(firstAt, now, 1.4),
  }
}
