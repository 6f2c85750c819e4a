import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { expect, it, onTestFinished } from 'vitest'
import { startEmbeddedPostgres } from './embedded-postgres.ts'
import { findCommandLine } from './find-process.ts'
import { makeTestPlace } from './fixtures/make-test-place.ts'
import { findPostmasterPid } from './postmaster-pid.ts'
import { toDelayMs } from './supervise.ts'

async function startWatched() {
  const logs: string[] = []
  const exits: string[] = []
  const postgres = await startEmbeddedPostgres({
    dataDir: join(makeTestPlace(), 'data'),
    log: (message) => logs.push(message),
    onUnexpectedExit: (reason) => exits.push(reason),
  })
  onTestFinished(() => postgres.stop())
  const pool = new pg.Pool({ connectionString: postgres.connectionString, max: 3 })
  pool.on('error', () => undefined)
  const getPid = async () => (await findPostmasterPid(postgres.dataDir))?.pid ?? 0
  return { ...postgres, pool, logs, exits, getPid }
}

/** Asks until the pool has an answer again; the test's own timeout ends it. */
async function untilAnswered(pool: pg.Pool, sql: string): Promise<unknown> {
  for (;;) {
    const answer = await pool.query(sql).catch(() => undefined)
    if (answer !== undefined) return answer.rows
    await sleep(20)
  }
}

it('starts PostgreSQL again after a kill -9, with every acknowledged write, for the same pool', async () => {
  const { pool, logs, exits, getPid } = await startWatched()
  await pool.query('CREATE TABLE kept (n int)')
  let acknowledged = 0
  const writing = (async () => {
    for (;;) {
      await pool.query('INSERT INTO kept VALUES ($1)', [acknowledged])
      acknowledged++
    }
  })().catch(() => undefined)
  while (acknowledged < 50) await sleep(5)
  const killed = await getPid()
  process.kill(killed, 'SIGKILL')
  await writing

  // The one in flight may have been written without our hearing of it.
  const rows = await untilAnswered(pool, 'SELECT count(*)::int AS count, max(n) AS last FROM kept')
  const expected = [acknowledged, acknowledged + 1].map((count) => [{ count, last: count - 1 }])
  expect(expected).toContainEqual(rows)
  expect(await getPid()).not.toBe(killed)
  expect(exits).toEqual(['killed by SIGKILL'])
  // It answers a moment before it is said to.
  while (!logs.includes('PostgreSQL is running again.')) await sleep(5)
  await pool.end()
})

it('does not wait for the long query that a killed PostgreSQL left running', async () => {
  const { pool, getPid } = await startWatched()
  const endless = pool.query('SELECT sum(n) FROM generate_series(1, 1000000000000) AS n').catch(() => 'cut off')
  const isRunning = "SELECT FROM pg_stat_activity WHERE query LIKE 'SELECT sum(n)%' AND state = 'active'"
  while ((await pool.query(isRunning)).rows.length === 0) await sleep(10)
  process.kill(await getPid(), 'SIGKILL')
  expect(await endless).toBe('cut off')
  expect(await untilAnswered(pool, 'SELECT 1 AS one')).toEqual([{ one: 1 }])
  await pool.end()
})

it.each([0, 30, 150, 400])('stops for good when asked %i ms after PostgreSQL was killed', async (delayMs) => {
  const { stop, pool, dataDir, getPid } = await startWatched()
  await pool.end()
  process.kill(await getPid(), 'SIGKILL')
  await sleep(delayMs)
  await stop()
  const left = await findPostmasterPid(dataDir)
  expect(left === undefined ? undefined : await findCommandLine(left.pid)).toBeUndefined()
})

it('waits longer after each failure, up to ten seconds', () => {
  expect([0, 1, 2, 6, 7, 1000].map(toDelayMs)).toEqual([100, 200, 400, 6400, 10_000, 10_000])
})
