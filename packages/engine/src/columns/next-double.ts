const view = new DataView(new ArrayBuffer(8))

/** The smallest double above `value`. */
export function toNextUp(value: number): number {
  if (value === 0) return Number.MIN_VALUE
  if (!Number.isFinite(value)) return value
  view.setFloat64(0, value)
  // The bits of doubles of one sign are ordered like the doubles, away from zero.
  view.setBigInt64(0, view.getBigInt64(0) + (value > 0 ? 1n : -1n))
  return view.getFloat64(0)
}

/** The largest double below `value`. */
export function toNextDown(value: number): number {
  return -toNextUp(-value)
}
