import { AudienceIndex, openWorkerShard, type RowBatch, type TableStats } from '@rollcall/engine'
import { type Catalog, columnsOf } from '@rollcall/filters'
import { lowerRule } from '../../packages/server/src/audience/lower-rule.ts'
import { VERSION } from '../../packages/server/src/version.ts'
import { type AudienceSize, audience } from '../fixture/audience.ts'
import { FIELDS, fixtureCatalog, mentionedBy, parsed } from '../fixture/catalog.ts'
import { toRowBatch } from '../fixture/to-row-batch.ts'
import { RUNS } from '../report/timing.ts'
import { asked } from './asked.ts'
import type { Contender, Way } from './contender.ts'
import { forEachShape, SHAPES, type ShapeId } from './shapes.ts'

const PROJECT = 1
const SHARDS = 2
const SHARD_BYTES = 3.5 * 1024 ** 3
const COLUMNS = columnsOf(FIELDS)

export type RollcallIndex = Contender & { stats: TableStats }

/**
 * Our audience index with the fixture, in two worker threads. The time of an answer includes understanding the filter, as each
 * request to the server does.
 */
export async function openRollcall(size: AudienceSize): Promise<RollcallIndex> {
  const index = new AudienceIndex({ shardCount: SHARDS, openShard: () => openWorkerShard({ maxBytes: SHARD_BYTES }) })
  await index.replaceAll(PROJECT, COLUMNS, batches(size))
  const questions = makeQuestions(fixtureCatalog())
  const now = new Date(size.nowSeconds * 1000)
  const lowering = (id: ShapeId, run: number) => {
    const { filter, catalog } = questions[id][run]
    return lowerRule(parsed(filter, catalog), { now, catalog })
  }
  const way = (id: ShapeId): Way => ({
    from: 'the index',
    count: (run) => index.count(PROJECT, lowering(id, run)),
    members: async (run) => Uint32Array.from(await index.members(PROJECT, lowering(id, run))),
  })
  return {
    name: 'Rollcall',
    version: VERSION,
    ways: forEachShape((id) => [way(id)]),
    stats: await index.stats(PROJECT),
    close: () => index.close(),
  }
}

// Finding what a filter mentions is the record's work, so it is done beforehand.
function makeQuestions(all: Catalog): Record<ShapeId, { filter: object; catalog: Catalog }[]> {
  const question = (id: ShapeId, run: number) => {
    const filter = SHAPES[id].filter(asked(run))
    return { filter, catalog: mentionedBy(filter, all) }
  }
  const everyRun = Array.from({ length: RUNS + 1 }, (_, run) => run)
  return forEachShape((id) => everyRun.map((run) => question(id, run)))
}

async function* batches(size: AudienceSize): AsyncGenerator<RowBatch> {
  for (const batch of audience(size)) yield toRowBatch(batch, COLUMNS)
}
