import { opportunitiesCreate } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getContact } from '../../store/contacts.ts'
import { createOpportunity, getOpportunity } from '../../store/opportunities.ts'
import { getPlace } from './get-place.ts'

export const createOpportunityAction = action(opportunitiesCreate, async ({ product, caller, write }, { body }) => {
  const id = await write(async (transaction) => {
    const { rowNo } = await getContact(transaction, caller.projectId, body.contact)
    const place = await getPlace(transaction, caller.projectId, body)
    const { name, status, value = null } = body
    return createOpportunity(transaction, { ...place, rowNo, name, status, value, at: product.now() })
  })
  return getOpportunity(product.database, caller.projectId, id)
})
