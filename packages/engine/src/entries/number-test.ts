import type { NumberTest } from '@rollcall/filters'
import { toClosed } from '../columns/range-probe.ts'

/** Whether a number passes a test. */
export function passes({ any, not }: NumberTest, value: number): boolean {
  const isInside = any.map(toClosed).some(({ from, to }) => value >= from && value <= to)
  return isInside !== (not === true)
}
