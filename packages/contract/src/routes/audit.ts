import { z } from 'zod'
import { route } from '../route.ts'
import { list, pageQuery, time } from '../shapes.ts'

/** What the audit log knows of. */
export const AUDITED_KINDS = [
  'project',
  'user',
  'invitation',
  'key',
  'tag',
  'field',
  'segment',
  'view',
  'topic',
  'pipeline',
  'stage',
  'campaign',
  'template',
  'provider',
  'form',
  'domain',
  'suppression',
  'export',
  'erasure',
] as const

const kind = z.enum(AUDITED_KINDS)
const values = z.record(z.string(), z.unknown())

const entry = z
  .object({
    id: z.string(),
    at: time,
    actor: z.string(),
    actorName: z.string().nullable(),
    call: z.string().meta({ description: 'Which call of this API did it' }),
    change: z.enum(['created', 'updated', 'deleted']),
    kind,
    target: z.string().meta({ description: 'Its id, or the key of a field' }),
    name: z.string().meta({ description: 'What it was called then' }),
    before: values.meta({ description: 'What is different afterwards; values of over 4,000 letters are cut' }),
    after: values,
    isLatest: z.boolean().meta({ description: 'Whether nothing has changed this thing since' }),
  })
  .meta({ ref: 'AuditEntry' })

export const auditList = route({
  id: 'audit.list',
  method: 'GET',
  path: '/v1/audit',
  summary: 'Who changed which definition, when, before and after: newest first',
  scope: 'project:write',
  query: pageQuery.extend({
    kind: kind.optional(),
    target: z.string().max(200).optional(),
    actor: z.string().max(200).optional(),
    q: z.string().max(200).optional().meta({ description: 'In the name' }),
    from: z.iso.datetime({ offset: true }).optional(),
    until: z.iso.datetime({ offset: true }).optional(),
  }),
  reply: list(entry),
})
