import type { RowBitmap } from '@rollcall/engine'
import type { Stream } from '../../action.ts'
import { allColumns, toContactLine, toCsvHead } from '../../contacts/export-columns.ts'
import { listFieldDefinitions } from '../../store/catalog.ts'
import { type ContactReply, listContactsByRowNos } from '../../store/contacts.ts'
import type { Queryable } from '../../store/database.ts'
import { listUsedChannels } from '../../store/exports.ts'

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
  const format = media === 'text/csv' ? await csvOf(record, projectId) : NDJSON
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

async function csvOf(record: Queryable, projectId: number): Promise<Format> {
  const fields = (await listFieldDefinitions(record, projectId)).map(({ key }) => key)
  const columns = allColumns({ fields, ...(await listUsedChannels(record, projectId)) })
  return { header: toCsvHead(columns), toLine: (contact) => toContactLine(contact, columns) }
}
