import { templatesDelete } from '@rollcall/contract'
import { action } from '../../action.ts'
import { deleteTemplate, getTemplate } from '../../store/templates.ts'

export const deleteTemplateAction = action(templatesDelete, async ({ product, caller, write }, { params }) => {
  const { id } = await getTemplate(product.database, caller.projectId, params.template)
  await write((transaction) => deleteTemplate(transaction, id))
})
