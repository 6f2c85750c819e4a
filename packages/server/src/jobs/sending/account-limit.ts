import type { AccountLimits } from '../../store/providers.ts'

const UNITS = [
  { key: 'perSecond', unit: 'second', lengthMs: 1_000 },
  { key: 'perHour', unit: 'hour', lengthMs: 3_600_000 },
  { key: 'perDay', unit: 'day', lengthMs: 86_400_000 },
] as const

/** The limit of an account: so many messages in a unit of time, `intervalMs` apart. */
export type AccountLimit = { most: number; unit: (typeof UNITS)[number]['unit']; intervalMs: number }

/** The one limit of an account that keeps all of them: messages leave evenly, so it is the slowest. */
export function findAccountLimit(limits: AccountLimits | undefined): AccountLimit | undefined {
  const set = UNITS.flatMap(({ key, unit, lengthMs }) => {
    const most = limits?.[key]
    return most ? [{ most, unit, intervalMs: lengthMs / most }] : []
  })
  return set.sort((a, b) => b.intervalMs - a.intervalMs).at(0)
}
