import { opportunitiesDelete } from '@rollcall/contract'
import { action } from '../../action.ts'
import { deleteOpportunity, holdOpportunity } from '../../store/opportunities.ts'

export const deleteOpportunityAction = action(opportunitiesDelete, async ({ product, write }, { params }) => {
  await write(async (transaction) => {
    const { id } = await holdOpportunity(transaction, params.opportunity)
    await deleteOpportunity(transaction, id, product.now())
  })
})
