import type { DAY_ORDERS } from '@rollcall/contract'

export type DayOrder = (typeof DAY_ORDERS)[number]

// The year with four digits: with two, 01/02/03 could be six days.
const DATE = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})$/

/** `31/12/2026` or `12/31/2026` as `2026-12-31`; anything else as it is. */
export function toIsoDate(cell: string, order: DayOrder): string {
  const [, first = '', , second = '', year = ''] = DATE.exec(cell) ?? []
  if (year === '') return cell
  const [day, month] = order === 'day-first' ? [first, second] : [second, first]
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** How a column writes its dates; `either` when none of them tells day from month, null when it is no column of such dates. */
export function findDayOrder(cells: Iterable<string>): DayOrder | 'either' | null {
  const values = [...cells].map((cell) => cell.trim()).filter((cell) => cell !== '')
  const matches = values.map((value) => DATE.exec(value))
  if (values.length === 0 || matches.includes(null)) return null
  const isDayFirst = matches.some((match) => Number(match?.[1]) > 12)
  const isMonthFirst = matches.some((match) => Number(match?.[3]) > 12)
  if (isDayFirst && isMonthFirst) return null
  if (isDayFirst) return 'day-first'
  return isMonthFirst ? 'month-first' : 'either'
}
