import { type PrepareContext, prepareContact } from '../prepare-contact.ts'
import { fieldTextReader } from '../read-field.ts'
import type { CsvRecord } from './csv-reader.ts'
import type { ImportOptions, ImportPlan } from './import-plan.ts'
import { rowReader } from './to-given-contact.ts'

/** A cell that an import would refuse, and why. */
export type ColumnProblem = { line: number; cell: string; detail: string }

// Enough to see what is wrong with a column while somebody waits.
const ROWS_LOOKED_AT = 250

/** What is wrong with one column where its plan sends it. */
export function findColumnProblems(
  rows: readonly CsvRecord[],
  index: number,
  { plan, options, context }: { plan: ImportPlan; options: ImportOptions; context: PrepareContext },
): ColumnProblem[] {
  const column = plan.columns[index]
  if (!column || column.target === null) return []
  const read = rowReader({ ...plan, columns: [column] }, { ...options, tags: [] })
  const withText = { ...context, read: fieldTextReader() }
  return rows.slice(0, ROWS_LOOKED_AT).flatMap(({ line, cells }) => {
    const cell = cells[index] ?? ''
    const row = read([cell])
    const prepared = 'problem' in row ? undefined : prepareContact(row.given, withText)
    const [first] = prepared && 'problems' in prepared ? prepared.problems : []
    const detail = 'problem' in row ? row.problem : first?.detail
    return detail === undefined ? [] : [{ line, cell: cell.slice(0, SHOWN_LENGTH).toWellFormed(), detail }]
  })
}

const SHOWN_LENGTH = 200
