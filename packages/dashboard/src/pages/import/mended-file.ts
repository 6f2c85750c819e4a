import type { ImportJob } from '../../api.ts'
import type { ImportOptions } from './draft.ts'

/** Mended rows as a file of their own, with the columns of the file that they came from. */
export function toMendedFile({ columns, fileName }: Pick<ImportJob, 'columns' | 'fileName'>, rows: string[][]) {
  const lines = [columns.map(({ header }) => header), ...rows].map((cells) => cells.map(quoted).join(','))
  return { file: new Blob([`${lines.join('\r\n')}\r\n`], { type: 'text/csv' }), fileName: `Mended rows of ${fileName}` }
}

/** What was said of the file holds for its mended rows; each column goes where it went. */
export function toMendedOptions({ options, columns }: Pick<ImportJob, 'options' | 'columns'>): ImportOptions {
  const { sheet: _, ...others } = options
  return {
    ...others,
    dryRun: false,
    // A file of them begins with the names of the columns, whatever theirs did.
    hasHeader: true,
    delimiter: ',',
    encoding: 'utf-8',
    columnMap: Object.fromEntries(columns.flatMap(({ header, target }) => (target === null ? [] : [[target, header]]))),
    leaveOut: columns.flatMap(({ header, target }) => (target === null ? header : [])),
  }
}

// RFC 4180. Cells are what the file had: what looks like a formula is kept from becoming one where people download it.
function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`
}
