import { type RouteReply, type segmentsGet, toId } from '@rollcall/contract'
import { describeFilter, type Lowering } from '@rollcall/filters'
import type { Reader } from '../../action.ts'
import { countTogether } from '../../audience/count-together.ts'
import { reachable } from '../../audience/reachable.ts'
import { lowerMembers } from '../../audience/segment-lowering.ts'
import { planWarnings } from '../../audience/warnings.ts'
import { loadCatalog, mentionedIn } from '../../store/catalog.ts'
import type { SegmentRecord } from '../../store/segments.ts'

type SegmentReply = RouteReply<typeof segmentsGet>
const EVERYONE: Lowering = { is: 'constant', value: true }

/** Segments as the API shows them. All are counted at one state of the index, or are `sizes`, if given, where those know them. */
export async function segmentReplies(
  context: Reader,
  segments: SegmentRecord[],
  sizes: ReadonlyMap<string, number> = new Map(),
): Promise<SegmentReply[]> {
  const { database, index } = context.product
  const { projectId } = context.caller
  const now = context.product.now()
  const filters = segments.flatMap((segment) => segment.filters ?? [])
  const catalog = await loadCatalog(database, projectId, mentionedIn(filters))
  const ruled = segments.map(({ id, name, createdAt, filters: filter }) => ({
    segment: { id: toId('segment', id), name, createdAt },
    filter,
    lowering: lowerMembers(toId('segment', id), filter, { now, catalog }),
    catalog,
  }))
  const judged = ruled.flatMap(({ filter, ...rest }) => (filter ? [{ filter, ...rest }] : []))
  const warnings = await planWarnings(database, projectId, { rules: judged, now })
  const known = ruled.flatMap(({ segment: { id } }) => (sizes.has(id) ? id : []))
  const unknown = ruled.filter(({ segment }) => !sizes.has(segment.id))
  // Laid over the members that the index holds already: judging each of a hundred rules anew takes half a second at a million.
  const [within, counted] = await Promise.all([
    known.length > 0 ? index.sizes(projectId, { lowering: reachable(EVERYONE), segments: known }) : sizes,
    countTogether(index, projectId, {
      members: unknown.map(({ lowering }) => lowering),
      reachable: unknown.map(({ lowering }) => reachable(lowering)),
      warnings: warnings.questions,
    }),
  ])
  const counts = new Map(unknown.map(({ segment }, place) => [segment.id, counted.members[place]]))
  const reachableOf = new Map(unknown.map(({ segment }, place) => [segment.id, counted.reachable[place]]))
  return segments.map((segment) => {
    const id = toId('segment', segment.id)
    const count = sizes.get(id) ?? counts.get(id) ?? 0
    const rule = judged.find((each) => each.segment.id === id)
    return {
      id,
      name: segment.name,
      description: segment.description,
      kind: segment.kind,
      filters: segment.filters,
      sentence: segment.filters ? describeFilter(segment.filters, catalog) : 'The people who were put in by hand.',
      count,
      reachable: reachableOf.get(id) ?? within.get(id) ?? 0,
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
