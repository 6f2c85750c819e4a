import { type RouteInput, type RouteReply, segmentsPreview, toId } from '@rollcall/contract'
import { describeFilter, type Lowering, referencesIn } from '@rollcall/filters'
import type { ActionContext } from '../../action.ts'
import { action } from '../../action.ts'
import { planBreakdown } from '../../audience/breakdown.ts'
import { type CompiledFilter, compileFilter } from '../../audience/compile.ts'
import { skippedQuestions, toSkipped } from '../../audience/count-audience.ts'
import { countTogether } from '../../audience/count-together.ts'
import { judgedAt } from '../../audience/judged-at.ts'
import { lowerRule } from '../../audience/lower-rule.ts'
import { reachable, UNREACHABLE } from '../../audience/reachable.ts'
import { planWarnings } from '../../audience/warnings.ts'
import { listContactsByRowNos } from '../../store/contacts.ts'
import { getSegment } from '../../store/segments.ts'

const SAMPLE_SIZE = 10

type Reader = Pick<ActionContext, 'product' | 'caller'>
type Body = RouteInput<typeof segmentsPreview>['body']

export const previewSegmentAction = action(segmentsPreview, async (context, { body }) => {
  const startedAtMs = performance.now()
  const { product, caller } = context
  const now = judgedAt(product, body.at)
  const rule = await compileFilter(product.database, caller.projectId, { filters: body.filters, now })
  const { steps, warnings, breakdown, ruled } = await plan(context, { body, rule, now })
  const people = { lowering: rule.lowering, unreachable: UNREACHABLE }
  const counted = await countTogether(product.index, caller.projectId, {
    whole: [rule.lowering, reachable(rule.lowering)],
    steps: steps.map(({ lowering }) => lowering),
    warnings: warnings.questions,
    skipped: body.include.includes('skipped') ? skippedQuestions(people) : [],
    breakdown: breakdown?.questions ?? [],
  })
  const tookMs = performance.now() - startedAtMs
  const [count = 0, reached = 0] = counted.whole
  const reply: RouteReply<typeof segmentsPreview> = {
    count,
    reachable: reached,
    sentence: rule.sentence,
    filters: rule.filter,
    warnings: warnings.judge(ruled, { matching: count, counts: counted.warnings }),
    tookMs: Math.round(tookMs * 100) / 100,
  }
  if (body.include.includes('sample')) reply.sample = await samplePeople(context, rule.lowering)
  if (body.include.includes('funnel')) {
    reply.funnel = steps.map(({ sentence }, place) => ({ sentence, remaining: counted.steps[place] ?? 0 }))
  }
  if (body.include.includes('skipped')) reply.skipped = toSkipped(people, counted.skipped)
  if (body.include.includes('names')) reply.names = namesIn(rule)
  if (breakdown) reply.breakdown = breakdown.complete(counted.breakdown)
  return reply
})

/** Everything that has to be known before it can all be counted together. */
async function plan({ product, caller }: Reader, { body, rule, now }: { body: Body; rule: CompiledFilter; now: Date }) {
  const { database } = product
  const asked = body.breakdown ?? (body.include.includes('breakdown') ? { by: 'status', top: 20 } : null)
  const segment = body.segment === undefined ? null : await getSegment(database, caller.projectId, body.segment)
  const ruled = { ...rule, ...(segment && { segment: { ...segment, id: toId('segment', segment.id) } }) }
  const [warnings, breakdown] = await Promise.all([
    planWarnings(database, caller.projectId, { rules: [ruled], now }),
    asked && planBreakdown(product, caller.projectId, { ...asked, lowering: rule.lowering }),
  ])
  return { steps: body.include.includes('funnel') ? funnelSteps(rule, now) : [], warnings, breakdown, ruled }
}

/** For each top-level condition, the rule up to and including it. Only `all` narrows step by step. */
function funnelSteps({ filter, catalog }: CompiledFilter, now: Date) {
  if (filter.match !== 'all') return []
  return filter.conditions.map((condition, place) => ({
    sentence: describeFilter({ match: 'all', conditions: [condition] }, catalog),
    lowering: lowerRule({ match: 'all', conditions: filter.conditions.slice(0, place + 1) }, { now, catalog }),
  }))
}

const NAMED = ['tag', 'segment', 'campaign'] as const

/** What the rule itself mentions, not what the segments in it do. */
function namesIn({ filter, catalog: { named } }: CompiledFilter) {
  const mentioned = referencesIn(filter)
  return NAMED.flatMap((kind) =>
    (named[kind] ?? []).filter(({ id }) => mentioned[kind]?.includes(id)).map(({ id, name }) => ({ kind, id, name })),
  )
}

async function samplePeople({ product, caller }: Reader, lowering: Lowering) {
  const { rows } = await product.index.page(caller.projectId, lowering, { limit: SAMPLE_SIZE })
  return listContactsByRowNos(product.database, caller.projectId, rows)
}
