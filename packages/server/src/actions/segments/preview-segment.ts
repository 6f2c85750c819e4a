import { type RouteInput, type RouteReply, segmentsPreview, toId } from '@rollcall/contract'
import { describeFilter, type Filter, type FilterNode, isGroup, referencesIn } from '@rollcall/filters'
import { action, type Reader } from '../../action.ts'
import { planBreakdown } from '../../audience/breakdown.ts'
import { type CompiledFilter, compileFilter } from '../../audience/compile.ts'
import { skippedQuestions, toSkipped } from '../../audience/count-audience.ts'
import { countTogether } from '../../audience/count-together.ts'
import { judgedAt } from '../../audience/judged-at.ts'
import { lowerRule } from '../../audience/lower-rule.ts'
import { reachable, UNREACHABLE } from '../../audience/reachable.ts'
import { type JudgedRule, planWarnings } from '../../audience/warnings.ts'
import { getSegment, type SegmentRecord } from '../../store/segments.ts'
import { tookMs } from '../took-ms.ts'
import { samplePeople } from './sample-people.ts'

const SAMPLE_SIZE = 10

type Body = RouteInput<typeof segmentsPreview>['body']

export const previewSegmentAction = action(segmentsPreview, async (context, { body }) => {
  const { product, caller } = context
  const startedAtMs = performance.now()
  const now = judgedAt(product, body.at)
  const [rule, segment] = await Promise.all([
    compileFilter(product.database, caller.projectId, { filters: body.filters, now }),
    body.segment === undefined ? null : getSegment(product.database, caller.projectId, body.segment),
  ])
  const [told, sample] = await Promise.all([
    tell(context, { body, rule, segment, now }).then((answer) => ({ ...answer, tookMs: tookMs(startedAtMs) })),
    body.include.includes('sample') ? samplePeople(context, rule.lowering, SAMPLE_SIZE) : undefined,
  ])
  return sample ? { ...told, sample } : told
})

type Asked = { body: Body; rule: CompiledFilter; segment: SegmentRecord | null; now: Date }

/** All that is counted, at one state of the index. */
async function tell(
  context: Reader,
  { body, rule, segment, now }: Asked,
): Promise<Omit<RouteReply<typeof segmentsPreview>, 'tookMs'>> {
  const { product, caller } = context
  const { include } = body
  const ruled = { ...rule, ...(segment && { segment: { ...segment, id: toId('segment', segment.id) } }) }
  const { warnings, breakdown } = await plan(context, { body, ruled, now })
  const steps = include.includes('funnel') ? funnelSteps(rule, now) : []
  const parts = include.includes('alone') ? partsAlone(rule, now) : []
  const people = { lowering: rule.lowering, unreachable: UNREACHABLE }
  const counted = await countTogether(product.index, caller.projectId, {
    whole: [rule.lowering, reachable(rule.lowering)],
    steps: steps.map(({ lowering }) => lowering),
    alone: parts.map(({ lowering }) => lowering),
    warnings: warnings.questions,
    skipped: include.includes('skipped') ? skippedQuestions(people) : [],
    breakdown: breakdown?.questions ?? [],
  })
  const [count = 0, reached = 0] = counted.whole
  return {
    count,
    reachable: reached,
    sentence: rule.sentence,
    filters: rule.filter,
    warnings: warnings.judge(ruled, { matching: count, counts: counted.warnings }),
    ...(include.includes('funnel') && {
      funnel: steps.map(({ sentence }, place) => ({ sentence, remaining: counted.steps[place] ?? 0 })),
    }),
    ...(include.includes('alone') && {
      alone: parts.map(({ pointer }, place) => ({ pointer, count: counted.alone[place] ?? 0 })),
    }),
    ...(include.includes('skipped') && { skipped: toSkipped(people, counted.skipped) }),
    ...(include.includes('names') && { names: namesIn(rule) }),
    ...(breakdown && { breakdown: breakdown.complete(counted.breakdown) }),
  }
}

/** Everything that has to be known before it can all be counted together. */
async function plan({ product, caller }: Reader, { body, ruled, now }: { body: Body; ruled: JudgedRule; now: Date }) {
  const asked = body.breakdown ?? (body.include.includes('breakdown') ? { by: 'status', top: 20 } : null)
  const [warnings, breakdown] = await Promise.all([
    planWarnings(product.database, caller.projectId, { rules: [ruled], now }),
    asked && planBreakdown(product, caller.projectId, { ...asked, lowering: ruled.lowering }),
  ])
  return { warnings, breakdown }
}

/** For each top-level condition, the rule up to and including it. Only `all` narrows step by step. */
function funnelSteps({ filter, catalog }: CompiledFilter, now: Date) {
  if (filter.match !== 'all') return []
  return filter.conditions.map((condition, place) => ({
    sentence: describeFilter({ match: 'all', conditions: [condition] }, catalog),
    lowering: lowerRule({ match: 'all', conditions: filter.conditions.slice(0, place + 1) }, { now, catalog }),
  }))
}

// Each is a question of its own.
const MOST_ALONE = 50

/** Each condition and group that no step of the funnel is about. */
function partsAlone({ filter, catalog }: CompiledFilter, now: Date) {
  const told = filter.match === 'all' ? filter.conditions : []
  return partsOf(filter, '/filters')
    .filter(({ node }) => !told.includes(node))
    .slice(0, MOST_ALONE)
    .map(({ pointer, node }) => ({
      pointer,
      lowering: lowerRule({ match: 'all', conditions: [node] }, { now, catalog }),
    }))
}

function partsOf(group: Filter, pointer: string): { pointer: string; node: FilterNode }[] {
  return group.conditions.flatMap((node, place) => {
    const here = `${pointer}/conditions/${place}`
    return [{ pointer: here, node }, ...(isGroup(node) ? partsOf(node, here) : [])]
  })
}

const NAMED = ['tag', 'segment', 'campaign'] as const

/** What the rule itself mentions, not what the segments in it do. */
function namesIn({ filter, catalog: { named } }: CompiledFilter) {
  const mentioned = referencesIn(filter)
  return NAMED.flatMap((kind) =>
    (named[kind] ?? []).filter(({ id }) => mentioned[kind]?.includes(id)).map(({ id, name }) => ({ kind, id, name })),
  )
}
