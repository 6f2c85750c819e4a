import type { PackedRows } from '@rollcall/engine'
import type { ColumnDefinition } from '@rollcall/filters'
import type { ClientBase } from 'pg'
import type { Queryable } from './database.ts'
import { readCopy } from './packing/copy-reader.ts'
import { RowsPacker } from './packing/rows-packer.ts'
import { addressOn } from './skip-reason.ts'

/** The contacts that exist, ready for the index, and the row numbers of those that were deleted. */
export type IndexRows = { packed: PackedRows[]; rowNos: number[]; removed: number[] }

/** Which contacts: these, or all with `from` ≤ row_no < `to`. */
export type IndexRequest = { columns: ColumnDefinition[] } & ({ rowNos: number[] } | { from: number; to: number })

// COPY takes no parameters, so what is asked for stands in settings of the transaction. The list is a subquery so that it is
// read once and not for every row; PostgreSQL then takes it for a short one, which makes it look into the index.
const NAMED = `row_no = any ((select current_setting('rollcall.rows')::int[])::int[])`
const RANGE = `row_no >= current_setting('rollcall.from')::int and row_no < current_setting('rollcall.to')::int`
const OF_PROJECT = `project_id = current_setting('rollcall.project')::int`

// Beside what somebody said of a channel: that their address on it does not exist.
const BOUNCED = `select b.channel || ':bounced' from channel_bounces b
  where (select exists (select from channel_bounces where ${OF_PROJECT})) and b.project_id = c.project_id and b.row_no = c.row_no
    and b.address = ${addressOn('b.channel')}`

// In the order of CONTACT_COLUMNS. What few contacts have is looked up row by row, and not at all in a project where nobody
// has it: joins with aggregates take minutes when PostgreSQL does not know its tables yet, as right after an import.
const contacts = (whose: typeof NAMED | typeof RANGE) => `
  copy (select c.row_no, c.id, c.deleted_at is not null, c.lost, c.paused_until is not null, c.fields, c.folded, c.status, c.validation,
    coalesce(c.funnel, 'none'), c.email, c.phone, c.first_name, c.last_name, c.name, c.country, c.language, c.timezone,
    c.company, c.job_title, c.inbox_provider, c.source, c.external_id,
    c.created_at, c.updated_at, c.subscribed_at, c.unsubscribed_at,
    case when (select exists (select from contact_channels where ${OF_PROJECT})) then
      (select string_agg(h.channel, ',') from contact_channels h
        where h.project_id = c.project_id and h.row_no = c.row_no) end,
    case when (select exists (select from consents where ${OF_PROJECT}) or exists (select from channel_bounces where ${OF_PROJECT})) then
      (select string_agg(said, ',') from (
        select n.channel || ':' || n.state as said from consents n where n.project_id = c.project_id and n.row_no = c.row_no
        union all ${BOUNCED}) answers) end,
    case when (select exists (select from suppressions where ${OF_PROJECT})) then
      (select string_agg(s.reason, ',') from suppressions s
        where s.project_id = c.project_id and s.address = c.email_key) end,
    case when (select exists (select from opportunities where ${OF_PROJECT})) then
      (select jsonb_agg(jsonb_build_object('pipeline', o.pipeline_id, 'stage', o.stage_id, 'status', o.status,
          'value', o.value, 'stageSince', floor(extract(epoch from o.stage_changed_at)))) from opportunities o
        where o.project_id = c.project_id and o.row_no = c.row_no) end
  from contacts c where c.${OF_PROJECT} and c.${whose} order by c.row_no) to stdout (format binary)`

// What many have many of, in one pass. The kinds are those of RowsPacker.
const memberships = (whose: typeof NAMED | typeof RANGE) => `
  copy (select row_no, '0', tag_id, applied_at from contact_tags where ${OF_PROJECT} and ${whose}
    union all select row_no, '1', segment_id, added_at from segment_contacts where ${OF_PROJECT} and ${whose}
    union all select row_no, case when subscribed then '2' else '3' end, topic_id, null from topic_answers
      where ${OF_PROJECT} and ${whose}) to stdout (format binary)`

const named = { contacts: contacts(NAMED), memberships: memberships(NAMED) }
const range = { contacts: contacts(RANGE), memberships: memberships(RANGE) }

/** Contacts as this transaction sees them; one that was asked for by its number and is gone for good counts as removed. */
export async function readIndexRows(client: ClientBase, projectId: number, request: IndexRequest): Promise<IndexRows> {
  await ask(client, projectId, request)
  const statements = 'rowNos' in request ? named : range
  const packer = new RowsPacker(request.columns)
  await readCopy(client, statements.contacts, (tuple) => packer.addContact(tuple))
  await readCopy(client, statements.memberships, (tuple) => packer.addMembership(tuple))
  const rowNos = packer.rowNos()
  if (!('rowNos' in request)) return { packed: packer.take(), rowNos, removed: packer.removed }
  const present = new Set(rowNos)
  return { packed: packer.take(), rowNos, removed: request.rowNos.filter((rowNo) => !present.has(rowNo)) }
}

async function ask(client: ClientBase, projectId: number, request: IndexRequest): Promise<void> {
  if ('rowNos' in request) {
    await client.query(`select set_config('rollcall.project', $1, true), set_config('rollcall.rows', $2, true)`, [
      String(projectId),
      `{${request.rowNos.join(',')}}`,
    ])
  } else {
    await client.query(
      `select set_config('rollcall.project', $1, true), set_config('rollcall.from', $2, true), set_config('rollcall.to', $3, true)`,
      [projectId, request.from, request.to].map(String),
    )
  }
}

/** The row number after the last one of a project. */
export async function readRowEnd(record: Queryable, projectId: number): Promise<number> {
  const [{ end }] = await record.query<{ end: number }>(
    'select coalesce(max(row_no) + 1, 0) as end from contacts where project_id = $1',
    [projectId],
  )
  return end
}
