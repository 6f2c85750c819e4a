import type { StartedRollcall } from '../product/started-rollcall.ts'
import { short } from '../report/figures.ts'
import type { Section } from '../report/section.ts'
import { percentile } from '../report/timing.ts'
import { asked } from '../suite/asked.ts'
import { SHAPE_IDS, SHAPES, type ShapeId } from '../suite/shapes.ts'

/** Each question with so many different values; fewer than S12 has segments for. */
const CALLS = 30
const WARM_UP = 3

/** The suite over HTTP, as the dashboard asks while somebody builds a filter: members, reachable, sentence and warnings. */
export async function measureHttpCounts(product: StartedRollcall, title: string): Promise<Section> {
  const tookMs = new Map<ShapeId, number[]>()
  for (const id of SHAPE_IDS) {
    const ofShape: number[] = []
    for (let run = 0; run < WARM_UP + CALLS; run += 1) ofShape.push(await ask(product, id, run))
    tookMs.set(id, ofShape.slice(WARM_UP))
  }
  const row = (name: string, values: number[]) => {
    return [name, short(percentile(values, 0.5)), short(percentile(values, 0.95)), short(Math.max(...values))]
  }
  return {
    title,
    columns: ['question', 'p50 ms', 'p95 ms', 'most ms'],
    rows: [
      ...SHAPE_IDS.map((id) => row(`${id} ${SHAPES[id].name}`, tookMs.get(id) ?? [])),
      row('all', [...tookMs.values()].flat()),
    ],
    notes: [
      `${CALLS} calls each of POST /v1/segments/preview, one after the other, each with other values: it answers members, ` +
        'reachable, the sentence and warnings.',
    ],
  }
}

async function ask(product: StartedRollcall, id: ShapeId, run: number): Promise<number> {
  const startedAtMs = performance.now()
  const reply = await product.call('POST', '/v1/segments/preview', { json: { filters: SHAPES[id].filter(asked(run)) } })
  await reply.json()
  return performance.now() - startedAtMs
}
