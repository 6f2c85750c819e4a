import type { SegmentId } from '@rollcall/filters'

/** Who entered and who left a segment between two evaluations: row numbers, ascending; nobody is in both. */
export type MembershipChange = { segment: SegmentId; entered: Uint32Array; left: Uint32Array }
