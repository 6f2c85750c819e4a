import { closeSync, openSync, renameSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { clearLeftBehind } from './left-behind.ts'
import { PostgresStartError } from './postgres-start-error.ts'
import { type Postmaster, spawnPostmaster, stopPostmaster } from './postmaster.ts'
import type { Server } from './server.ts'
import { toServerArguments } from './server-settings.ts'
import { untilAnswering } from './until-answering.ts'

/** Starts PostgreSQL on that port and waits until it answers. When that fails, nothing is left running. */
export async function startServer(server: Server, port: number, signal: AbortSignal): Promise<Postmaster> {
  await clearLeftBehind(server.clusterDir)
  signal.throwIfAborted()
  const logFile = openLog(server.logPath)
  const { size } = statSync(server.logPath)
  const postmaster = spawnPostmaster({
    program: server.binaries.postgres,
    pgCtl: server.binaries.pgCtl,
    parameters: toServerArguments({ clusterDir: server.clusterDir, port, changes: server.changes }),
    account: server.account,
    logFile,
  })
  closeSync(logFile)
  try {
    await untilAnswering(postmaster, server, { port, signal })
    return postmaster
  } catch (error) {
    await stopPostmaster(postmaster)
    if (signal.aborted || error instanceof PostgresStartError) throw error
    throw new Error((await findReason(server.logPath, size)) ?? toMessage(error))
  }
}

/** It only holds starts, stops and crashes; ten megabytes are years. */
function openLog(path: string): number {
  const sizeBytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (sizeBytes > 10_000_000) renameSync(path, `${path}.old`)
  return openSync(path, 'a', 0o600)
}

/** What PostgreSQL itself, or the loader of its libraries, complained about since that position. */
async function findReason(logPath: string, from: number): Promise<string | undefined> {
  const added = (await readFile(logPath)).subarray(from).toString('utf8')
  return added.match(/(?:FATAL|PANIC|error):\s+(.*)/)?.[1]
}

function toMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
