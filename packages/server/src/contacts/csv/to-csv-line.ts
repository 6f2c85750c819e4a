import { withGuard } from './formula-cell.ts'

/** One line of CSV (RFC 4180), without anything that a spreadsheet would run. */
export function toCsvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quoted(withGuard(cell))).join(',')}\r\n`
}

function quoted(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
