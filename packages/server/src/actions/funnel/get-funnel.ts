import { FUNNEL_STAGES, funnelGet } from '@rollcall/contract'
import { action } from '../../action.ts'
import { tookMs } from '../took-ms.ts'
import { inStage, LOST, lowerNarrowed } from './lower-narrowed.ts'

const STAGES = ['none', ...FUNNEL_STAGES] as const

/** All numbers are counted at one state of the index, so that they add up. */
export const getFunnelAction = action(funnelGet, async ({ product, caller }, { query }) => {
  const startedAtMs = performance.now()
  const asked = { narrowed: query, now: product.now() }
  const people = await lowerNarrowed(product.database, caller.projectId, asked)
  const counts = await product.index.counts(
    caller.projectId,
    STAGES.flatMap((stage) => [
      { is: 'all', of: [inStage(stage), people] },
      { is: 'all', of: [inStage(stage), LOST, people] },
    ]),
  )
  const stages = STAGES.map((stage, place) => ({
    stage,
    count: counts[2 * place] ?? 0,
    lost: counts[2 * place + 1] ?? 0,
    reached: sum(counts.filter((_, at) => at % 2 === 0 && at >= 2 * place)),
  }))
  return {
    stages,
    total: sum(stages.map(({ count }) => count)),
    lost: sum(stages.map(({ lost }) => lost)),
    tookMs: tookMs(startedAtMs),
  }
})

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
