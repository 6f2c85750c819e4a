/** A time during which a zone's wall clock is one offset ahead of UTC: from ≤ t < end, in seconds. */
export type Stretch = { from: number; end: number; offset: number }

/**
 * The stretches of a zone that touch the instants from `from` to `to`, in order and without gaps.
 *
 * Read from Intl once for about a year at a time, and kept: asking Intl costs a thousand times more than looking up.
 */
export function stretchesBetween(timezone: string, from: number, to: number): Stretch[] {
  const found: Stretch[] = []
  for (let at = from; at <= to; at = found.at(-1)?.end ?? Number.POSITIVE_INFINITY) found.push(stretchAt(timezone, at))
  return found
}

/** The stretch of a zone in which an instant lies; it may end where the next one has the same offset. */
function stretchAt(timezone: string, instant: number): Stretch {
  if (timezone === 'UTC') return FOREVER
  if (instant < FIRST_BLOCK * BLOCK_SECONDS) return localMeanTime(timezone)
  const stretches = stretchesOf(timezone, Math.floor(instant / BLOCK_SECONDS))
  const found = stretches.find(({ end }) => instant < end)
  if (!found) throw new Error(`No stretch of ${timezone} holds ${instant}.`)
  return found
}

const FOREVER = { from: Number.NEGATIVE_INFINITY, end: Number.POSITIVE_INFINITY, offset: 0 }
const SECONDS_PER_DAY = 86_400
const BLOCK_SECONDS = 2 ** 25
// Before 1800 every zone kept local mean time: the tz database's first change is Amsterdam's of 1835.
const FIRST_BLOCK = -160
// No zone ever changed its clock and back within less than twelve days (Tucumán in June 2004), nor at all before 1900.
const STEP_SECONDS = 4 * SECONDS_PER_DAY
const EARLY_STEP_SECONDS = 64 * SECONDS_PER_DAY
const FIRST_LATE_BLOCK = -66

const blocks = new Map<string, Map<number, Stretch[]>>()

function stretchesOf(timezone: string, block: number): Stretch[] {
  const known = blocks.get(timezone) ?? new Map<number, Stretch[]>()
  blocks.set(timezone, known)
  const stretches = known.get(block) ?? readBlock(timezone, block)
  known.set(block, stretches)
  return stretches
}

function localMeanTime(timezone: string): Stretch {
  const end = FIRST_BLOCK * BLOCK_SECONDS
  return { from: Number.NEGATIVE_INFINITY, end, offset: stretchesOf(timezone, FIRST_BLOCK)[0]?.offset ?? 0 }
}

function readBlock(timezone: string, block: number): Stretch[] {
  const end = (block + 1) * BLOCK_SECONDS
  const stretches: Stretch[] = []
  const step = block < FIRST_LATE_BLOCK ? EARLY_STEP_SECONDS : STEP_SECONDS
  let current = { from: block * BLOCK_SECONDS, end, offset: offsetAt(block * BLOCK_SECONDS, timezone) }
  for (let at = current.from; at < end; at += step) {
    const next = Math.min(at + step, end - 1)
    for (let offset = offsetAt(next, timezone); offset !== current.offset; ) {
      const change = firstChange(timezone, current, { same: at, changed: next })
      stretches.push({ ...current, end: change })
      current = { from: change, end, offset: offsetAt(change, timezone) }
    }
  }
  return [...stretches, current]
}

/** The first second between two at which the clock has left a stretch's offset. */
function firstChange(timezone: string, { from, offset }: Stretch, between: { same: number; changed: number }): number {
  let same = Math.max(from, between.same)
  let changed = between.changed
  while (changed - same > 1) {
    const middle = Math.floor((same + changed) / 2)
    if (offsetAt(middle, timezone) === offset) same = middle
    else changed = middle
  }
  return changed
}

function offsetAt(instant: number, timezone: string): number {
  const parts: Record<string, string> = {}
  for (const { type, value } of formatterOf(timezone).formatToParts(instant * 1_000)) parts[type] = value
  const date = new Date(0)
  date.setUTCFullYear(Number(parts.year), Number(parts.month) - 1, Number(parts.day))
  const seconds = Number(parts.hour) * 3_600 + Number(parts.minute) * 60 + Number(parts.second)
  return date.getTime() / 1_000 + seconds - instant
}

// Making a formatter costs a thousand times more than using one.
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone)
  if (known) return known
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formatters.set(timeZone, formatter)
  return formatter
}
