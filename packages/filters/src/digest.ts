/**
 * 16 hexadecimal digits that differ for different texts, so that a text cut short still says which one it was.
 *
 * Two 32-bit lanes mixed with the multipliers of MurmurHash3's finaliser. Not meant to resist someone who searches for
 * collisions: whoever can save a filter decides its meaning anyway.
 */
export function digest(text: string): string {
  let high = 0x9e3779b9
  let low = 0x85ebca6b
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    high = Math.imul(high ^ unit, 0x85ebca6b) ^ (low >>> 13)
    low = Math.imul(low ^ unit, 0xc2b2ae35) ^ (high >>> 16)
  }
  high = mixed(high ^ low)
  low = mixed(low ^ high ^ text.length)
  return hex(high) + hex(low)
}

function mixed(lane: number): number {
  const once = Math.imul(lane ^ (lane >>> 16), 0x85ebca6b)
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35)
  return twice ^ (twice >>> 16)
}

function hex(lane: number): string {
  return (lane >>> 0).toString(16).padStart(8, '0')
}
