import { templatesUses, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getTemplate, listTemplateUses } from '../../store/templates.ts'

const MOST = 100

export const listTemplateUsesAction = action(templatesUses, async ({ product, caller }, { params }) => {
  const { id } = await getTemplate(product.database, caller.projectId, params.template)
  const uses = await listTemplateUses(product.database, caller.projectId, { id, limit: MOST })
  const data = uses.map((use) => ({ kind: 'campaign' as const, id: toId('campaign', use.id), name: use.name }))
  return { data, has_more: false, next_cursor: null }
})
