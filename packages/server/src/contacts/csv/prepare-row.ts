import type { PointedProblem } from '@rollcall/contract'
import { type PrepareContext, prepareContact } from '../prepare-contact.ts'
import type { PreparedContact } from '../prepared-contact.ts'
import { fieldTextReader } from '../read-field.ts'
import type { CsvRecord } from './csv-reader.ts'
import type { ImportOptions, ImportPlan } from './import-plan.ts'
import { rowReader } from './to-given-contact.ts'

/** A row that becomes a contact. */
export type GoodRow = { record: CsvRecord; contact: PreparedContact }
/** A row that does not, and why. */
export type Reject = { record: CsvRecord; reason: string }

/** Turns records of a planned file into contacts, or says why not. */
export function rowPreparer(
  plan: ImportPlan,
  options: ImportOptions,
  context: PrepareContext,
): (record: CsvRecord) => GoodRow | Reject {
  const read = rowReader(plan, options)
  const headers = new Map(plan.columns.map(({ header, target }) => [target ?? '', header]))
  const withText = { ...context, read: fieldTextReader() }
  return (record) => {
    if (record.problem) return { record, reason: record.problem }
    const row = read(record.cells)
    if ('problem' in row) return { record, reason: row.problem }
    const prepared = prepareContact(row.given, withText)
    if ('problems' in prepared) {
      return { record, reason: prepared.problems.map((problem) => toReason(problem, headers)).join(' ') }
    }
    return isSomebody(prepared.contact) ? { record, contact: prepared.contact } : { record, reason: NOBODY }
  }
}

// Without one, the same file twice would make the same people twice.
const NOBODY = 'The row has neither e-mail nor phone nor external id.'

function isSomebody({ emailKey, values }: PreparedContact): boolean {
  return Boolean(emailKey || values.phone || values.externalId)
}

function toReason({ pointer, detail }: PointedProblem, headers: ReadonlyMap<string, string>): string {
  const [, first = '', second = ''] = pointer.split('/')
  const header = headers.get(first === 'fields' ? `fields.${second}` : first) ?? first
  return `${header}: ${detail}`
}
