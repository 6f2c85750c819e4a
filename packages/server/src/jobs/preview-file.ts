import { rm } from 'node:fs/promises'
import type { importsPreview, RouteReply } from '@rollcall/contract'
import type { FieldDefinition } from '@rollcall/filters'
import type { CsvRecord } from '../contacts/csv/csv-reader.ts'
import { findDayOrder } from '../contacts/csv/day-order.ts'
import { findColumnProblems } from '../contacts/csv/find-column-problems.ts'
import { findProblemOfPlan, type ImportOptions, type PlannedImport, planImport } from '../contacts/csv/import-plan.ts'
import { toPrepareContext } from '../store/prepare-context.ts'
import { FileProblem } from './file-problem.ts'
import { inspectCsv } from './import-file.ts'
import { convertToCsv, isWorkbook, listSheets } from './xlsx-to-csv.ts'

/** How a file would be imported, as callers see it. */
export type FilePreview = RouteReply<typeof importsPreview>

type Asked = { options: ImportOptions; fields: FieldDefinition[]; isCut: boolean }

/** How a file, or its beginning, would be imported by these options. Files that cannot be are a preview with a problem. */
export async function previewFile(path: string, asked: Asked): Promise<FilePreview> {
  const csvPath = `${path}.sheet`
  let sheets: string[] = []
  try {
    if (!(await isWorkbook(path))) return await previewCsv(path, asked)
    sheets = await listSheets(path)
    await convertToCsv(path, { csvPath, sheet: asked.options.sheet, enoughBytes: ENOUGH_BYTES })
    const options: ImportOptions = { ...asked.options, delimiter: ',', encoding: 'utf-8' }
    return { ...(await previewCsv(csvPath, { ...asked, options, isCut: false })), sheets }
  } catch (error) {
    if (error instanceof FileProblem) return { ...NOTHING, sheets, problem: error.message }
    throw error
  } finally {
    await rm(csvPath, { force: true })
  }
}

// Of a sheet, about a thousand rows.
const ENOUGH_BYTES = 262_144

const NOTHING: FilePreview = {
  problem: null,
  encoding: 'utf-8',
  delimiter: ',',
  hasHeader: false,
  sheets: [],
  rowsRead: 0,
  rows: [],
  odd: [],
  columns: [],
}

const SHOWN_ROWS = 5

async function previewCsv(path: string, { options, fields, isCut }: Asked): Promise<FilePreview> {
  const file = await inspectCsv(path, options)
  // The last row may go on where the file was cut.
  const start = isCut && file.start.length > 1 ? file.start.slice(0, -1) : file.start
  const planned = planImport({ ...file, start }, { options, fields })
  if ('problem' in planned) return { ...NOTHING, problem: planned.problem }
  const { plan } = planned
  const rows = plan.hasHeader ? start.slice(1) : start
  return {
    problem: findProblemOfPlan(plan, options) ?? null,
    encoding: file.encoding,
    delimiter: file.format.delimiter,
    hasHeader: plan.hasHeader,
    sheets: [],
    rowsRead: rows.length,
    rows: rows.slice(0, SHOWN_ROWS).map(({ cells }) => cells.map(shortened)),
    odd: findOddCells(rows),
    columns: previewColumns(planned, rows, options),
  }
}

const SAMPLES = 4

function previewColumns({ plan, newFields, confidences }: PlannedImport, rows: CsvRecord[], options: ImportOptions) {
  const isNew = new Set(newFields.map(({ key }) => `fields.${key}`))
  const context = toPrepareContext(plan.fields)
  const readable = rows.filter(({ problem }) => problem === undefined)
  return plan.columns.map(({ header, target, type }, index) => {
    const cells = readable.map((row) => row.cells[index]?.trim() ?? '').filter((cell) => cell !== '')
    const problems = findColumnProblems(readable, index, { plan, options, context })
    return {
      header,
      target,
      type,
      isNewField: target !== null && isNew.has(target),
      confidence: confidences[index] ?? 'none',
      samples: [...new Set(cells)].slice(0, SAMPLES).map(shortened),
      filled: cells.length,
      dates: findDayOrder(cells),
      problemCount: problems.length,
      problems: problems.slice(0, SAMPLES),
    }
  })
}

const SHOWN_LENGTH = 200
const ODD_CELLS = 6

function shortened(cell: string): string {
  return cell.length > SHOWN_LENGTH ? `${cell.slice(0, SHOWN_LENGTH).toWellFormed()}…` : cell.toWellFormed()
}

function findOddCells(rows: CsvRecord[]): string[] {
  const odd = new Set<string>()
  for (const cell of rows.flatMap(({ cells }) => cells)) {
    if (odd.size >= ODD_CELLS) break
    if (/[^\u0000-\u007f]/.test(cell)) odd.add(shortened(cell.trim()))
  }
  return [...odd]
}
