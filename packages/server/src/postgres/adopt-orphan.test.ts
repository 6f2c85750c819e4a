import { spawn } from 'node:child_process'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { findCommandLine } from './find-process.ts'
import { ask } from './fixtures/ask.ts'
import { makeTestPlace } from './fixtures/make-test-place.ts'
import { startRunning } from './fixtures/start-program.ts'
import { findPostmasterPid } from './postmaster-pid.ts'

/** A supervisor killed with -9 after it has written a row, its PostgreSQL still running. */
async function leaveOrphan(settings: Record<string, string> = {}) {
  const dataDir = join(makeTestPlace(), 'data')
  const program = await startRunning({ dataDir, settings })
  await ask(program.connectionString, 'CREATE TABLE kept AS SELECT 42 AS answer')
  await program.kill('SIGKILL')
  const clusterDir = program.dataDir
  const pid = (await findPostmasterPid(clusterDir))?.pid ?? 0
  expect(await findCommandLine(pid)).toContain(clusterDir)
  return { dataDir, clusterDir, pid, connectionString: program.connectionString }
}

async function startAgain(dataDir: string) {
  const logs: string[] = []
  const postgres = await startEmbeddedPostgres({ dataDir, log: (message) => logs.push(message) })
  onTestFinished(() => postgres.stop())
  const rows = await ask(postgres.connectionString, 'SELECT answer FROM kept')
  const pid = (await findPostmasterPid(postgres.dataDir))?.pid ?? 0
  return { ...postgres, logs: logs.join('\n'), rows, pid }
}

const kept = [{ answer: 42 }]

it('takes over the PostgreSQL of a killed process, restarts it when it dies, and stops it', async () => {
  const orphan = await leaveOrphan()
  const second = await startAgain(orphan.dataDir)
  expect(second).toMatchObject({ pid: orphan.pid, rows: kept, connectionString: orphan.connectionString })
  expect(second.logs).toContain(`Took over PostgreSQL (process ${orphan.pid})`)

  process.kill(orphan.pid, 'SIGKILL')
  let pid = orphan.pid
  while (pid === orphan.pid) pid = (await findPostmasterPid(orphan.clusterDir))?.pid ?? orphan.pid
  await second.stop()
  expect(await findCommandLine(pid)).toBeUndefined()
})

it('stops the orphan and starts its own when the orphan runs with other settings', async () => {
  const orphan = await leaveOrphan({ work_mem: '8MB' })
  const second = await startAgain(orphan.dataDir)
  expect(second.rows).toEqual(kept)
  expect(second.pid).not.toBe(orphan.pid)
  expect(await findCommandLine(orphan.pid)).toBeUndefined()
})

it('ends an orphan that does not react, frozen in the middle of its work', async () => {
  const orphan = await leaveOrphan()
  process.kill(orphan.pid, 'SIGSTOP')
  const second = await startAgain(orphan.dataDir)
  expect(second.rows).toEqual(kept)
  expect(second.pid).not.toBe(orphan.pid)
}, 30_000)

it('starts when both were killed, from whatever instant', async () => {
  const orphan = await leaveOrphan()
  process.kill(orphan.pid, 'SIGKILL')
  expect((await startAgain(orphan.dataDir)).rows).toEqual(kept)
})

it('leaves a process alone that has got the process id of a PostgreSQL long gone', async () => {
  const orphan = await leaveOrphan()
  process.kill(orphan.pid, 'SIGKILL')
  while ((await findCommandLine(orphan.pid)) !== undefined);
  // Of the same user: PostgreSQL itself only ignores processes of others.
  const { uid, gid } = statSync(orphan.clusterDir)
  const stranger = spawn('sleep', ['60'], { stdio: 'ignore', uid, gid })
  onTestFinished(() => void stranger.kill())
  const pidFile = join(orphan.clusterDir, 'postmaster.pid')
  writeFileSync(pidFile, readFileSync(pidFile, 'utf8').replace(String(orphan.pid), String(stranger.pid)))

  expect((await startAgain(orphan.dataDir)).rows).toEqual(kept)
  expect(await findCommandLine(stranger.pid ?? 0)).toBe('sleep 60')
})

it('starts after a kill -9 in the middle of the first start, any number of times', async () => {
  const dataDir = join(makeTestPlace(), 'data')
  for (const delayMs of [200, 450, 700, 950]) await killDuringStart(dataDir, delayMs)
  const postgres = await startRunning({ dataDir })
  expect(await ask(postgres.connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  await postgres.kill('SIGTERM')
})

async function killDuringStart(dataDir: string, delayMs: number): Promise<void> {
  const program = spawn(process.execPath, [join(import.meta.dirname, 'fixtures', 'run-postgres.ts'), dataDir, '{}'], {
    stdio: 'ignore',
  })
  await new Promise((resolve) => setTimeout(resolve, delayMs))
  program.kill('SIGKILL')
}
