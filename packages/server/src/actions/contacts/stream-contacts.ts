import type { RowBitmap } from '@rollcall/engine'
import type { Stream } from '../../action.ts'
import { toCsvLine } from '../../contacts/csv/to-csv-line.ts'
import { listFieldDefinitions } from '../../store/catalog.ts'
import { type ContactReply, listContactsByRowNos } from '../../store/contacts.ts'
import type { Queryable } from '../../store/database.ts'

/** Contacts read at once: the most of them that are in memory at any time. */
const BATCH_ROWS = 1_000

/**
 * Contacts as lines, in contact order, read as the taker takes them.
 *
 * Who is in was decided when `members` was made; each line is the contact as it is when its turn comes, and one that was
 * deleted in the meantime has none.
 */
export async function* streamContacts(
  record: Queryable,
  projectId: number,
  { members, media }: { members: RowBitmap; media: Stream },
): AsyncGenerator<string> {
  const format = media === 'text/csv' ? csvOf(await listFieldDefinitions(record, projectId)) : NDJSON
  if (format.header !== '') yield format.header
  for (let after = -1; ; ) {
    const rowNos = members.slice({ after, limit: BATCH_ROWS })
    const last = rowNos.at(-1)
    if (last === undefined) return
    const contacts = await listContactsByRowNos(record, projectId, rowNos)
    yield contacts.map(format.toLine).join('')
    after = last
  }
}

type Format = { header: string; toLine: (contact: ContactReply) => string }

const NDJSON: Format = { header: '', toLine: (contact) => `${JSON.stringify(contact)}\n` }

// The names by which an import recognises its columns, so that what was exported can be imported.
const COLUMNS = [
  'id',
  'externalId',
  'email',
  'phone',
  'firstName',
  'lastName',
  'name',
  'country',
  'language',
  'timezone',
  'company',
  'jobTitle',
  'inboxProvider',
  'source',
  'status',
  'validation',
  'funnel',
  'lost',
  'suppressed',
  'tags',
  'createdAt',
  'updatedAt',
  'subscribedAt',
  'unsubscribedAt',
] as const satisfies readonly (keyof ContactReply)[]

function csvOf(fields: readonly { key: string }[]): Format {
  const keys = fields.map(({ key }) => key)
  return {
    header: toCsvLine([...COLUMNS, ...keys]),
    toLine: (contact) =>
      toCsvLine([
        ...COLUMNS.map((column) => toCell(contact[column])),
        ...keys.map((key) => toCell(contact.fields[key])),
      ]),
  }
}

function toCell(value: unknown): string {
  if (value === null || value === undefined) return ''
  return Array.isArray(value) ? value.join(',') : String(value)
}
