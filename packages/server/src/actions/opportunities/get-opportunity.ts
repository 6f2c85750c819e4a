import { opportunitiesGet } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getOpportunity } from '../../store/opportunities.ts'

export const getOpportunityAction = action(opportunitiesGet, ({ product, caller }, { params }) =>
  getOpportunity(product.database, caller.projectId, params.opportunity),
)
