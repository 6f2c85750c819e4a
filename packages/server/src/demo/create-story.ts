import { parseId } from '@rollcall/contract'
import type { Transaction } from '../store/database.ts'
import { createOpportunity, updateOpportunity } from '../store/opportunities.ts'
import { createPipeline, getPipeline } from '../store/pipelines.ts'
import { createTopic } from '../store/topics.ts'
import { type Buyer, DEMO_PIPELINE, drawOpportunities } from './demo-opportunities.ts'
import { DEMO_TOPICS } from './demo-topics.ts'

/** Creates the shop's topics; returns their UUIDs by name. */
export async function createTopics(transaction: Transaction): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const topic of DEMO_TOPICS) ids.set(topic.name, parseId('topic', await createTopic(transaction, topic)) ?? '')
  return ids
}

/** Creates the shop's pipeline with the orders in it; returns its UUID. */
export async function createOpportunities(
  transaction: Transaction,
  { buyers, now }: { buyers: readonly Buyer[]; now: Date },
): Promise<string> {
  const { name, stages } = DEMO_PIPELINE
  const plan = { stages: stages.map((stage) => ({ id: null, name: stage })), removed: [] }
  const pipeline = await getPipeline(transaction, transaction.projectId, await createPipeline(transaction, name, plan))
  const pipelineId = parseId('pipeline', pipeline.id) ?? ''
  const stageIds = pipeline.stages.map(({ id }) => parseId('stage', id) ?? '')
  for (const { createdAt, now: today, ...order } of drawOpportunities(buyers, now)) {
    const first = { ...order, pipelineId, stageId: stageIds[0], status: 'open' as const }
    const id = await createOpportunity(transaction, { ...first, at: createdAt })
    const { stage, status, at } = today
    await updateOpportunity(transaction, { ...first, id, stageId: stageIds[stage], status, at })
  }
  return pipelineId
}
