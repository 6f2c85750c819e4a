import type { CsvRecord } from '../contacts/csv/csv-reader.ts'
import type { ImportOptions, ImportPlan } from '../contacts/csv/import-plan.ts'
import { rowPreparer } from '../contacts/csv/prepare-row.ts'
import type { PreparedContact } from '../contacts/prepared-contact.ts'
import type { RejectedRow } from '../store/import-rows.ts'
import { toPrepareContext } from '../store/prepare-context.ts'
import { readCsv } from './import-file.ts'

/** Rows that are written in one transaction; `to` counts all rows of the file up to its end. */
export type ImportBatch = {
  from: number
  to: number
  bytesRead: number
  rows: { line: number; cells: string[]; contact: PreparedContact }[]
  rejects: RejectedRow[]
}

// One commit costs as much as hundreds of rows; much larger batches would only hold locks and memory for longer.
const BATCH_ROWS = 2_500

/** The rows of a file after `rowsDone`, prepared, batch by batch. The same file and plan always give the same batches. */
export async function* importBatches(
  path: string,
  { plan, options, rowsDone }: { plan: ImportPlan; options: ImportOptions; rowsDone: number },
): AsyncGenerator<ImportBatch> {
  const prepare = rowPreparer(plan, options, toPrepareContext(plan.fields))
  let seen = plan.hasHeader ? -1 : 0
  let batch = emptyBatch(rowsDone)
  for await (const { records, bytesRead } of readCsv(path, plan)) {
    for (const record of records) {
      seen += 1
      if (seen <= rowsDone) continue
      const row = prepare(record)
      if ('reason' in row) batch.rejects.push(toRejected(record, row.reason))
      else batch.rows.push({ line: record.line, cells: record.cells, contact: row.contact })
      batch.to = seen
      batch.bytesRead = bytesRead
      if (seen - batch.from < BATCH_ROWS) continue
      yield batch
      batch = emptyBatch(seen)
    }
  }
  if (batch.to > batch.from) yield batch
}

function emptyBatch(from: number): ImportBatch {
  return { from, to: from, bytesRead: 0, rows: [], rejects: [] }
}

// Enough to find the row again; a rejected cell may be a megabyte of something else.
const LONGEST_KEPT_CELL = 1_000

/** A row as rejects keep it: in characters that can be stored, and not all of a huge cell. */
export function toRejected({ line, cells }: Pick<CsvRecord, 'line' | 'cells'>, reason: string): RejectedRow {
  const kept = cells.map((cell) => toStorable(cell.slice(0, LONGEST_KEPT_CELL)))
  return { line, reason: toStorable(reason), cells: kept }
}

function toStorable(text: string): string {
  return text.replaceAll('\u0000', '\ufffd').toWellFormed()
}
