import { parseId } from '@rollcall/contract'
import { failure } from '../../failure.ts'
import type { Queryable } from '../../store/database.ts'
import { getPipeline } from '../../store/pipelines.ts'

/** UUIDs of a pipeline and one of its stages, each given by id or exact name. */
export async function getPlace(record: Queryable, projectId: number, given: { pipeline: string; stage: string }) {
  const pipeline = await getPipeline(record, projectId, given.pipeline)
  const [stage] = findStages(pipeline.stages, given.stage)
  if (!stage) throw failure('not_found', { what: 'stage', id: given.stage })
  return { pipelineId: parseId('pipeline', pipeline.id) ?? '', stageId: parseId('stage', stage.id) ?? '' }
}

/** The stage with this id, else all with this exact name. */
export function findStages(stages: readonly { id: string; name: string }[], text: string) {
  const byId = stages.filter(({ id }) => id === text.trim())
  const name = text.normalize('NFC').trim()
  return byId.length > 0 ? byId : stages.filter((stage) => stage.name === name)
}
