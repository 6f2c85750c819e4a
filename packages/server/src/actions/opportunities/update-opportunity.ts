import { opportunitiesUpdate, type RouteInput } from '@rollcall/contract'
import { action } from '../../action.ts'
import { invalid } from '../../failure.ts'
import { getOpportunity, holdOpportunity, type OpportunityReply, updateOpportunity } from '../../store/opportunities.ts'
import { getPlace } from './get-place.ts'

export const updateOpportunityAction = action(
  opportunitiesUpdate,
  async ({ product, caller, write }, { params, body }) => {
    await write(async (transaction) => {
      const current = await holdOpportunity(transaction, params.opportunity)
      const place = await getPlace(transaction, caller.projectId, { ...current, ...givenPlace(current, body) })
      const { id, name, status, value } = { ...current, ...body }
      await updateOpportunity(transaction, { ...place, id, name, status, value: value ?? null, at: product.now() })
    })
    return getOpportunity(product.database, caller.projectId, params.opportunity)
  },
)

type Body = RouteInput<typeof opportunitiesUpdate>['body']

function givenPlace(current: OpportunityReply, { pipeline, stage }: Body) {
  const isOther = pipeline !== undefined && pipeline !== current.pipeline && pipeline !== current.pipelineName
  if (isOther && stage === undefined) throw invalid('/stage', 'is needed when the pipeline changes')
  return { ...(pipeline !== undefined && { pipeline }), ...(stage !== undefined && { stage }) }
}
