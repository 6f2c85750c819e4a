import { type RouteReply, type reputationGet, toId } from '@rollcall/contract'
import { describeGauge, judgeReputation, REPUTATION_LIMITS } from '../../composing/judge-reputation.ts'
import type { Product } from '../../product.ts'
import { nameActors } from '../../store/actor-names.ts'
import { countOutcomes, findOverride, REPUTATION_DAYS, type SpanCount } from '../../store/reputation.ts'

/** How a project stands with mailbox providers, altogether and by domain and provider, the largest senders first. */
export async function showReputation(product: Product, projectId: number): Promise<RouteReply<typeof reputationGet>> {
  const now = product.now()
  const counts = await countOutcomes(product.database, projectId, { now, days: Math.max(...REPUTATION_DAYS) })
  const override = await findOverride(product.database, projectId, now)
  const nameOf = await nameActors(product.database, projectId, [override?.by ?? null])
  const gauge = judgeReputation(counts)
  const groups = (of: (count: SpanCount) => string) =>
    [...Map.groupBy(counts, of)]
      .map(([name, some]) => ({ name, ...judgeReputation(some) }))
      .toSorted((a, b) => (b.windows.at(-1)?.sent ?? 0) - (a.windows.at(-1)?.sent ?? 0) || (a.name < b.name ? -1 : 1))
  return {
    ...gauge,
    sentence: describeGauge(gauge),
    limits: REPUTATION_LIMITS,
    override: override && { ...override, until: override.until.toISOString(), byName: nameOf(override.by) },
    domains: groups(({ domain }) => domain).map(({ name, ...rest }) => ({
      ...rest,
      domain: name,
    })),
    providers: groups(({ providerId }) => providerId).map(({ name, ...rest }) => ({
      ...rest,
      provider: toId('provider', name),
    })),
  }
}
