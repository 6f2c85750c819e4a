import { BLANK_ROW, type Row } from '../row/row.ts'
import type { ExampleContact } from './condition.ts'

/** An example's contact as a filter sees it: whatever is not mentioned is missing. */
export function exampleRow(contact: ExampleContact): Row {
  const { columns = {}, sets = [], since = {}, events = {}, opportunities = [], idBytes } = contact
  return {
    ...BLANK_ROW,
    value: (column) => columns[column] ?? null,
    isIn: (set) => sets.includes(set) || since[set] !== undefined,
    since: (set) => since[set] ?? null,
    events: (kind) => events[kind] ?? [],
    opportunities: () => opportunities,
    ...(idBytes && { idBytes: () => Uint8Array.from(idBytes) }),
  }
}
