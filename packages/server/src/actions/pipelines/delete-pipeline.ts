import { pipelinesDelete } from '@rollcall/contract'
import { action } from '../../action.ts'
import { deletePipeline } from '../../store/pipelines.ts'

export const deletePipelineAction = action(pipelinesDelete, async ({ write }, { params }) => {
  await write((transaction) => deletePipeline(transaction, params.pipeline))
})
