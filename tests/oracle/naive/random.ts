/** A random source that a seed repeats. */
export type Random = {
  /** 0 ≤ n < end, whole. */
  below(end: number): number
  chance(probability: number): boolean
  pick<T>(from: readonly T[]): T
  /** Some of them, at least `least`, each at most once. */
  some<T>(from: readonly T[], least?: number): T[]
}

/** Mulberry32: small, quick and good enough to draw examples with. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (end: number): number => Math.floor(next() * end)
  const pick = <T>(from: readonly T[]): T => {
    const one = from[below(from.length)]
    if (one === undefined) throw new Error('There is nothing to pick from.')
    return one
  }
  return {
    below,
    chance: (probability) => next() < probability,
    pick,
    some: (from, least = 1) => {
      const left = [...from]
      const count = Math.min(left.length, least + below(Math.min(3, left.length - least + 1)))
      return Array.from({ length: count }, () => left.splice(below(left.length), 1)).flat()
    },
  }
}
