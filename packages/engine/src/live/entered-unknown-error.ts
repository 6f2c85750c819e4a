import type { SegmentId } from '@rollcall/filters'

/**
 * Since when people are in a watched segment was asked for and is not kept: call `keepEntered` of `segment` with what the
 * record says, then ask again.
 */
export class EnteredUnknownError extends Error {
  override name = 'EnteredUnknownError'
  readonly segment: SegmentId

  constructor(segment: SegmentId) {
    super(`Since when people are in segment ${segment} is not in the audience index. Load these times first.`)
    this.segment = segment
  }
}
