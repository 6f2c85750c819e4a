import { randomBytes } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { AudienceIndex, openWorkerShard } from '@rollcall/engine'
import { ACTIONS } from './actions/index.ts'
import { OpenStreams } from './actions/live/open-streams.ts'
import { addressKeyOf } from './address-key.ts'
import { AttemptLimiter } from './attempt-limiter.ts'
import type { Config } from './config.ts'
import { startLiveIndex } from './feed/start-live-index.ts'
import { type Entrance, prepareEntrance } from './first-start.ts'
import { createHttp, type Http } from './http.ts'
import { startWorkers } from './jobs/start-workers.ts'
import { startEmbeddedPostgres } from './postgres/embedded-postgres.ts'
import type { Log, Product, Worker } from './product.ts'
import { openDatabase } from './store/database.ts'
import { migrate } from './store/migrate.ts'
import { listProjectIds } from './store/projects.ts'

export type Running = {
  entrance: Entrance
  /** Finishes what is in flight, then ends everything in the reverse order of its start. */
  stop(): Promise<void>
}

type Surroundings = { log: Log; dashboardDir: Promise<string | null> }

// Requests that still run after this are cut off: PostgreSQL may need the rest of the 25 s that a stop may take.
const GRACE_MS = 4_000

const POOL_SIZE = 16

// Larger WebAssembly memories cannot be addressed; another shard takes what does not fit (ARCHITECTURE.md, decision 3).
const SHARD_BYTES = 3.5 * 1024 ** 3

/** Starts everything in order. When a step fails, what runs already is ended. */
export async function startProduct(config: Config, { log, dashboardDir }: Surroundings): Promise<Running> {
  const endings = new AsyncDisposableStack()
  // It is awaited last; should it fail before, that is not yet anybody's business.
  dashboardDir.catch(() => {})
  try {
    const connectionString = config.databaseUrl ?? (await startDatabase(config, log, endings))
    await migrate(connectionString)
    const workers = new Map<string, Worker>()
    const product = assemble(config, { connectionString, log, endings, workers })
    const entrance = await prepareEntrance(product)
    for (const projectId of await listProjectIds(product.database)) product.index.wake(projectId)
    const http = await createHttp(product, { actions: ACTIONS, dashboardDir: await dashboardDir })
    for (const [name, worker] of Object.entries(startWorkers(product))) workers.set(name, worker)
    endings.defer(() => endWork(http, [...workers.values()]))
    await http.listen({ port: config.port, host: config.host })
    return { entrance, stop: () => endings.disposeAsync() }
  } catch (error) {
    await endings.disposeAsync()
    throw error
  }
}

async function startDatabase(config: Config, log: Log, endings: AsyncDisposableStack): Promise<string> {
  const postgres = await startEmbeddedPostgres({
    dataDir: config.dataDir,
    log: (message) => log.info(message),
    onUnexpectedExit: (reason) => log.error('PostgreSQL ended by itself and is started again.', { reason }),
  })
  endings.defer(() => postgres.stop())
  return postgres.connectionString
}

type Parts = { connectionString: string; log: Log; endings: AsyncDisposableStack; workers: Map<string, Worker> }

function assemble(config: Config, { connectionString, log, endings, workers }: Parts): Product {
  const database = openDatabase(connectionString, POOL_SIZE, addressKeyOf(config))
  endings.defer(() => database.close())
  const openIndex = () =>
    new AudienceIndex({
      shardCount: availableParallelism(),
      openShard: () => openWorkerShard({ maxBytes: SHARD_BYTES }),
    })
  const index = startLiveIndex({
    ...{ database, openIndex, log },
    checkpointDir: join(config.dataDir, 'index'),
    now: () => new Date(),
  })
  endings.defer(() => index.close())
  return {
    config,
    database,
    index,
    now: () => new Date(),
    randomBytes,
    log,
    attempts: new AttemptLimiter(),
    streams: new OpenStreams(),
    wake: (work) => workers.get(work)?.wake(),
  }
}

async function endWork(http: Http, workers: Worker[]) {
  await Promise.all([closeInTime(http), ...workers.map((worker) => worker.stop())])
}

async function closeInTime(http: Http) {
  const cutOff = new AbortController()
  const isLate = sleep(GRACE_MS, undefined, { signal: cutOff.signal, ref: false }).then(
    () => http.server.closeAllConnections(),
    () => {},
  )
  await http.close()
  cutOff.abort()
  await isLate
}
