import { parseId, type TEMPLATE_KINDS } from '@rollcall/contract'
import { failure } from '../failure.ts'
import { isAfterName, orderByName } from './by-name.ts'
import type { Queryable, Transaction } from './database.ts'

/** A message to begin campaigns with. */
export type TemplateContent = {
  name: string
  kind: (typeof TEMPLATE_KINDS)[number]
  description: string | null
  subject: string | null
  preheader: string | null
  html: string
  text: string | null
  mjml: string | null
}

export type TemplateRecord = TemplateContent & {
  id: string
  /** How many campaigns began with it. */
  usedBy: number
  createdAt: Date
  updatedAt: Date
}

const COLUMNS = `id, name, kind, description, subject, preheader, html, text, mjml, created_at as "createdAt",
  updated_at as "updatedAt", (
    select count(*)::int from definition_uses u
    where u.project_id = templates.project_id and u.used_kind = 'template' and u.used_id = templates.id::text
  ) as "usedBy"`

type TemplateQuery = {
  after: string | null
  limit: number
  kind?: TemplateContent['kind'] | null
  q?: string | null
}

/** Templates by name, after the name `after`; of one kind or of both, all or those that are called so. */
export function listTemplates(
  record: Queryable,
  projectId: number,
  { after, limit, kind = null, q = null }: TemplateQuery,
): Promise<TemplateRecord[]> {
  return record.query<TemplateRecord>(
    `select ${COLUMNS} from templates where project_id = $1 and ($2::text is null or ${isAfterName('name', '$2')}) and ($4::text is null or kind = $4)
       and ($5::text is null or strpos(lower(name), lower($5)) > 0)
     order by ${orderByName('name')} limit $3`,
    [projectId, after, limit, kind, q],
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
       created_by, kind)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11) returning id`,
    [transaction.projectId, ...values(template), template.at, transaction.actor, template.kind],
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

/** Notes that a campaign, by its UUID, began with a template, by its public id; one that is gone is not noted. */
export async function recordTemplateUse(transaction: Transaction, campaign: string, template: string): Promise<void> {
  await transaction.query(
    `with before as (
       delete from definition_uses where project_id = $1 and user_kind = 'campaign' and user_id = $2
         and used_kind = 'template' and used_id <> $3::uuid::text
     )
     insert into definition_uses (project_id, used_kind, used_id, user_kind, user_id)
     select project_id, 'template', id::text, 'campaign', $2 from templates where project_id = $1 and id = $3
     on conflict do nothing`,
    [transaction.projectId, campaign, parseId('template', template) ?? null],
  )
}

/** The campaigns that began with a template, newest first. */
export function listTemplateUses(
  record: Queryable,
  projectId: number,
  { id, limit }: { id: string; limit: number },
): Promise<{ id: string; name: string }[]> {
  return record.query(
    `select c.id, c.name from definition_uses u join campaigns c on c.project_id = u.project_id and c.id = u.user_id
     where u.project_id = $1 and u.used_kind = 'template' and u.used_id = $2 and u.user_kind = 'campaign'
     order by c.id desc limit $3`,
    [projectId, id, limit],
  )
}

/** Removes a template; what was copied from it stays. */
export async function deleteTemplate(transaction: Transaction, id: string): Promise<void> {
  await transaction.query(
    `delete from definition_uses where project_id = $1 and used_kind = 'template' and used_id = $2`,
    [transaction.projectId, id],
  )
  await transaction.query('delete from templates where project_id = $1 and id = $2', [transaction.projectId, id])
}

function values({ name, description, subject, preheader, html, text, mjml }: TemplateContent): unknown[] {
  return [name, description, subject, preheader, html, text, mjml]
}
