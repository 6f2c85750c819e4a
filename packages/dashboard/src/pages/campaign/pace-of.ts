/** How many messages were left at a moment. */
export type Sample = { atMs: number; left: number }

/** How fast a campaign goes: people a second, and how long the rest takes at that rate. */
export type Pace = { perSecond: number; leftMs: number }

// So long at least is looked back, and further while fewer than these have left: what goes slowly must not seem to stand.
const WINDOW_MS = 30_000
const ENOUGH = 20
const FURTHEST_MS = 600_000
// Less says more about the moment of asking than about the pace.
const ENOUGH_MS = 2_500
// So long without anybody is not a pace any more.
const STILL_MS = 60_000

/** The samples that a pace may need, with a new one. */
export function withSample(samples: Sample[], sample: Sample): Sample[] {
  return [...samples.filter(({ atMs }) => sample.atMs - atMs <= FURTHEST_MS), sample]
}

/** The pace over the last of these samples, 0 when nothing moves; undefined while it cannot be told. */
export function paceOf(samples: Sample[]): Pace | undefined {
  const last = samples.at(-1)
  if (!last) return undefined
  const isEnough = ({ atMs, left }: Sample) => last.atMs - atMs >= WINDOW_MS && left - last.left >= ENOUGH
  const first = samples.findLast(isEnough) ?? samples[0]
  const tookMs = last.atMs - first.atMs
  const gone = first.left - last.left
  if (gone <= 0) return tookMs < STILL_MS ? undefined : { perSecond: 0, leftMs: Number.POSITIVE_INFINITY }
  if (tookMs < ENOUGH_MS) return undefined
  const perSecond = (gone * 1_000) / tookMs
  return { perSecond, leftMs: (last.left / perSecond) * 1_000 }
}
