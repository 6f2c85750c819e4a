import { instantAt } from './wall-time.ts'
import type { When } from './when.ts'

// Where a day begins first, and where it ends last.
const [EARLIEST, LATEST] = ['Pacific/Kiritimati', 'Etc/GMT+12']

/** What becomes of people whose own time has passed already; undefined while nobody’s has, or everybody’s. */
export function wordsOfPassed(
  { kind, at }: Pick<When, 'kind' | 'at'>,
  { projectZone, now }: { projectZone: string; now: Date },
): string | undefined {
  if (kind !== 'own') return undefined
  const hasPassed = (zone: string) => (instantAt(at, zone)?.getTime() ?? Number.POSITIVE_INFINITY) <= now.getTime()
  if (!hasPassed(EARLIEST) || hasPassed(LATEST)) return undefined
  const others = hasPassed(projectZone) ? ` So does whoever has no time zone: it is past that in ${projectZone}.` : ''
  return `In some time zones this time has passed already: who lives there gets it as soon as it begins, not a day later.${others}`
}
