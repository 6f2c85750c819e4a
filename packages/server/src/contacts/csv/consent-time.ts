import { type FieldType, parseFieldText, startOfDay } from '@rollcall/filters'
import type { GivenContact } from '../prepare-contact.ts'

const SECONDS_PER_DAY = 86_400

/** Takes cells that say when somebody agreed, as a day of the zone or an instant, into the proof of it. */
export function consentTimeTaker(timezone: string): (given: GivenContact, cell: string | null) => string | undefined {
  // Where a day begins is work, and a file has few days and many rows.
  const known = new Map<string, string | undefined>()
  return (given, cell) => {
    if (cell === null) return undefined
    if (!known.has(cell)) known.set(cell, toInstant(cell, timezone))
    const at = known.get(cell)
    if (at === undefined) return `${JSON.stringify(cell)} is neither a day such as 2026-12-31 nor an RFC 3339 time.`
    given.proof = { source: 'import', ...given.proof, at }
    return undefined
  }
}

function toInstant(cell: string, timezone: string): string | undefined {
  const day = parseAs('date', cell)
  if (day === undefined) return parseAs('instant', cell)
  const seconds = startOfDay(Date.parse(day) / 1_000 / SECONDS_PER_DAY, timezone)
  return new Date(seconds * 1_000).toISOString()
}

function parseAs(type: FieldType, cell: string): string | undefined {
  const parsed = parseFieldText({ key: 'consentAt', name: 'When they agreed', type }, cell)
  return 'value' in parsed && typeof parsed.value === 'string' ? parsed.value : undefined
}
