import type { field } from '@rollcall/contract'
import { type FieldType, fold, isReservedKey } from '@rollcall/filters'
import type { z } from 'zod'
import { failure, invalid } from '../failure.ts'
import type { Queryable, Transaction } from './database.ts'
import { listUsers, refuseInUse } from './definition-uses.ts'

/** A custom field as callers see it. */
export type FieldReply = Omit<z.output<typeof field>, 'stats'>

type FieldRow = Omit<FieldReply, 'createdAt' | 'updatedAt'> & { createdAt: Date; updatedAt: Date }

const SELECT_FIELDS = `
  select key, name, type, options, description, created_at as "createdAt", updated_at as "updatedAt"
  from custom_fields where project_id = $1`

/** All custom fields by key. */
export async function listFields(record: Queryable, projectId: number): Promise<FieldReply[]> {
  return (await record.query<FieldRow>(`${SELECT_FIELDS} order by key`, [projectId])).map(toReply)
}

/** The custom field with this exact key. */
export async function getField(record: Queryable, projectId: number, key: string): Promise<FieldReply> {
  const [row] = await record.query<FieldRow>(`${SELECT_FIELDS} and key = $2`, [projectId, toKey(key)])
  if (!row) throw failure('not_found', { what: 'field', id: key })
  return toReply(row)
}

function toReply(row: FieldRow): FieldReply {
  return { ...row, createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() }
}

function toKey(text: string): string {
  return text.normalize('NFC')
}

/** What a caller says of a new field. */
export type NewField = {
  key: string
  name?: string | undefined
  type: FieldType
  options?: string[] | undefined
  description?: string | null | undefined
}

/** Makes a custom field and returns its key. */
export async function createField(transaction: Transaction, input: NewField): Promise<string> {
  const { projectId } = transaction
  const key = toKey(input.key)
  refuseReservedKey(key)
  const [made] = await transaction.query(
    `insert into custom_fields (project_id, key, name, type, options, description) values ($1, $2, $3, $4, $5, $6)
     on conflict (project_id, key) do nothing returning key`,
    [projectId, key, input.name ?? key, input.type, acceptedOptions(input), input.description || null],
  )
  if (!made) throw failure('already_exists', { what: 'field', by: 'key', value: key, id: key })
  transaction.touchDefinitions()
  return key
}

function refuseReservedKey(key: string) {
  // A field of that name would be lost wherever its values are kept in a plain JavaScript object.
  if (isReservedKey(key) || fold(key) === '__proto__') {
    throw invalid(
      '/key',
      `${JSON.stringify(key)} is a built-in field, whatever its case and underscores: choose another key`,
    )
  }
}

function hasOptions(type: FieldType): boolean {
  return type === 'select' || type === 'list'
}

/** The options of a field of this type, tidy; refused where there must be some, or none. */
export function acceptedOptions({ type, options }: Pick<NewField, 'type' | 'options'>): string[] | null {
  if (!hasOptions(type)) {
    if (options === undefined) return null
    throw invalid('/options', `a field of type ${type} has no options; only select and list have`)
  }
  if (options === undefined) throw invalid('/options', `a field of type ${type} needs its options`)
  return [...new Set(options.map((option) => option.normalize('NFC')))]
}

/** What a caller may change of a field. `options` is the complete new list. */
export type FieldChange = Pick<NewField, 'name' | 'options' | 'description'>

/** Renames a field, describes it, or changes its options; one that contacts or filters use cannot go. */
export async function updateField(transaction: Transaction, key: string, change: FieldChange): Promise<void> {
  const { projectId } = transaction
  await takeField(transaction, key)
  const current = await getField(transaction, projectId, key)
  const options = change.options ? acceptedOptions({ type: current.type, options: change.options }) : current.options
  const kept = new Set(options)
  for (const option of current.options ?? [])
    if (!kept.has(option)) await refuseUsedOption(transaction, current, option)
  const next = { ...current, ...change }
  await transaction.query(
    'update custom_fields set name = $3, options = $4, description = $5, updated_at = now() where project_id = $1 and key = $2',
    [projectId, current.key, next.name, options, next.description || null],
  )
  transaction.touchDefinitions()
}

/** Keeps others from using a field: filters that are being saved hold theirs; this waits for them, and makes later ones wait. */
export async function takeField(transaction: Transaction, key: string) {
  await transaction.query('select from custom_fields where project_id = $1 and key = $2 for update', [
    transaction.projectId,
    toKey(key),
  ])
}

/** Keeps a field from being deleted before the transaction ends; false when there is none with this key. */
export async function holdField(transaction: Transaction, key: string): Promise<boolean> {
  const held = await transaction.query('select from custom_fields where project_id = $1 and key = $2 for key share', [
    transaction.projectId,
    key,
  ])
  return held.length > 0
}

async function refuseUsedOption(transaction: Transaction, { key, type }: FieldReply, option: string) {
  const { projectId } = transaction
  const value = type === 'list' ? [option] : option
  const [{ count }] = await transaction.query<{ count: number }>(
    'select count(*) as count from contacts where project_id = $1 and deleted_at is null and fields @> $2::jsonb',
    [projectId, JSON.stringify({ [key]: value })],
  )
  const contacts = count === 0 ? [] : [count === 1 ? '1 contact' : `${count} contacts`]
  const rules = await listUsers(transaction, projectId, {
    kind: 'field',
    id: key,
    where: ({ rule }) => mentionsBoth(rule, key, option),
  })
  const users = [...contacts, ...rules]
  if (users.length > 0) throw failure('in_use', { what: 'option', name: option, users })
}

/** Whether any one condition inside a rule has both texts, whatever its other parts mean. */
function mentionsBoth(rule: unknown, key: string, option: string): boolean {
  if (typeof rule !== 'object' || rule === null) return false
  const parts = Object.values(rule).flat()
  return (parts.includes(key) && parts.includes(option)) || parts.some((part) => mentionsBoth(part, key, option))
}

/** Deletes a field with its values. Refused while something uses it. */
export async function deleteField(transaction: Transaction, text: string): Promise<void> {
  const { projectId } = transaction
  await takeField(transaction, text)
  const { key, name } = await getField(transaction, projectId, text)
  await refuseInUse(transaction, { kind: 'field', id: key, name })
  // One array rather than a row each: there may be millions.
  const [{ rowNos }] = await transaction.query<{ rowNos: number[] }>(
    `with cleared as (
       update contacts set fields = fields - $2::text, folded = folded - ('fields.' || $2)
       where project_id = $1 and fields ? $2 returning row_no
     )
     select coalesce(array_agg(row_no), '{}') as "rowNos" from cleared`,
    [projectId, key],
  )
  transaction.touch(rowNos)
  await transaction.query('delete from custom_fields where project_id = $1 and key = $2', [projectId, key])
  transaction.touchDefinitions()
}
