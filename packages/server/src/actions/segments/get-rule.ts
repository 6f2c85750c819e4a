import type { Reader } from '../../action.ts'
import { failure, invalid } from '../../failure.ts'
import { findVersion, type VersionRecord } from '../../store/segment-versions.ts'
import { getSegment, type SegmentRecord } from '../../store/segments.ts'

/** A dynamic segment by id or exact name; a static one has no rule, and so no versions. */
export async function getDynamicSegment({ product, caller }: Reader, text: string): Promise<SegmentRecord> {
  const segment = await getSegment(product.database, caller.projectId, text)
  if (segment.kind === 'dynamic') return segment
  throw failure('wrong_state', { what: 'segment', state: 'static', needed: 'dynamic: only rules have versions' })
}

/** One version of a segment's rule; `pointer` is where the request names it. */
export async function getVersion(
  { product, caller }: Reader,
  segment: SegmentRecord,
  { version, pointer }: { version: number; pointer: string },
): Promise<VersionRecord> {
  const found = await findVersion(product.database, caller.projectId, { segmentId: segment.id, version })
  if (found) return found
  throw invalid(pointer, `there is no version ${version}; the latest is ${segment.version}`)
}
