import { templatesGet, templatesList, templatesStarters } from '@rollcall/contract'
import { z } from 'zod'
import { action } from '../../action.ts'
import { STARTERS } from '../../email/starters/starters.ts'
import { getTemplate, listTemplates } from '../../store/templates.ts'
import { parseCursor, toPage } from '../cursor.ts'
import { templateReply, variablesOf } from './template-reply.ts'

const place = z.string().refine((name) => !name.includes('\u0000'))

export const listTemplatesAction = action(templatesList, async ({ product, caller }, { query }) => {
  const { limit, kind = null } = query
  const q = query.q?.trim() || null
  const after = parseCursor(query.after, place)
  const found = await listTemplates(product.database, caller.projectId, { after, limit: limit + 1, kind, q })
  return toPage(found, { limit, place: ({ name }) => name, show: templateReply })
})

export const getTemplateAction = action(templatesGet, async ({ product, caller }, { params }) =>
  templateReply(await getTemplate(product.database, caller.projectId, params.template)),
)

export const listStartersAction = action(templatesStarters, async () => ({
  data: STARTERS.map((starter) => ({ ...starter, variables: variablesOf(starter) })),
}))
