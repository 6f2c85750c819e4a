import type { importOptions } from '@rollcall/contract'
import type { FieldDefinition } from '@rollcall/filters'
import type { z } from 'zod'
import { parseEmailAddress } from '../email-address.ts'
import type { CsvFormat, CsvRecord } from './csv-reader.ts'
import type { CsvEncoding } from './encoding-detector.ts'
import { type ColumnPlan, type Confidence, planColumns } from './plan-columns.ts'

export type ImportOptions = z.output<typeof importOptions>

/** How a file is read, decided once and kept: an import that was killed goes on exactly so. */
export type ImportPlan = {
  encoding: CsvEncoding
  format: CsvFormat
  hasHeader: boolean
  columns: ColumnPlan[]
  /** Fields that the columns go to, as they were when the import began. */
  fields: FieldDefinition[]
  /** Where days begin; absent from plans that were made before it was asked. */
  timezone?: string | undefined
}

export type PlannedImport = { plan: ImportPlan; newFields: FieldDefinition[]; confidences: Confidence[] }

/**
 * How a file is to be read, from its first records. Unless somebody says, the first row is the header when none of its
 * cells is an e-mail address. In a file without one that address is in the e-mail's column; columns without a header are
 * called Column 1, Column 2, …
 */
export function planImport(
  file: { encoding: CsvEncoding; format: CsvFormat; start: readonly CsvRecord[] },
  { options, fields, timezone }: { options: ImportOptions; fields: readonly FieldDefinition[]; timezone?: string },
): PlannedImport | { problem: string } {
  const [first, ...rest] = file.start
  if (!first) return { problem: 'The file has no rows.' }
  if (first.problem) return { problem: `The first row cannot be read. ${first.problem}` }
  const hasHeader = options.hasHeader ?? !first.cells.some((cell) => parseEmailAddress(cell.trim()))
  const headers = toHeaders(hasHeader ? first.cells : first.cells.map(() => ''))
  const rows = hasHeader ? rest : file.start
  const readable = rows.filter(({ cells, problem }) => !problem && cells.length === headers.length)
  const planned = planColumns(
    headers,
    readable.map(({ cells }) => cells),
    { ...options, columnMap: { ...(!hasHeader && mapAddress(headers, first)), ...options.columnMap }, fields },
  )
  if ('problem' in planned) return planned
  const targets = new Set(planned.columns.map(({ target }) => target))
  const used = [...fields, ...planned.newFields].filter(({ key }) => targets.has(`fields.${key}`))
  const { encoding, format } = file
  const { columns, newFields, confidences } = planned
  return { plan: { encoding, format, hasHeader, columns, fields: used, timezone }, newFields, confidences }
}

const IDENTIFIERS = ['email', 'phone', 'externalId']

/** Why no row could become anybody, or a policy means nothing. */
export function findProblemOfPlan(
  { columns }: ImportPlan,
  { policies = {} }: Pick<ImportOptions, 'policies'>,
): string | undefined {
  if (!columns.some(({ target }) => target !== null && IDENTIFIERS.includes(target))) {
    const headers = columns.slice(0, 20).map(({ header }) => JSON.stringify(header))
    return `No column says who a row is about: one has to be the e-mail, the phone or the external id. The file has: ${headers.join(', ')}.`
  }
  const wrong = Object.entries(policies).find(
    ([target, policy]) =>
      !isMeant(
        policy,
        columns.find((column) => column.target === target),
      ),
  )
  if (wrong === undefined) return undefined
  const [target, policy] = wrong
  if (!columns.some((column) => column.target === target))
    return `policies: no column goes to ${JSON.stringify(target)}.`
  if (target === 'tags') return 'policies: an import takes no tags off; tags can be appended, filled or kept.'
  return `policies: ${JSON.stringify(policy)} is for tags and lists, which ${JSON.stringify(target)} is not.`
}

function isMeant(policy: string, column: ColumnPlan | undefined): boolean {
  if (column === undefined) return false
  if (column.target === 'tags') return policy !== 'overwrite'
  return policy !== 'append' || column.type === 'list'
}

function mapAddress(headers: readonly string[], { cells }: CsvRecord): Record<string, string> {
  const header = headers[cells.findIndex((cell) => parseEmailAddress(cell.trim()))]
  return header === undefined ? {} : { email: header }
}

/** Headers that can be told apart: blank ones by their place, repeated ones by a number. */
function toHeaders(cells: readonly string[]): string[] {
  const seen = new Set<string>()
  return cells.map((cell, index) => {
    const name = cell.normalize('NFC').trim() || `Column ${index + 1}`
    let header = name
    for (let number = 2; seen.has(header); number += 1) header = `${name} ${number}`
    seen.add(header)
    return header
  })
}
