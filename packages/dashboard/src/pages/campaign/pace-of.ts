/** How many messages were left at a moment. */
export type Sample = { atMs: number; left: number }

/** How fast a campaign goes: people a second, and how long the rest takes at that rate. */
export type Pace = { perSecond: number; leftMs: number }

const WINDOW_MS = 30_000
// Less says more about the moment of asking than about the pace.
const ENOUGH_MS = 2_500

/** The samples of the last half minute, with a new one. */
export function withSample(samples: Sample[], sample: Sample): Sample[] {
  return [...samples.filter(({ atMs }) => sample.atMs - atMs <= WINDOW_MS), sample]
}

/** The pace over these samples; undefined while it cannot be told, or nothing moves. */
export function paceOf(samples: Sample[]): Pace | undefined {
  const [first, last] = [samples[0], samples.at(-1)]
  if (!first || !last || last.atMs - first.atMs < ENOUGH_MS || first.left <= last.left) return undefined
  const perSecond = ((first.left - last.left) * 1_000) / (last.atMs - first.atMs)
  return { perSecond, leftMs: (last.left / perSecond) * 1_000 }
}
