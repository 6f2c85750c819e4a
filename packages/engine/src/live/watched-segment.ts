import type { Lowering, SegmentId } from '@rollcall/filters'
import type { RowBitmap } from '../rows/row-bitmap.ts'

/**
 * A segment whose members the index keeps.
 *
 * The answer to watching it says who entered and who left, compared with `members`, or else with those whom the index held
 * for it before. A segment that has neither starts with whoever matches, and nobody has entered it.
 */
export type WatchedSegment = {
  id: SegmentId
  /** Its rule, with the rules of other dynamic segments in the place of their names (`withSegments`); bounds carry `moves`. */
  lowering: Lowering
  /** Who is in it according to the record. */
  members?: RowBitmap
  /** Keeps, from now on, since when its members are in it, and says what is known; for segments that are asked `since` of. */
  entered?: EnteredTimes
  /** The rule was saved just now, so whoever matches is its base: all have entered now, if that is kept. */
  isSaved?: boolean
}

/** Whom to count, and in which watched segments. */
export type Within = { lowering: Lowering; segments: SegmentId[] }

/** Since when rows are in a segment, in whole seconds: row `rowNos[i]` since `at[i]`. Members who are left out entered now. */
export type EnteredTimes = { rowNos: Uint32Array; at: Float64Array }
