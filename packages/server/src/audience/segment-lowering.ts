import { toId } from '@rollcall/contract'
import { type Lowering, referencesIn } from '@rollcall/filters'
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

/** The same for a segment at hand. A static one is a set; a dynamic one is its rule. */
export async function lowerSegment(
  record: Queryable,
  projectId: number,
  { segment, now }: { segment: SegmentRecord; now: Date },
): Promise<Lowering> {
  if (segment.filters === null) return staticSegment(segment.id)
  const catalog = await loadCatalog(record, projectId, referencesIn(segment.filters))
  return lowerRule(segment.filters, { now, catalog })
}

/** The members of a static segment, by its UUID. */
export function staticSegment(uuid: string): Lowering {
  return { is: 'set', set: `segment:${toId('segment', uuid)}` }
}
