import { type RouteReply, type segmentsGet, toId } from '@rollcall/contract'
import { type Catalog, describeFilter, type Lowering } from '@rollcall/filters'
import type { ActionContext } from '../../action.ts'
import { countTogether } from '../../audience/count-together.ts'
import { lowerRule } from '../../audience/lower-rule.ts'
import { reachable } from '../../audience/reachable.ts'
import { staticSegment } from '../../audience/segment-lowering.ts'
import { planWarnings } from '../../audience/warnings.ts'
import { loadCatalog, mentionedIn } from '../../store/catalog.ts'
import type { SegmentRecord } from '../../store/segments.ts'

type SegmentReply = RouteReply<typeof segmentsGet>
type Reader = Pick<ActionContext, 'product' | 'caller'>

/** Segments as the API shows them, each with its live count, all counted at one state of the index. */
export async function segmentReplies(context: Reader, segments: SegmentRecord[]): Promise<SegmentReply[]> {
  const { database, index } = context.product
  const { projectId } = context.caller
  const now = context.product.now()
  const filters = segments.flatMap((segment) => segment.filters ?? [])
  const catalog = await loadCatalog(database, projectId, mentionedIn(filters))
  const ruled = segments.map((segment) => ({
    segment: { id: toId('segment', segment.id), name: segment.name, createdAt: segment.createdAt },
    filter: segment.filters,
    lowering: lower(segment, { now, catalog }),
    catalog,
  }))
  const judged = ruled.flatMap(({ filter, ...rest }) => (filter ? [{ filter, ...rest }] : []))
  const warnings = await planWarnings(database, projectId, { rules: judged, now })
  const counted = await countTogether(index, projectId, {
    members: ruled.map(({ lowering }) => lowering),
    reachable: ruled.map(({ lowering }) => reachable(lowering)),
    warnings: warnings.questions,
  })
  return segments.map((segment, place) => {
    const count = counted.members[place] ?? 0
    const rule = judged.find((each) => each.segment.id === ruled[place]?.segment.id)
    return {
      id: toId('segment', segment.id),
      name: segment.name,
      description: segment.description,
      kind: segment.kind,
      filters: segment.filters,
      sentence: segment.filters ? describeFilter(segment.filters, catalog) : 'The people who were put in by hand.',
      count,
      reachable: counted.reachable[place] ?? 0,
      warnings: rule ? warnings.judge(rule, { matching: count, counts: counted.warnings }) : [],
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

function lower(segment: SegmentRecord, context: { now: Date; catalog: Catalog }): Lowering {
  return segment.filters ? lowerRule(segment.filters, context) : staticSegment(segment.id)
}
