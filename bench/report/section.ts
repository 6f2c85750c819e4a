/** A part of the results: a table under a title, with what has to be said about it. */
export type Section = {
  title: string
  columns: string[]
  rows: string[][]
  notes?: string[]
}

/** As aligned lines for a terminal. */
export function toText({ title, columns, rows, notes = [] }: Section): string {
  const widths = columns.map((column, at) => Math.max(column.length, ...rows.map((row) => row[at].length)))
  const line = (cells: string[]) =>
    cells
      .map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at])))
      .join('   ')
      .trimEnd()
  const lines = [line(columns), ...rows.map(line), ...notes.map((note) => `· ${note}`)]
  return `\n${title}\n\n${lines.map((text) => `  ${text}`).join('\n')}\n`
}

/** As Markdown. */
export function toMarkdown({ title, columns, rows, notes = [] }: Section): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  const table = [line(columns), `|${columns.map((_, at) => (at === 0 ? '---|' : '--:|')).join('')}`, ...rows.map(line)]
  const remarks = notes.length > 0 ? `\n${notes.map((note) => `- ${note}`).join('\n')}\n` : ''
  return `## ${title}\n\n${table.join('\n')}\n${remarks}`
}
