import type { FunnelStage } from '../contacts/prepared-contact.ts'
import type { Chance } from './chance.ts'
import type { DemoPerson } from './people.ts'

/** Where somebody stood in the funnel from `at` on. */
export type FunnelPlace = { at: Date; funnel: FunnelStage; lost: boolean }

/** The shop never put the others anywhere. */
const IN_FUNNEL = 0.72
/** Customers who have not bought for so long may be given up. */
const QUIET_MS = 400 * 24 * 60 * 60_000

/** Draws where somebody stood in the funnel since they came, oldest first; what they bought decides most of it. */
export function drawFunnelCourse(chance: Chance, { person, now }: { person: DemoPerson; now: Date }): FunnelPlace[] {
  if (!chance.is(IN_FUNNEL)) return []
  const places: FunnelPlace[] = []
  const to = (funnel: FunnelStage, at: Date) => places.push({ at, funnel, lost: false })
  const { createdAt, purchases, left } = person
  const isInterested = purchases !== null || chance.is(0.38)
  to('aware', createdAt)
  if (isInterested) to('engaged', chance.moment(createdAt, purchases?.firstAt ?? now))
  if (purchases) {
    to('customer', purchases.firstAt)
    if (purchases.orders >= 3) to('loyal_customer', purchases.lastAt)
    if (purchases.ltv >= 400 && chance.is(0.3)) to('promoter', chance.moment(purchases.lastAt, now))
  }
  const lostAt = drawLoss(chance, { quietSince: purchases?.lastAt ?? null, leftAt: left?.at ?? null, now })
  const last = places.findLast(({ at }) => lostAt === null || at <= lostAt)
  if (lostAt === null || !last) return places
  return [...places.filter(({ at }) => at <= lostAt), { ...last, at: lostAt, lost: true }]
}

function drawLoss(
  chance: Chance,
  { quietSince, leftAt, now }: { quietSince: Date | null; leftAt: Date | null; now: Date },
): Date | null {
  if (leftAt) return chance.is(0.6) ? leftAt : null
  if (!quietSince || now.getTime() - quietSince.getTime() < QUIET_MS || !chance.is(0.3)) return null
  return chance.moment(new Date(quietSince.getTime() + QUIET_MS), now)
}
