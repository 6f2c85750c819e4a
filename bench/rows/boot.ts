import { AudienceIndex, openWorkerShard, type RowBatch } from '@rollcall/engine'
import type { ColumnDefinition } from '@rollcall/filters'
import { startLiveIndex } from '../../packages/server/src/feed/start-live-index.ts'
import { openDatabase } from '../../packages/server/src/store/database.ts'

const SHARDS = 2
const SHARD_BYTES = 3.5 * 1024 ** 3

/** How long the index took to load the contacts, and after them the events, of a record. */
export type BootTime = { contactsMs: number; eventsMs: number }

/** Loads a project of the record into an index as the product does when it starts. */
export async function measureBoot(connectionString: string, projectId: number): Promise<BootTime> {
  const database = openDatabase(connectionString, 2)
  let index: TimedIndex | undefined
  const openIndex = () => {
    index = new TimedIndex({ shardCount: SHARDS, openShard: () => openWorkerShard({ maxBytes: SHARD_BYTES }) })
    return index
  }
  const live = startLiveIndex({ database, openIndex, now: () => new Date(), log: { warn: console.warn } })
  try {
    await live.count(projectId, { is: 'constant', value: true })
    return index?.time ?? { contactsMs: Number.NaN, eventsMs: Number.NaN }
  } finally {
    await live.close()
    await database.close()
  }
}

/** Notes when a project begins to load, when its first events come, and when it is loaded. */
class TimedIndex extends AudienceIndex {
  time: BootTime | undefined

  override async replaceAll(project: number, columns: ColumnDefinition[], batches: AsyncIterable<RowBatch>) {
    const startedAtMs = performance.now()
    let eventsAtMs: number | undefined
    async function* watched() {
      for await (const batch of batches) {
        if (batch.events !== undefined || batch.packedEvents !== undefined) eventsAtMs ??= performance.now()
        yield batch
      }
    }
    const changes = await super.replaceAll(project, columns, watched())
    const loadedAtMs = performance.now()
    const betweenMs = eventsAtMs ?? loadedAtMs
    this.time = { contactsMs: betweenMs - startedAtMs, eventsMs: loadedAtMs - betweenMs }
    return changes
  }
}
