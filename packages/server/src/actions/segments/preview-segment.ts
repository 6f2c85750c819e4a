import { type RouteReply, segmentsPreview } from '@rollcall/contract'
import { describeFilter, type Filter, type Lowering, referencesIn } from '@rollcall/filters'
import type { ActionContext } from '../../action.ts'
import { action } from '../../action.ts'
import { compileFilter } from '../../audience/compile.ts'
import { lowerRule } from '../../audience/lower-rule.ts'
import { reachable } from '../../audience/reachable.ts'
import { loadCatalog } from '../../store/catalog.ts'
import { listContactsByRowNos } from '../../store/contacts.ts'
import { warningsFor } from './warnings.ts'

const SAMPLE_SIZE = 10

export const previewSegmentAction = action(segmentsPreview, async (context, { body }) => {
  const startedAtMs = performance.now()
  const { database, index, now } = context.product
  const { projectId } = context.caller
  const judgedAt = body.at ? new Date(body.at) : now()
  const rule = await compileFilter(database, projectId, { filters: body.filters, now: judgedAt })
  const steps = body.include.includes('funnel') ? await funnelSteps(context, rule.filter, judgedAt) : []
  const [count, reached, ...remaining] = await index.counts(projectId, [
    rule.lowering,
    reachable(rule.lowering),
    ...steps.map((step) => step.lowering),
  ])
  const tookMs = performance.now() - startedAtMs
  const reply: RouteReply<typeof segmentsPreview> = {
    count,
    reachable: reached,
    sentence: rule.sentence,
    filters: rule.filter,
    warnings: warningsFor(rule.filter, count),
    tookMs: Math.round(tookMs * 100) / 100,
  }
  if (body.include.includes('sample')) reply.sample = await samplePeople(context, rule.lowering)
  if (body.include.includes('funnel')) {
    reply.funnel = steps.map(({ sentence }, place) => ({ sentence, remaining: remaining[place] }))
  }
  return reply
})

type Reader = Pick<ActionContext, 'product' | 'caller'>

/** For each top-level condition, the rule up to and including it. Only `all` narrows step by step. */
async function funnelSteps(context: Reader, filter: Filter, judgedAt: Date) {
  if (filter.match !== 'all') return []
  const catalog = await loadCatalog(context.product.database, context.caller.projectId, referencesIn(filter))
  return filter.conditions.map((condition, place) => ({
    sentence: describeFilter({ match: 'all', conditions: [condition] }, catalog),
    lowering: lowerRule(
      { match: 'all', conditions: filter.conditions.slice(0, place + 1) },
      { now: judgedAt, catalog },
    ),
  }))
}

async function samplePeople({ product, caller }: Reader, lowering: Lowering) {
  const { rows } = await product.index.page(caller.projectId, lowering, { limit: SAMPLE_SIZE })
  return listContactsByRowNos(product.database, caller.projectId, rows)
}
