import { pipelinesCreate } from '@rollcall/contract'
import { action } from '../../action.ts'
import { invalid } from '../../failure.ts'
import { createPipeline, getPipeline } from '../../store/pipelines.ts'
import { planStages } from '../../store/plan-stages.ts'
import { refuseTakenName } from '../refuse-taken-name.ts'

export const createPipelineAction = action(pipelinesCreate, async ({ product, caller, write }, { body }) => {
  const get = (text: string) => getPipeline(product.database, caller.projectId, text)
  const stages = planStages([], body.stages)
  if ('problems' in stages) throw invalid(stages.problems)
  const findId = async () => (await get(body.name)).id
  const id = await refuseTakenName({ what: 'pipeline', name: body.name, findId }, () =>
    write((transaction) => createPipeline(transaction, body.name, stages)),
  )
  return get(id)
})
