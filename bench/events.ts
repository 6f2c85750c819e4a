import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { choosePort } from '../packages/server/src/postgres/choose-port.ts'
import { startEmbeddedPostgres } from '../packages/server/src/postgres/embedded-postgres.ts'
import { startProduct } from '../packages/server/src/start-product.ts'
import { openDatabase } from '../packages/server/src/store/database.ts'

/*
 * How fast events are taken over HTTP, all in one process as in production: node bench/events.ts [events] [connections]
 * [contacts]. Starts Rollcall with its own PostgreSQL (production settings: every answer is on disk) in a temporary directory
 * and sends batches of 5,000 over so many connections: events of now, of two years, and with ids of their own. Batches are
 * made before the clock starts. Prints events per second, how long a batch took, and the bytes an event takes on disk.
 */
const [events = 300_000, connections = 4, contacts = 100_000] = process.argv.slice(2).map(Number)
const SEED = 20_260_101
const BATCH = 5_000
const CAMPAIGNS = 20
const TWO_YEARS_SECONDS = 2 * 365 * 86_400
const KEY = `rk_${randomBytes(32).toString('base64url')}`

const dir = await mkdtemp(join(tmpdir(), 'rollcall-bench-'))
const port = await choosePort(undefined)
const base = `http://127.0.0.1:${port}`
const quiet = { info: () => {}, warn: console.warn, error: console.error }
const random = mulberry32(SEED)
const pick = <Value>(values: readonly Value[]) => values[Math.floor(random() * values.length)]
const startSeconds = Math.floor(Date.now() / 1000)

const postgres = await startEmbeddedPostgres({ dataDir: dir, log: () => {} })
const database = openDatabase(postgres.connectionString, 2)
try {
  const config = { port, host: '127.0.0.1', dataDir: dir, databaseUrl: postgres.connectionString, publicUrl: base }
  const secrets = { apiKey: KEY, secretKey: randomBytes(32), smtpUrl: null, checkMx: false, demo: false }
  const running = await startProduct(
    { ...config, ...secrets, trustProxy: false },
    { log: quiet, dashboardDir: Promise.resolve(null) },
  )
  try {
    const people = await makePeople()
    const campaigns = await makeCampaigns()
    console.log(`${events} events in batches of ${BATCH}, ${connections} connections, ${contacts} contacts`)
    const make = (place: number, at: () => number) => toEvent({ people, campaigns, at: at(), place })
    const justNow = () => startSeconds - Math.floor(random() * 3_600)
    const someday = () => startSeconds - Math.floor(random() * TWO_YEARS_SECONDS)
    await measure('of the last hour', (place) => make(place, justNow))
    await measure('of two years', (place) => make(place, someday))
    await measure('of the last hour, with ids', (place) => ({ ...make(place, justNow), id: `event-${place}` }))
    await measure('the same ids again', (place) => ({ ...make(place, justNow), id: `event-${place}` }))
    await tellSizes()
  } finally {
    await running.stop()
  }
} finally {
  await database.close()
  await postgres.stop()
  await rm(dir, { recursive: true, force: true })
}

async function makePeople(): Promise<string[]> {
  await database.query(
    `insert into contacts (project_id, row_no, email, email_key)
     select 1, n, 'person' || n || '@example.org', 'person' || n || '@example.org' from generate_series(0, $1::int - 1) n`,
    [contacts],
  )
  await database.query('update projects set next_row_no = $1 where id = 1', [contacts])
  await database.query('analyze contacts')
  return Array.from({ length: contacts }, (_, n) => `person${n}@example.org`)
}

async function makeCampaigns(): Promise<string[]> {
  const ids: string[] = []
  for (let n = 0; n < CAMPAIGNS; n += 1) {
    const campaign = { name: `Campaign ${n}`, subject: 'Hello', from: 'news@example.org', html: '<p>Hello</p>' }
    const { id } = await call(
      '/v1/campaigns',
      JSON.stringify({ ...campaign, audience: { include: { everyone: true } } }),
    )
    ids.push(String(id))
  }
  return ids
}

type Made = { people: string[]; campaigns: string[]; at: number; place: number }

/** Four messages to one purchase, as the fixture of the product's other measurements has them. */
function toEvent({ people, campaigns, at, place }: Made): Record<string, unknown> {
  const event = { contact: pick(people), at: new Date(at * 1000).toISOString() }
  const verb = ['sent', 'delivered', 'opened', 'clicked'][place % 5]
  if (verb === undefined) {
    const properties = { amount: Math.round(random() * 50_000) / 100, sku: `sku-${place % 1_000}`, currency: 'EUR' }
    return { ...event, name: 'purchase', properties }
  }
  const link = verb === 'clicked' ? { link: `https://example.org/pricing?c=${place % 100}` } : {}
  return { ...event, name: `email.${verb}`, campaign: pick(campaigns), ...link }
}

async function measure(name: string, make: (place: number) => object) {
  const bodies: string[] = []
  for (let start = 0; start < events; start += BATCH) {
    const batch = Array.from({ length: BATCH }, (_, place) => make(start + place))
    bodies.push(JSON.stringify({ events: batch }))
  }
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const tookMs: number[] = []
  let accepted = 0
  const startedAtMs = performance.now()
  const work = async () => {
    for (let body = bodies.pop(); body !== undefined; body = bodies.pop()) {
      const sentAtMs = performance.now()
      const reply = await call('/v1/events', body)
      accepted += Number(reply.accepted)
      tookMs.push(performance.now() - sentAtMs)
    }
  }
  await Promise.all(Array.from({ length: connections }, work))
  const totalMs = performance.now() - startedAtMs
  delay.disable()
  tookMs.sort((a, b) => a - b)
  const at = (share: number) => (tookMs[Math.min(tookMs.length - 1, Math.floor(tookMs.length * share))] ?? 0).toFixed(0)
  console.log(
    `${name}: ${Math.round((accepted / totalMs) * 1_000).toLocaleString('en')} events/s,`,
    `a batch p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${at(1)} ms, event loop held up at most ${(delay.max / 1e6).toFixed(0)} ms`,
  )
}

async function tellSizes() {
  const [sizes] = await database.query<Record<string, number>>(
    `select sum(pg_relation_size(inhrelid)) as heap, sum(pg_indexes_size(inhrelid)) as indexes,
       (select count(*) from events) as events, pg_total_relation_size('event_keys') as keys,
       (select count(*) from event_keys) as ids
     from pg_inherits where inhparent = 'events'::regclass`,
  )
  const { heap = 0, indexes = 0, events: count = 1, keys = 0, ids = 1 } = sizes ?? {}
  const each = (bytes: number, of: number) => Math.round(bytes / of)
  console.log(
    `on disk: ${each(heap, count)} bytes an event and ${each(indexes, count)} of indexes; ${each(keys, ids)} bytes an id`,
  )
}

async function call(path: string, body: string): Promise<Record<string, unknown>> {
  const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' }
  const reply = await fetch(base + path, { method: 'POST', body, headers })
  if (!reply.ok) throw new Error(`POST ${path}: ${await reply.text()}`)
  return JSON.parse(await reply.text())
}

/** Tommy Ettinger's mulberry32: the same events in every run. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
