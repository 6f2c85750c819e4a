import { toId } from '@rollcall/contract'
import type { Catalog, Filter, Lowering } from '@rollcall/filters'
import { loadCatalog } from '../store/catalog.ts'
import type { Queryable } from '../store/database.ts'
import { getSegment, type SegmentRecord } from '../store/segments.ts'
import { lowerRule } from './lower-rule.ts'

/** What the index has to compute for the members of a segment (id or exact name) at `now`. */
export async function segmentLowering(
  record: Queryable,
  projectId: number,
  request: { segment: string; now: Date },
): Promise<Lowering> {
  const segment = await getSegment(record, projectId, request.segment)
  return lowerSegment(record, projectId, { segment, now: request.now })
}

/** The same for a segment at hand. */
export async function lowerSegment(
  record: Queryable,
  projectId: number,
  { segment, now }: { segment: SegmentRecord; now: Date },
): Promise<Lowering> {
  const id = toId('segment', segment.id)
  const catalog = await loadCatalog(record, projectId, { segment: [id] })
  return lowerMembers(id, segment.filters, { now, catalog })
}

/** The same with everything at hand. A static segment (no filters) is a set; a dynamic one is its rule. */
export function lowerMembers(
  id: string,
  filters: Filter | null,
  { now, catalog }: { now: Date; catalog: Catalog },
): Lowering {
  return filters === null ? { is: 'set', set: `segment:${id}` } : lowerRule(filters, { now, catalog })
}
