import { segmentsList, toId } from '@rollcall/contract'
import { z } from 'zod'
import { action, type Reader } from '../../action.ts'
import { getProject } from '../../store/projects.ts'
import { listTrends } from '../../store/segment-trends.ts'
import { listSegments } from '../../store/segments.ts'
import { listUsesOfSegments, type Use } from '../../store/uses.ts'
import { parseCursor, toPage } from '../cursor.ts'
import { segmentReplies } from './segment-reply.ts'
import { TREND_DAYS, type Trend, trendOf } from './trend-of.ts'

const DAY_MS = 24 * 60 * 60 * 1000

export const listSegmentsAction = action(segmentsList, async (context, { query }) => {
  const { limit, q, kind } = query
  const found = await listSegments(context.product.database, context.caller.projectId, {
    limit: limit + 1,
    after: parseCursor(query.after, z.string()),
    q: q ?? null,
    kind: kind ?? null,
  })
  const page = toPage(found, { limit, place: (last) => last.name, show: (segment) => segment })
  const sizes = await context.product.index.sizes(context.caller.projectId)
  const data = await segmentReplies(context, page.data, sizes)
  const counts = new Map(page.data.map(({ id }, place) => [id, data[place].count]))
  const [trends, uses] = await Promise.all([
    query.includeTrend ? trendsOf(context, counts) : undefined,
    query.includeUses ? usesOf(context, data) : undefined,
  ])
  return {
    ...page,
    data: data.map((segment) => ({
      ...segment,
      ...(trends && { trend: trends.get(segment.id) }),
      ...(uses && { uses: uses.get(segment.id) ?? [] }),
    })),
  }
})

function usesOf({ product, caller }: Reader, segments: { id: string }[]): Promise<Map<string, Use[]>> {
  const ids = segments.map(({ id }) => id)
  return listUsesOfSegments(product.database, caller.projectId, ids)
}

async function trendsOf({ product, caller }: Reader, counts: ReadonlyMap<string, number>): Promise<Map<string, Trend>> {
  const { database, index } = product
  const now = product.now()
  const { timezone } = await getProject(database, caller.projectId)
  await index.recorded(caller.projectId)
  const from = new Date(now.getTime() - TREND_DAYS * DAY_MS)
  const recorded = await listTrends(database, caller.projectId, { segmentIds: [...counts.keys()], from, timezone })
  return new Map(
    recorded.map((trend) => {
      const count = counts.get(trend.segmentId) ?? 0
      return [toId('segment', trend.segmentId), trendOf(trend, { count, now, timezone })]
    }),
  )
}
