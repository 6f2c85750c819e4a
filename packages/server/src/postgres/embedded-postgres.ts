import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { adoptOrphan } from './adopt-orphan.ts'
import { choosePort } from './choose-port.ts'
import { letIn, makeDataDir } from './data-dir.ts'
import { getPassword } from './database-password.ts'
import { getPlatformPackageDir } from './find-platform-package.ts'
import { makeCluster } from './make-cluster.ts'
import { takeOwnerLock } from './owner-lock.ts'
import { type ClusterPlace, hasCluster, placeCluster, systemDir } from './place-cluster.ts'
import { readRecord, writeRecord } from './postgres-record.ts'
import { PostgresStartError } from './postgres-start-error.ts'
import type { Postmaster } from './postmaster.ts'
import { prepareBinaries } from './prepare-binaries.ts'
import { prepareDatabase } from './prepare-database.ts'
import type { Server } from './server.ts'
import type { ServerSettings } from './server-settings.ts'
import { startServer } from './start-server.ts'
import { supervise, toDelayMs } from './supervise.ts'

export type EmbeddedPostgresOptions = {
  /** Rollcall's data directory; the cluster is in its folder "postgres" wherever possible. */
  dataDir: string
  log: (message: string) => void
  /** Told each time PostgreSQL ends without being asked, before it is started again. */
  onUnexpectedExit?: (reason: string) => void
  /** Changes to PostgreSQL's settings, for tests. */
  settings?: ServerSettings
}

export type EmbeddedPostgres = {
  /** The database "rollcall" as its owner, who may create more databases. Stays true while PostgreSQL is restarted. */
  connectionString: string
  /** Where the cluster really is. */
  dataDir: string
  /** Ends PostgreSQL, within 16 s, and gives the data directory free. */
  stop(): Promise<void>
}

/** A running PostgreSQL 18 on a data directory, kept running until `stop`. Fails with a PostgresStartError. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const packageDir = getPlatformPackageDir()
  const dataDir = await makeDataDir(options.dataDir)
  const lock = takeOwnerLock(dataDir)
  try {
    const running = await startLocked({ ...options, dataDir }, packageDir)
    let stopped: Promise<void> | undefined
    const stop = () => {
      stopped ??= running.stop().finally(() => lock.release())
      return stopped
    }
    return { ...running, stop }
  } catch (error) {
    lock.release()
    throw error
  }
}

async function startLocked(options: EmbeddedPostgresOptions, packageDir: string): Promise<EmbeddedPostgres> {
  const { dataDir, log, onUnexpectedExit = () => undefined } = options
  const place = await placeCluster(dataDir, log)
  const server = await prepareServer(options, place, packageDir)
  const { postmaster, port } = (await adoptOrphan(server)) ?? (await startFirst(server, dataDir))
  const start = (signal: AbortSignal) => startServer(server, port, signal)
  const { stop } = supervise(postmaster, { start, log, onUnexpectedExit })
  try {
    await writeRecord(dataDir, { port, ...(place.isStaged && { stagedClusterDir: place.clusterDir }) })
    const connectionString = await prepareDatabase({ port, password: server.password })
    return { connectionString, dataDir: place.clusterDir, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The cluster made, the programs at hand. */
async function prepareServer(
  { dataDir, log, settings = {} }: EmbeddedPostgresOptions,
  { clusterDir, account }: ClusterPlace,
  packageDir: string,
): Promise<Server> {
  const isReachable = account === undefined || (await letIn(account, dataDir))
  const stageDirs = [
    ...(isReachable ? [join(dataDir, 'postgres-binaries')] : []),
    ...(process.getuid?.() === 0 ? [systemDir] : []),
    join(tmpdir(), `rollcall-${process.getuid?.() ?? 'binaries'}`),
  ]
  const binaries = await prepareBinaries({ packageDir, account, stageDirs, log })
  const password = await getPassword(dataDir, { clusterExists: await hasCluster(clusterDir) })
  await makeCluster({ clusterDir, binaries, account, password, isDurable: settings.fsync !== 'off' })
  const logPath = join(dataDir, 'postgres.log')
  return { clusterDir, logPath, binaries, account, password, changes: settings, log }
}

/** Six tries, 3 s apart in all: a port can be taken between choosing and using it, leftovers of a crash take time to go. */
async function startFirst(server: Server, dataDir: string): Promise<{ postmaster: Postmaster; port: number }> {
  const { port: lastPort } = await readRecord(dataDir)
  const never = new AbortController().signal
  let reason: unknown
  for (let failures = 0; failures < 6; failures++) {
    try {
      const port = await choosePort(lastPort)
      const postmaster = await startServer(server, port, never)
      return { postmaster, port }
    } catch (error) {
      if (error instanceof PostgresStartError) throw error
      reason = error
      await sleep(toDelayMs(failures))
    }
  }
  throw new PostgresStartError(
    `PostgreSQL did not start on ${server.clusterDir}: ${reason instanceof Error ? reason.message : String(reason)}. ${server.logPath} says more.`,
  )
}
