import { toId } from '@rollcall/contract'
import type { Row } from '@rollcall/engine'
import {
  builtInFields,
  type ColumnDefinition,
  type ColumnValue,
  parseBirthday,
  parseDay,
  parseInstant,
  type RowOpportunity,
  SEARCH_COLUMN,
  type SetId,
  searchText,
} from '@rollcall/filters'
import type { Queryable } from './database.ts'

/** The contacts that exist, and the row numbers of those that were deleted. */
export type IndexRows = { rows: Row[]; removed: number[] }

type ContactRecord = {
  rowNo: number
  deleted: boolean
  fields: Record<string, unknown>
  folded: Record<string, string>
  /** Comma lists: arrays cost more to read than all other columns together. */
  tags: string | null
  segments: string | null
  topics: string | null
  suppressions: string | null
  channels: string | null
  consents: string | null
  opportunities: RowOpportunity[] | null
  id: string
  lost: boolean
} & Record<string, unknown>

// One statement in two forms: named rows for changes, a range for loading. What belongs to a contact is looked up row by
// row: joins with aggregates are a little faster when PostgreSQL knows its tables, and take minutes when it does not yet,
// as right after an import (measured: 10,000 rows in 110 ms, against 100 ms and over 20 s).
const select = (whose: 'row_no = any($2)' | 'row_no >= $2 and row_no < $3') => `
  select c.row_no as "rowNo", c.id, c.deleted_at is not null as deleted, c.fields, c.folded,
    c.status, c.validation, coalesce(c.funnel, 'none') as funnel, c.lost, c.email, c.phone, c.first_name as "firstName", c.last_name as "lastName", c.name, c.country,
    c.language, c.timezone, c.company, c.job_title as "jobTitle", c.inbox_provider as "inboxProvider", c.source,
    c.external_id as "externalId",
    floor(extract(epoch from c.created_at))::float8 as "createdAt",
    floor(extract(epoch from c.updated_at))::float8 as "updatedAt",
    floor(extract(epoch from c.subscribed_at))::float8 as "subscribedAt",
    floor(extract(epoch from c.unsubscribed_at))::float8 as "unsubscribedAt",
    (select string_agg(t.tag_id || '@' || floor(extract(epoch from t.applied_at)), ',') from contact_tags t
      where t.project_id = c.project_id and t.row_no = c.row_no) as tags,
    (select string_agg(g.segment_id || '@' || floor(extract(epoch from g.added_at)), ',') from segment_contacts g
      where g.project_id = c.project_id and g.row_no = c.row_no) as segments,
    (select string_agg(h.channel, ',') from contact_channels h
      where h.project_id = c.project_id and h.row_no = c.row_no) as channels,
    (select string_agg(n.channel || ':' || n.state, ',') from consents n
      where n.project_id = c.project_id and n.row_no = c.row_no) as consents,
    (select jsonb_agg(jsonb_build_object('pipeline', o.pipeline_id, 'stage', o.stage_id, 'status', o.status,
        'value', o.value, 'stageSince', floor(extract(epoch from o.stage_changed_at)))) from opportunities o
      where o.project_id = c.project_id and o.row_no = c.row_no) as opportunities,
    (select string_agg(a.topic_id || case when a.subscribed then ':opted_in' else ':opted_out' end, ',')
      from topic_answers a where a.project_id = c.project_id and a.row_no = c.row_no) as topics,
    (select string_agg(s.reason, ',') from suppressions s
      where s.project_id = c.project_id and s.address = c.email_key) as suppressions
  from contacts c where c.project_id = $1 and c.${whose}`

const SELECT_NAMED = select('row_no = any($2)')
const SELECT_RANGE = select('row_no >= $2 and row_no < $3')

/** These contacts, as this transaction sees them; one that is gone for good counts as removed. */
export async function readIndexRows(
  record: Queryable,
  projectId: number,
  request: { rowNos: number[]; columns: ColumnDefinition[] },
): Promise<IndexRows> {
  const found = await record.query<ContactRecord>(SELECT_NAMED, [projectId, request.rowNos])
  const read = toIndexRows(found, request.columns)
  const present = new Set(found.map((contact) => contact.rowNo))
  const gone = request.rowNos.filter((rowNo) => !present.has(rowNo))
  return { rows: read.rows, removed: [...read.removed, ...gone] }
}

/** All contacts with `from` ≤ row_no < `to`. */
export async function readIndexRange(
  record: Queryable,
  projectId: number,
  request: { from: number; to: number; columns: ColumnDefinition[] },
): Promise<IndexRows> {
  return toIndexRows(
    await record.query<ContactRecord>(SELECT_RANGE, [projectId, request.from, request.to]),
    request.columns,
  )
}

/** The row number after the last one of a project. */
export async function readRowEnd(record: Queryable, projectId: number): Promise<number> {
  const [{ end }] = await record.query<{ end: number }>(
    'select coalesce(max(row_no) + 1, 0) as end from contacts where project_id = $1',
    [projectId],
  )
  return end
}

function toIndexRows(contacts: ContactRecord[], columns: ColumnDefinition[]): IndexRows {
  const readers = columns.map(columnReader)
  const rows: Row[] = []
  const removed: number[] = []
  for (const contact of contacts) {
    if (contact.deleted) removed.push(contact.rowNo)
    else rows.push(toRow(contact, readers))
  }
  return { rows, removed }
}

function toRow(contact: ContactRecord, readers: ColumnReader[]): Row {
  const begun = [...begunSets('tag', contact.tags), ...begunSets('segment', contact.segments)]
  return {
    rowNo: contact.rowNo,
    id: contact.id,
    values: readers.map((read) => read(contact)),
    sets: [...begun.map(([set]) => set), ...otherSets(contact)],
    since: begun,
    opportunities: (contact.opportunities ?? []).map(toOpportunity),
  }
}

type ColumnReader = (contact: ContactRecord) => ColumnValue

function columnReader({ id, storage }: ColumnDefinition): ColumnReader {
  if (id === SEARCH_COLUMN) return (contact) => searchText(SEARCHED.map((column) => textOrNull(contact[column])))
  if (id === 'name') return foldedName
  const raw = rawReader(id)
  if (storage === 'text') return (contact) => contact.folded[id] ?? textOrNull(raw(contact))
  if (storage === 'day') return (contact) => dayOf(raw(contact))
  if (storage === 'instant') return (contact) => instantOf(raw(contact))
  const codes = CODES.get(id)
  if (codes) return (contact) => codesOf(raw(contact), codes)
  return (contact) => codeOf(raw(contact))
}

const SEARCHED = ['email', 'phone', 'externalId', 'firstName', 'lastName', 'name', 'company']

function rawReader(id: string): (contact: ContactRecord) => unknown {
  if (!id.startsWith('fields.')) return (contact) => contact[id]
  const key = id.slice('fields.'.length)
  return (contact) => (Object.hasOwn(contact.fields, key) ? contact.fields[key] : null)
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}

// filters.md, Fields: the stored name, else first and last joined by one space, a blank part left out.
function foldedName(contact: ContactRecord): string | null {
  const part = (id: string) => contact.folded[id] ?? textOrNull(contact[id])
  const joined = [part('firstName'), part('lastName')].filter((text) => text !== null).join(' ')
  return part('name') ?? textOrNull(joined)
}

function dayOf(value: unknown): ColumnValue {
  return typeof value === 'string' ? (parseDay(value) ?? parseBirthday(value) ?? null) : null
}

function instantOf(value: unknown): ColumnValue {
  if (typeof value === 'number') return value
  return typeof value === 'string' ? (parseInstant(value) ?? null) : null
}

/** Built-in fields whose one value stands for several codes: `en-GB` is `en`, too. */
const CODES = new Map<string, (value: string) => string[]>()
for (const { column, choices } of builtInFields) if (choices?.codes) CODES.set(column, choices.codes)

function codesOf(value: unknown, codes: (value: string) => string[]): ColumnValue {
  return typeof value === 'string' && value !== '' ? codes(value) : null
}

function codeOf(value: unknown): ColumnValue {
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'number' || typeof value === 'string') return value === '' ? null : value
  return Array.isArray(value) && value.length > 0 ? value.map(String) : null
}

/** What people are put into, with the second in which they were: `uuid@seconds`, separated by commas. */
function begunSets(kind: 'tag' | 'segment', list: string | null): [SetId, number][] {
  return listOf(list).map((entry) => {
    const [uuid = '', seconds] = entry.split('@')
    return [setId(kind, uuid), Number(seconds)]
  })
}

function otherSets(contact: ContactRecord): SetId[] {
  const sets: SetId[] = listOf(contact.topics).map(topicSetId)
  if (contact.lost) sets.push('mark:lost')
  if (textOrNull(contact.email) !== null) sets.push('channel:email')
  // A phone number is an address on sms (filters.md, Others); it may stand there as a channel, too.
  const channels = new Set(listOf(contact.channels))
  if (textOrNull(contact.phone) !== null) channels.add('sms')
  for (const channel of channels) sets.push(`channel:${channel}`)
  for (const consent of listOf(contact.consents)) sets.push(`consent:${consent}`)
  for (const reason of listOf(contact.suppressions)) sets.push(`suppression:${reason}`)
  return sets
}

function toOpportunity(opportunity: RowOpportunity): RowOpportunity {
  const { pipeline, stage } = opportunity
  return { ...opportunity, pipeline: toId('pipeline', pipeline), stage: toId('stage', stage) }
}

function listOf(text: string | null): string[] {
  return text === null ? [] : text.split(',')
}

// An id's text costs a big-integer loop; a project has few tags and segments, and very many people in them.
const setIds = new Map<string, SetId>()
const SET_IDS_KEPT = 100_000

function topicSetId(answer: string): SetId {
  const [uuid = '', state] = answer.split(':')
  return `${setId('topic', uuid)}:${state}`
}

function setId(kind: 'tag' | 'segment' | 'topic', uuid: string): SetId {
  const known = setIds.get(uuid)
  if (known !== undefined) return known
  if (setIds.size >= SET_IDS_KEPT) setIds.clear()
  const made = `${kind}:${toId(kind, uuid)}`
  setIds.set(uuid, made)
  return made
}
