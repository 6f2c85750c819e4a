import { parseId, toId } from '@rollcall/contract'
import { failure } from '../failure.ts'
import { isAfterName, orderByName } from './by-name.ts'
import type { Queryable, Transaction } from './database.ts'

/** One thing that a form asks: a built-in field, or `fields.` and a key. */
export type AskedField = { field: string; label: string; required: boolean }

/** What people read and agree to. */
export type FormWording = { title: string; text: string; fields: AskedField[]; topics: string[] }

/** A form; topics and tags are UUIDs. */
export type FormContent = FormWording & {
  name: string
  isActive: boolean
  language: string
  tags: string[]
  doubleOptIn: boolean
  successText: string | null
  redirectUrl: string | null
  /** From whose pages it may be sent; none: from any. */
  origins: string[]
}

export type FormRecord = FormContent & {
  projectId: number
  id: string
  version: number
  createdAt: Date
  updatedAt: Date
}

const SELECT = `select project_id as "projectId", id, name, active as "isActive", language, title, text, fields, topics, tags,
    double_opt_in as "doubleOptIn", success_text as "successText", redirect_url as "redirectUrl", origins, version,
    created_at as "createdAt", updated_at as "updatedAt"
  from forms`
const LIVING = `${SELECT} where deleted_at is null`

/** Forms by name, after the name `after`; all, or those that are called so. */
export function listForms(
  record: Queryable,
  projectId: number,
  { after, limit, q = null }: { after: string | null; limit: number; q?: string | null },
): Promise<FormRecord[]> {
  return record.query<FormRecord>(
    `${LIVING} and project_id = $1 and ($2::text is null or ${isAfterName('name', '$2')})
       and ($4::text is null or strpos(lower(name), lower($4)) > 0) order by ${orderByName('name')} limit $3`,
    [projectId, after, limit, q],
  )
}

/** The form with this id or exact name. */
export async function getForm(record: Queryable, projectId: number, text: string): Promise<FormRecord> {
  const [form] = await record.query<FormRecord>(
    `${LIVING} and project_id = $1 and (id = $2 or name = $3) order by id = $2 desc nulls last limit 1`,
    [projectId, parseId('form', text.trim()) ?? null, text.trim().normalize('NFC')],
  )
  if (!form) throw failure('not_found', { what: 'form', id: text })
  return form
}

/** The form behind the public address of its page, of whatever project. */
export async function findPublicForm(record: Queryable, id: string): Promise<FormRecord | undefined> {
  const uuid = parseId('form', id)
  if (uuid === undefined) return undefined
  const [form] = await record.query<FormRecord>(`${LIVING} and id = $1`, [uuid])
  return form
}

/** Keeps a new form with its first wording; returns its UUID. */
export async function insertForm(transaction: Transaction, form: FormContent & { at: Date }): Promise<string> {
  const [{ id }] = await transaction.query<{ id: string }>(
    `insert into forms (project_id, name, active, language, title, text, fields, topics, tags, double_opt_in, success_text,
       redirect_url, origins, created_at, updated_at, created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14, $15) returning id`,
    [transaction.projectId, ...values(form), form.at, transaction.actor],
  )
  await keepWording(transaction, { id, version: 1, at: form.at })
  return id
}

/** Replaces what a form is; another wording is another version. */
export async function updateForm(
  transaction: Transaction,
  id: string,
  form: FormContent & { at: Date; isNewWording: boolean },
): Promise<void> {
  const [{ version }] = await transaction.query<{ version: number }>(
    `update forms set name = $3, active = $4, language = $5, title = $6, text = $7, fields = $8, topics = $9, tags = $10,
       double_opt_in = $11, success_text = $12, redirect_url = $13, origins = $14, updated_at = $15, version = version + $16::int
     where project_id = $1 and id = $2 returning version`,
    [transaction.projectId, id, ...values(form), form.at, Number(form.isNewWording)],
  )
  if (form.isNewWording) await keepWording(transaction, { id, version, at: form.at })
}

function values(form: FormContent): unknown[] {
  return [
    ...[form.name, form.isActive, form.language, form.title, form.text, JSON.stringify(form.fields), form.topics],
    ...[form.tags, form.doubleOptIn, form.successText, form.redirectUrl, form.origins],
  ]
}

async function keepWording(transaction: Transaction, kept: { id: string; version: number; at: Date }) {
  await transaction.query(
    `insert into form_versions (project_id, form_id, version, title, text, fields, topics, at, changed_by)
     select project_id, id, $3, title, text, fields, topics, $4, $5 from forms where project_id = $1 and id = $2`,
    [transaction.projectId, kept.id, kept.version, kept.at, transaction.actor],
  )
}

// Long enough for whoever finds out after a long weekend.
const KEPT_DAYS = 7

/** Takes a form away; who subscribed keeps the proof, and whoever waits finds their link over. */
export async function deleteForm(transaction: Transaction, { id, at }: { id: string; at: Date }): Promise<void> {
  await transaction.query('update forms set deleted_at = $3 where project_id = $1 and id = $2', [
    transaction.projectId,
    id,
    at,
  ])
}

/** Brings a form back that was deleted, with its address and whoever still waits. */
export async function restoreForm(transaction: Transaction, id: string): Promise<void> {
  await transaction.query('update forms set deleted_at = null where project_id = $1 and id = $2', [
    transaction.projectId,
    id,
  ])
}

/** A form with this id that was deleted and is not forgotten yet. */
export async function getDeletedForm(record: Queryable, projectId: number, id: string): Promise<FormRecord> {
  const uuid = parseId('form', id.trim())
  const [form] = uuid
    ? await record.query<FormRecord>(`${SELECT} where project_id = $1 and id = $2 and deleted_at is not null`, [
        projectId,
        uuid,
      ])
    : []
  if (!form) throw failure('not_found', { what: 'deleted form', id })
  return form
}

/** Forgets forms that were deleted a week ago, with their wordings and whoever waited. */
export async function forgetDeletedForms(record: Queryable, now: Date): Promise<void> {
  await record.query('delete from forms where deleted_at < $1::timestamptz - make_interval(days => $2)', [
    now,
    KEPT_DAYS,
  ])
}

/** The wordings of a form, newest first. */
export function listWordings(
  record: Queryable,
  projectId: number,
  formId: string,
): Promise<(FormWording & { version: number; at: Date; changedBy: string | null })[]> {
  return record.query(
    `select version, title, text, fields, topics, at, changed_by as "changedBy" from form_versions where project_id = $1 and form_id = $2
     order by version desc limit 1000`,
    [projectId, formId],
  )
}

/** One wording of a form. */
export async function findWording(
  record: Queryable,
  projectId: number,
  { formId, version }: { formId: string; version: number },
): Promise<FormWording | undefined> {
  const [wording] = await record.query<FormWording>(
    'select title, text, fields, topics from form_versions where project_id = $1 and form_id = $2 and version = $3',
    [projectId, formId, version],
  )
  return wording
}

/** Topics and tags (UUIDs) as callers see them; what is gone is absent: deleted forms and old wordings keep nothing from going. */
export async function nameThings(
  record: Queryable,
  projectId: number,
  things: { topics: string[]; tags: string[] },
): Promise<{ topics: Map<string, NamedTopic>; tags: Map<string, NamedThing> }> {
  const topics = await record.query<NamedTopic>(
    `select id, name, description, active as "isActive" from topics where project_id = $1 and id = any($2)`,
    [projectId, things.topics],
  )
  const tags = await record.query<NamedThing>('select id, name from tags where project_id = $1 and id = any($2)', [
    projectId,
    things.tags,
  ])
  return {
    topics: new Map(topics.map((topic) => [topic.id, { ...topic, id: toId('topic', topic.id) }])),
    tags: new Map(tags.map((tag) => [tag.id, { ...tag, id: toId('tag', tag.id) }])),
  }
}

export type NamedThing = { id: string; name: string }
export type NamedTopic = NamedThing & { description: string | null; isActive: boolean }

/** The topics that a form offers, in its order: those that are active. */
export function offeredTopics({ topics }: Pick<FormWording, 'topics'>, named: Map<string, NamedTopic>): NamedTopic[] {
  return topics.flatMap((uuid) => named.get(uuid) ?? []).filter(({ isActive }) => isActive)
}
