import type { Action } from '../../action.ts'
import { createOpportunityAction } from './create-opportunity.ts'
import { deleteOpportunityAction } from './delete-opportunity.ts'
import { getOpportunityAction } from './get-opportunity.ts'
import { listOpportunitiesAction } from './list-opportunities.ts'
import { updateOpportunityAction } from './update-opportunity.ts'

export const opportunityActions: Action[] = [
  listOpportunitiesAction,
  createOpportunityAction,
  getOpportunityAction,
  updateOpportunityAction,
  deleteOpportunityAction,
]
