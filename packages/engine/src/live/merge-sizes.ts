import type { SegmentId } from '@rollcall/filters'

/** How many are in each segment, over all shards. */
export function mergeSizes(shards: [id: SegmentId, size: number][][]): Map<SegmentId, number> {
  const sizes = new Map<SegmentId, number>()
  for (const [id, size] of shards.flat()) sizes.set(id, (sizes.get(id) ?? 0) + size)
  return sizes
}
