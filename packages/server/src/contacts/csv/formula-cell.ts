/**
 * A cell that no spreadsheet takes for a formula: one that looks like it gets an apostrophe in front (OWASP, CSV Injection).
 * So does one that has some in front of such a text already, so that `withoutGuard` gives back every cell. Plain numbers keep
 * their sign.
 */
export function withGuard(cell: string): string {
  return /^'*[=+\-@\t\r]/.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell
}

const PLAIN_NUMBER = /^[+-]?[\d.]+$/

/** A cell as it was before an export, or somebody at a spreadsheet, put an apostrophe before what looks like a formula. */
export function withoutGuard(cell: string): string {
  return /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell
}
