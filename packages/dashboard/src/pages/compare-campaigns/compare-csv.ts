import { type Compared, isOn, rowsOf } from './compared.ts'

/** The table as CSV: a line for each figure, a column for each campaign; shares from 0 to 1 have lines of their own. */
export function compareCsv(campaigns: Compared[]): string {
  const line = (label: string, cell: (campaign: Compared) => string | number | null) =>
    [label, ...campaigns.map(cell)].map(toCell).join(',')
  const lines = [
    line('Campaign', ({ name }) => name),
    line('Subject', ({ subject }) => subject),
    line('Started', ({ launchedAt }) => launchedAt),
    ...rowsOf(campaigns).flatMap(({ label, count, share, on }) => [
      line(label, (one) => (isOn(one, on) ? count(one.results) : null)),
      ...(share ? [line(`${label}, share`, (one) => (isOn(one, on) ? share(one.results) : null))] : []),
    ]),
  ]
  return lines.map((one) => `${one}\r\n`).join('')
}

// A spreadsheet would run what begins like a formula. Source: OWASP, CSV injection.
function toCell(value: string | number | null): string {
  if (typeof value !== 'string') return String(value ?? '')
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
