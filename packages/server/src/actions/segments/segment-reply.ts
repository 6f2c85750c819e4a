import { type RouteReply, type segmentsGet, toId } from '@rollcall/contract'
import { describeFilter, referencesIn } from '@rollcall/filters'
import type { ActionContext } from '../../action.ts'
import { reachable } from '../../audience/reachable.ts'
import { lowerSegment } from '../../audience/segment-lowering.ts'
import { loadCatalog } from '../../store/catalog.ts'
import type { Queryable } from '../../store/database.ts'
import type { SegmentRecord } from '../../store/segments.ts'
import { warningsFor } from './warnings.ts'

type SegmentReply = RouteReply<typeof segmentsGet>

/** Segments as the API shows them, each with its live count, all counted at one state of the index. */
export async function segmentReplies(context: Reader, segments: SegmentRecord[]): Promise<SegmentReply[]> {
  const { database, index, now } = context.product
  const { projectId } = context.caller
  const lowerings = await Promise.all(
    segments.map((segment) => lowerSegment(database, projectId, { segment, now: now() })),
  )
  const counts = await index.counts(projectId, [...lowerings, ...lowerings.map(reachable)])
  const sentences = await Promise.all(segments.map((segment) => sentenceOf(database, projectId, segment)))
  return segments.map((segment, place) => ({
    id: toId('segment', segment.id),
    name: segment.name,
    description: segment.description,
    kind: segment.kind,
    filters: segment.filters,
    sentence: sentences[place],
    count: counts[place],
    reachable: counts[segments.length + place],
    warnings: segment.filters ? warningsFor(segment.filters, counts[place]) : [],
    version: segment.version,
    createdAt: segment.createdAt.toISOString(),
    updatedAt: segment.updatedAt.toISOString(),
  }))
}

/** One segment as the API shows it. */
export async function segmentReply(context: Reader, segment: SegmentRecord): Promise<SegmentReply> {
  const [reply] = await segmentReplies(context, [segment])
  return reply
}

type Reader = Pick<ActionContext, 'product' | 'caller'>

async function sentenceOf(record: Queryable, projectId: number, segment: SegmentRecord): Promise<string> {
  if (segment.filters === null) return 'The people who were put in by hand.'
  return describeFilter(segment.filters, await loadCatalog(record, projectId, referencesIn(segment.filters)))
}
