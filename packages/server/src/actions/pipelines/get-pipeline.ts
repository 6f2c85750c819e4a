import { pipelinesGet } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getPipeline } from '../../store/pipelines.ts'

export const getPipelineAction = action(pipelinesGet, ({ product, caller }, { params }) =>
  getPipeline(product.database, caller.projectId, params.pipeline),
)
