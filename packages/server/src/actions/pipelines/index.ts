import type { Action } from '../../action.ts'
import { createPipelineAction } from './create-pipeline.ts'
import { deletePipelineAction } from './delete-pipeline.ts'
import { getPipelineAction } from './get-pipeline.ts'
import { listPipelinesAction } from './list-pipelines.ts'
import { updatePipelineAction } from './update-pipeline.ts'

export const pipelineActions: Action[] = [
  listPipelinesAction,
  createPipelineAction,
  getPipelineAction,
  updatePipelineAction,
  deletePipelineAction,
]
