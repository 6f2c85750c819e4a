import { type PrepareContext, prepareContact } from '../prepare-contact.ts'
import { fieldTextReader } from '../read-field.ts'
import type { CsvRecord } from './csv-reader.ts'
import type { ImportOptions, ImportPlan } from './import-plan.ts'
import { rowReader } from './to-given-contact.ts'

/** A cell that an import would refuse, and why. */
export type ColumnProblem = { line: number; cell: string; detail: string }

// Enough to see what is wrong with a column while somebody waits.
const ROWS_LOOKED_AT = 250

/** What is wrong with one column where its plan sends it. Phones are judged together with the row's country. */
export function findColumnProblems(
  rows: readonly CsvRecord[],
  index: number,
  { plan, options, context }: { plan: ImportPlan; options: ImportOptions; context: PrepareContext },
): ColumnProblem[] {
  const column = plan.columns[index]
  if (!column || column.target === null) return []
  const country = plan.columns.findIndex(({ target }) => target === 'country')
  const places = country === -1 || country === index ? [index] : [index, country]
  const columns = places.flatMap((place) => plan.columns[place] ?? [])
  const read = rowReader({ ...plan, columns }, options)
  const withText = { ...context, read: fieldTextReader() }
  return rows.slice(0, ROWS_LOOKED_AT).flatMap(({ line, cells }) => {
    const row = read(places.map((place) => cells[place] ?? ''))
    const prepared = 'problem' in row ? undefined : prepareContact(row.given, withText)
    const own =
      prepared && 'problems' in prepared
        ? prepared.problems.filter(({ pointer }) => isAbout(pointer, column.target))
        : []
    const detail = 'problem' in row ? row.problem : own[0]?.detail
    return detail === undefined ? [] : [{ line, cell: (cells[index] ?? '').slice(0, 200).toWellFormed(), detail }]
  })
}

function isAbout(pointer: string, target: string | null): boolean {
  const path = `/${target?.replace('.', '/')}`
  return pointer === path || pointer.startsWith(`${path}/`)
}
