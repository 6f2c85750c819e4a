import type { Found, SizeStep } from '../store/demo-past.ts'
import type { Chance } from './chance.ts'

const DAYS = 42
const DAY_MS = 24 * 60 * 60_000
/** So many of those there now were there at the beginning. */
const BEGAN_WITH = { least: 0.78, more: 0.14 }
/** So many come and go on a day, at most. */
const TURNOVER = 0.004

/**
 * Six weeks of people who came and left, that end with as many as a segment was found with; the last step takes away that
 * all of them came at once.
 */
export function sizeHistory(chance: Chance, { segmentId, at, count }: Found): SizeStep[] {
  const first = Math.round(count * (BEGAN_WITH.least + BEGAN_WITH.more * chance.next()))
  const paces = Array.from({ length: DAYS }, () => 0.2 + chance.next())
  const whole = paces.reduce((sum, pace) => sum + pace, 0)
  let [size, gone] = [first, 0]
  const days = paces.map((pace, place) => {
    gone += pace
    const next = first + Math.round(((count - first) * gone) / whole)
    const left = Math.min(size, Math.round(count * TURNOVER * chance.next()))
    const entered = next - size + left
    size = next
    return { segmentId, at: new Date(at.getTime() - (DAYS - place) * DAY_MS), entered, left }
  })
  const begin = { segmentId, at: new Date(at.getTime() - (DAYS + 1) * DAY_MS), entered: first, left: 0 }
  return [begin, ...days, { segmentId, at, entered: -count, left: 0 }]
}
