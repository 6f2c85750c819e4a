import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { contains, parseSnapshot } from '../packages/server/src/feed/snapshot.ts'
import { choosePort } from '../packages/server/src/postgres/choose-port.ts'
import { startEmbeddedPostgres } from '../packages/server/src/postgres/embedded-postgres.ts'
import { startProduct } from '../packages/server/src/start-product.ts'
import { openDatabase } from '../packages/server/src/store/database.ts'

/*
 * From a change to its membership in the record: node bench/live-membership.ts [contacts] [segments] [seconds] [batches/s].
 * Rollcall with its own PostgreSQL (production settings) in a process of its own; this one sends batches of 20 changed contacts
 * over 16 connections at a steady rate and watches live_cursors. Prints how long after the answer to a batch everything that it
 * changed in any segment was committed.
 */
const [contacts = 100_000, segments = 500, seconds = 20, rate = 100] = process.argv.slice(2).map(Number)
const BATCH = 20
const CONNECTIONS = 16
const TAGS = 500
const KEY = process.env.BENCH_KEY ?? `rk_${randomBytes(32).toString('base64url')}`

const rules = [
  (n: number) => [{ type: 'tag', op: 'has_any', tags: [`tag ${n % TAGS}`, `tag ${(n * 7) % TAGS}`] }],
  (n: number) => [{ type: 'field', field: 'score', op: 'gt', values: [(n * 13) % 1_000] }],
  (n: number) => [{ type: 'field', field: 'city', op: 'contains', values: [`City ${n}`] }],
  (n: number) => [
    { type: 'status', op: 'is', values: ['subscribed'] },
    { type: 'field', field: 'score', op: 'between', values: [n % 900, (n % 900) + 100] },
  ],
  (n: number) => [{ type: 'engagement', event: 'opened', op: 'did', window: { last: `${1 + (n % 90)}d` } }],
]

if (process.env.BENCH_SERVER) await serve(JSON.parse(process.env.BENCH_SERVER))
else await measure()

type Place = { dir: string; port: number; databaseUrl: string }

async function serve({ dir, port, databaseUrl }: Place) {
  const publicUrl = `http://127.0.0.1:${port}`
  const secrets = { apiKey: KEY, secretKey: randomBytes(32), smtpUrl: null, checkMx: false, demo: false }
  const config = { port, host: '127.0.0.1', dataDir: dir, databaseUrl, publicUrl, ...secrets, trustProxy: false }
  const log = { info: () => {}, warn: console.warn, error: console.error }
  const running = await startProduct(config, { log, dashboardDir: Promise.resolve(null) })
  process.send?.('ready')
  await once(process, 'message')
  await running.stop()
  process.exit(0)
}

async function measure() {
  const dir = await mkdtemp(join(tmpdir(), 'rollcall-bench-'))
  const port = await choosePort(undefined)
  const postgres = await startEmbeddedPostgres({ dataDir: dir, log: () => {} })
  const place: Place = { dir, port, databaseUrl: postgres.connectionString }
  const env = { ...process.env, BENCH_SERVER: JSON.stringify(place), BENCH_KEY: KEY }
  const server = fork(new URL(import.meta.url), process.argv.slice(2), { env, execArgv: ['--max-semi-space-size=16'] })
  await once(server, 'message')
  try {
    await run(place)
  } finally {
    server.send('stop')
    await once(server, 'exit')
    await postgres.stop()
    await rm(dir, { recursive: true, force: true })
  }
}

async function run({ port, databaseUrl }: Place) {
  const base = `http://127.0.0.1:${port}`
  const database = openDatabase(databaseUrl, 3)
  const call = async (method: string, path: string, body?: unknown) => {
    const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' }
    const response = await fetch(base + path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
    return { position: response.headers.get('rollcall-position'), body: await response.json() }
  }
  await call('POST', '/v1/fields', { key: 'score', name: 'Score', type: 'number' })
  await call('POST', '/v1/fields', { key: 'city', name: 'City', type: 'text' })
  await fill(database)
  console.log(`${contacts} contacts, load average ${loadavg().map((n) => n.toFixed(1))}`)
  let startedAt = performance.now()
  for (let n = 0; n < segments; n += 1) await call('POST', '/v1/segments', { name: `Segment ${n}`, filters: rule(n) })
  console.log(`${segments} segments saved: ${Math.round((performance.now() - startedAt) / segments)} ms each`)
  for (let round = 0; round < 3; round += 1) {
    startedAt = performance.now()
    let after: string | null = ''
    while (after !== null) {
      const { body } = await call('GET', `/v1/segments?limit=100${after && `&after=${after}`}`)
      after = (body as { next_cursor: string | null }).next_cursor
    }
    console.log(`all of them listed: ${Math.round(performance.now() - startedAt)} ms`)
  }
  await steady(database, call)
  await database.close()
}

type Call = (method: string, path: string, body?: unknown) => Promise<{ position: string | null }>

async function steady(database: ReturnType<typeof openDatabase>, call: Call) {
  const waiting = new Map<bigint, number>()
  const late: number[] = []
  const answers: number[] = []
  let isOver = false
  const watching = (async () => {
    while (!isOver || waiting.size > 0) {
      const [cursor] = await database.query<{ snapshot: string; waiting: string[] }>(
        'select snapshot::text, waiting from live_cursors',
      )
      const snapshot = parseSnapshot(cursor.snapshot)
      for (const [xid, at] of waiting) {
        if (!contains(snapshot, xid) || cursor.waiting.includes(String(xid))) continue
        late.push(performance.now() - at)
        waiting.delete(xid)
      }
      await sleep(2)
    }
  })()
  const before = await counted(database)
  const startedAt = performance.now()
  let sent = 0
  const sender = async () => {
    while (performance.now() - startedAt < seconds * 1000) {
      const due = startedAt + (sent * 1000) / rate
      sent += 1
      if (due > performance.now()) await sleep(due - performance.now())
      const asked = performance.now()
      const { position } = await call('POST', '/v1/contacts/batch', { contacts: batch(), upsert: true })
      answers.push(performance.now() - asked)
      if (position) waiting.set(BigInt(position), performance.now())
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, sender))
  const took = (performance.now() - startedAt) / 1000
  isOver = true
  await watching
  const after = await counted(database)
  console.log(
    `${Math.round((answers.length * BATCH) / took)} changed contacts/s, ${Math.round((after.entries - before.entries) / took)} entries/s about ${Math.round((after.rows - before.rows) / took)} contacts/s`,
  )
  console.log(`answers: ${figures(answers)}`)
  console.log(`answer → membership committed: ${figures(late)}`)
  console.log(`load average ${loadavg().map((n) => n.toFixed(1))}`)
}

async function counted(database: ReturnType<typeof openDatabase>) {
  const [counts] = await database.query<{ entries: number; rows: number }>(
    'select count(*)::int as entries, coalesce(sum(count), 0)::int as rows from segment_transitions',
  )
  return counts
}

function batch() {
  const first = Math.floor(Math.random() * (contacts - BATCH))
  return Array.from({ length: BATCH }, (_, n) => ({
    email: `p${first + n}@example.org`,
    // A little more or less than before: a few thresholds are crossed.
    fields: { score: ((first + n) % 1_000) + Math.floor(Math.random() * 20) },
    tags: [`tag ${Math.floor(Math.random() * TAGS)}`],
  }))
}

function rule(n: number) {
  return { conditions: rules[n % rules.length](n) }
}

/** Straight into the record, as the state after an import. */
async function fill(database: ReturnType<typeof openDatabase>) {
  await database.query(
    `insert into tags (project_id, name) select 1, 'tag ' || n from generate_series(0, ${TAGS - 1}) n`,
  )
  const [{ first }] = await database.query<{ first: number }>(
    'update projects set next_row_no = next_row_no + $1 where id = 1 returning next_row_no - $1 as first',
    [contacts],
  )
  for (let from = 0; from < contacts; from += 10_000) {
    await database.write({ projectId: 1, actor: 'system', bulk: true }, async (transaction) => {
      const to = Math.min(from + 10_000, contacts) - 1
      await transaction.query(
        `insert into contacts (project_id, row_no, email, email_key, fields, folded)
         select 1, $3 + n, 'p' || n || '@example.org', 'p' || n || '@example.org',
           jsonb_build_object('score', n % 1000, 'city', 'City ' || n % 500), jsonb_build_object('fields.city', 'city ' || n % 500)
         from generate_series($1::int, $2::int) n`,
        [from, to, first],
      )
      await transaction.query(
        `insert into contact_tags (project_id, row_no, tag_id, applied_by)
         select 1, $3 + n, t.id, 'system' from generate_series($1::int, $2::int) n join tags t
           on t.name in ('tag ' || n % 500, 'tag ' || n * 7 % 500, 'tag ' || n * 31 % 500)`,
        [from, to, first],
      )
      transaction.touch(Array.from({ length: to - from + 1 }, (_, n) => first + from + n))
    })
  }
  await database.query('analyze')
}

function figures(ms: number[]): string {
  const sorted = ms.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.toFixed(1)
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms (${sorted.length})`
}
