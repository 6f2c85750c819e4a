import { STATUSES, SUPPRESSION_REASONS, statisticsGet } from '@rollcall/contract'
import type { Lowering } from '@rollcall/filters'
import { action } from '../../action.ts'
import { countTogether } from '../../audience/count-together.ts'
import { getProject } from '../../store/projects.ts'
import {
  type Cut,
  countDeleted,
  countSending,
  type DeletedCount,
  listPeriods,
  type Period,
} from '../../store/statistics.ts'
import { sendingOf, sumOf } from './sending-of.ts'

export const getStatisticsAction = action(statisticsGet, async ({ product, caller }, { query }) => {
  const { database, index } = product
  const { projectId } = caller
  const { timezone } = await getProject(database, projectId)
  const cut: Cut = { by: query.by, days: query.days, timezone, now: product.now() }
  const periods = await listPeriods(database, cut)
  const [from, until] = [periods[0]?.from ?? cut.now, cut.now]
  const [counts, deleted, sending] = await Promise.all([
    countTogether(index, projectId, {
      all: [{ is: 'constant', value: true }, SUPPRESSED],
      byStatus: STATUSES.map((status): Lowering => ({ is: 'codes', column: 'status', any: [status] })),
      created: periods.map((period) => within('createdAt', period)),
      unsubscribed: periods.map((period) => within('unsubscribedAt', period)),
    }),
    countDeleted(database, projectId, periods),
    countSending(database, projectId, periods),
  ])
  const growth = periods.map((period, place) => growthOf(period, { counts, place, deleted }))
  return {
    timezone,
    from: from.toISOString(),
    until: until.toISOString(),
    contacts: {
      total: counts.all[0] ?? 0,
      byStatus: toByStatus(counts.byStatus),
      suppressed: counts.all[1] ?? 0,
    },
    growth: { ...sumOf(growth, ['created', 'unsubscribed', 'deleted', 'net']), periods: growth },
    marketing: sendingOf(
      periods,
      sending.filter(({ transactional }) => !transactional),
    ),
    transactional: sendingOf(
      periods,
      sending.filter(({ transactional }) => transactional),
    ),
  }
})

const SUPPRESSED: Lowering = {
  is: 'any',
  of: SUPPRESSION_REASONS.map((reason): Lowering => ({ is: 'set', set: `suppression:${reason}` })),
}

// The index counts instants in seconds.
function within(column: string, { from, until }: Period): Lowering {
  const seconds = (time: Date) => Math.floor(time.getTime() / 1_000)
  return { is: 'range', column, from: { value: seconds(from) }, to: { value: seconds(until), open: true } }
}

type Grown = { counts: { created: number[]; unsubscribed: number[] }; place: number; deleted: DeletedCount[] }

function growthOf({ from, day }: Period, { counts, place, deleted }: Grown) {
  const gone = (what: DeletedCount['what']) =>
    deleted.find((one) => one.what === what && one.place === place + 1)?.count ?? 0
  const created = (counts.created[place] ?? 0) + gone('created')
  const unsubscribed = (counts.unsubscribed[place] ?? 0) + gone('unsubscribed')
  return {
    from: from.toISOString(),
    day,
    created,
    unsubscribed,
    deleted: gone('deleted'),
    net: created - gone('deleted'),
  }
}

function toByStatus([subscribed = 0, unsubscribed = 0, nonSubscribed = 0, bounced = 0]: number[]) {
  return { subscribed, unsubscribed, 'non-subscribed': nonSubscribed, bounced }
}
