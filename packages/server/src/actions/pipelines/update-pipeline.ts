import { pipelinesUpdate } from '@rollcall/contract'
import { action } from '../../action.ts'
import { invalid } from '../../failure.ts'
import { getPipeline, holdPipeline, updatePipeline } from '../../store/pipelines.ts'
import { planStages } from '../../store/plan-stages.ts'
import { refuseTakenName } from '../refuse-taken-name.ts'

export const updatePipelineAction = action(pipelinesUpdate, async ({ product, caller, write }, { params, body }) => {
  const get = (text: string) => getPipeline(product.database, caller.projectId, text)
  const { id, ...before } = await get(params.pipeline)
  const name = body.name ?? before.name
  const findId = async () => (await get(name)).id
  await refuseTakenName({ what: 'pipeline', name, findId }, () =>
    write(async (transaction) => {
      const current = await holdPipeline(transaction, id)
      const stages = planStages(current.stages, body.stages ?? current.stages)
      if ('problems' in stages) throw invalid(stages.problems)
      await updatePipeline(transaction, current, { name: body.name ?? current.name, stages })
    }),
  )
  return get(id)
})
