import { parseId } from '@rollcall/contract'
import { failure } from '../failure.ts'
import { isAfterName, orderByName } from './by-name.ts'
import type { Queryable, Transaction } from './database.ts'

/** A message to begin campaigns with. */
export type TemplateContent = {
  name: string
  description: string | null
  subject: string | null
  preheader: string | null
  html: string
  text: string | null
  mjml: string | null
}

export type TemplateRecord = TemplateContent & { id: string; createdAt: Date; updatedAt: Date }

const COLUMNS = `id, name, description, subject, preheader, html, text, mjml, created_at as "createdAt",
  updated_at as "updatedAt"`

/** Templates by name, after the name `after`. */
export function listTemplates(
  record: Queryable,
  projectId: number,
  { after, limit }: { after: string | null; limit: number },
): Promise<TemplateRecord[]> {
  return record.query<TemplateRecord>(
    `select ${COLUMNS} from templates where project_id = $1 and ($2::text is null or ${isAfterName('name', '$2')})
     order by ${orderByName('name')} limit $3`,
    [projectId, after, limit],
  )
}

/** The template with this id or exact name. */
export async function getTemplate(record: Queryable, projectId: number, text: string): Promise<TemplateRecord> {
  const [template] = await record.query<TemplateRecord>(
    `select ${COLUMNS} from templates where project_id = $1 and (id = $2 or name = $3)
     order by id = $2 desc nulls last limit 1`,
    [projectId, parseId('template', text.trim()) ?? null, text.trim().normalize('NFC')],
  )
  if (!template) throw failure('not_found', { what: 'template', id: text })
  return template
}

/** Keeps a new template; returns its UUID. */
export async function insertTemplate(
  transaction: Transaction,
  template: TemplateContent & { at: Date },
): Promise<string> {
  const [{ id }] = await transaction.query<{ id: string }>(
    `insert into templates (project_id, name, description, subject, preheader, html, text, mjml, created_at, updated_at,
       created_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10) returning id`,
    [transaction.projectId, ...values(template), template.at, transaction.actor],
  )
  return id
}

/** Replaces what a template consists of. */
export async function updateTemplate(
  transaction: Transaction,
  id: string,
  template: TemplateContent & { at: Date },
): Promise<void> {
  await transaction.query(
    `update templates set name = $3, description = $4, subject = $5, preheader = $6, html = $7, text = $8, mjml = $9,
       updated_at = $10 where project_id = $1 and id = $2`,
    [transaction.projectId, id, ...values(template), template.at],
  )
}

/** Removes a template; what was copied from it stays. */
export async function deleteTemplate(transaction: Transaction, id: string): Promise<void> {
  await transaction.query('delete from templates where project_id = $1 and id = $2', [transaction.projectId, id])
}

function values({ name, description, subject, preheader, html, text, mjml }: TemplateContent): unknown[] {
  return [name, description, subject, preheader, html, text, mjml]
}
