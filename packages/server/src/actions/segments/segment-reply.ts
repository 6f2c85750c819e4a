import { type RouteReply, type segmentsGet, toId } from '@rollcall/contract'
import { describeFilter } from '@rollcall/filters'
import type { ActionContext } from '../../action.ts'
import { reachable } from '../../audience/reachable.ts'
import { lowerMembers } from '../../audience/segment-lowering.ts'
import { loadCatalog } from '../../store/catalog.ts'
import type { SegmentRecord } from '../../store/segments.ts'
import { warningsFor } from './warnings.ts'

type SegmentReply = RouteReply<typeof segmentsGet>

/** Segments as the API shows them. All are counted at one state of the index, or are `sizes`, if given, where those know them. */
export async function segmentReplies(
  context: Reader,
  segments: SegmentRecord[],
  sizes: ReadonlyMap<string, number> = new Map(),
): Promise<SegmentReply[]> {
  const { database, index, now } = context.product
  const { projectId } = context.caller
  const ids = segments.map(({ id }) => toId('segment', id))
  const catalog = await loadCatalog(database, projectId, { segment: ids })
  const lowerings = segments.map(({ filters }, place) => lowerMembers(ids[place], filters, { now: now(), catalog }))
  const unknown = lowerings.filter((_, place) => !sizes.has(ids[place]))
  const counts = await index.counts(projectId, [...lowerings.map(reachable), ...unknown])
  const counted = counts.slice(segments.length).values()
  return segments.map((segment, place) => {
    const count = sizes.get(ids[place]) ?? counted.next().value ?? 0
    return {
      id: ids[place],
      name: segment.name,
      description: segment.description,
      kind: segment.kind,
      filters: segment.filters,
      sentence: segment.filters ? describeFilter(segment.filters, catalog) : 'The people who were put in by hand.',
      count,
      reachable: counts[place],
      warnings: segment.filters ? warningsFor(segment.filters, count) : [],
      version: segment.version,
      createdAt: segment.createdAt.toISOString(),
      updatedAt: segment.updatedAt.toISOString(),
    }
  })
}

/** One segment as the API shows it. */
export async function segmentReply(context: Reader, segment: SegmentRecord): Promise<SegmentReply> {
  const [reply] = await segmentReplies(context, [segment])
  return reply
}

type Reader = Pick<ActionContext, 'product' | 'caller'>
