import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseId } from '@rollcall/contract'
import { type Database, openDatabase } from '../../packages/server/src/store/database.ts'
import { CHANGES, type Changed, runChangeLoad } from '../product/change-load.ts'
import { fillRecord } from '../product/fill-record.ts'
import { startPostgres } from '../product/start-postgres.ts'
import { type StartedRollcall, startRollcall } from '../product/started-rollcall.ts'
import { CommitWatch } from '../product/watch-commits.ts'
import { short, toSize, whole } from '../report/figures.ts'
import type { Section } from '../report/section.ts'
import { percentile } from '../report/timing.ts'
import { measureLiveIndex } from './live-index.ts'
import type { Bench } from './measure.ts'

const MOST_CONTACTS = 1_000_000
const WARM_UP_SECONDS = 15
const SECONDS = 20
/** Both segments lose their people by "put on in the last hour". */
const WINDOW_SECONDS = 3_600
/** From the end of filling to the storm, at least: the start, the segments and the load before it. */
const UNTIL_STORM_SECONDS = 60
const UNTIL_STORM_SECONDS_PER_MILLION = 60
const DRIP_SECONDS = 30
const DRIP_PER_SECOND = 20
/** After this what has not left is not waited for. */
const EXITS_TIMEOUT_SECONDS = 45
const POLL_MS = 5

/** Live membership: from a change, from time alone, and of an edited rule; until it is committed, and in the index alone. */
export async function live(bench: Bench): Promise<Section[]> {
  const contacts = Math.min(MOST_CONTACTS, bench.contacts)
  const dataDir = join(bench.dir, 'live')
  bench.say(`filling a record with ${toSize(contacts)} contacts`)
  const sections = await measureProduct(bench, contacts, dataDir)
  await rm(dataDir, { recursive: true })
  bench.say('the index alone')
  return [...sections, await measureLiveIndex({ contacts, nowSeconds: bench.nowSeconds })]
}

async function measureProduct(bench: Bench, contacts: number, dataDir: string): Promise<Section[]> {
  await using postgres = await startPostgres(dataDir)
  const projectId = await fillRecord(postgres.connectionString, { contacts, nowSeconds: bench.nowSeconds })
  const database = openDatabase(postgres.connectionString, 3)
  const stormAtSeconds = await addTimedTags(database, { projectId, contacts })
  bench.say('the product')
  try {
    await using product = await startRollcall(join(dataDir, 'product'), { DATABASE_URL: postgres.connectionString })
    const segments = { storm: await addSegment(product, 'storm'), drip: await addSegment(product, 'drip') }
    bench.say('changes while all segments are live')
    const load = { product, watch: new CommitWatch(database), contacts, nowSeconds: bench.nowSeconds }
    await measureLoad(load, WARM_UP_SECONDS)
    const steady = await measureLoad(load, SECONDS)
    await sleep(Math.max(0, (stormAtSeconds - 5) * 1000 - Date.now()))
    if (Date.now() > stormAtSeconds * 1000) bench.say('the storm came before it was waited for')
    bench.say('everybody leaves a segment in one second, changes go on')
    const [stormy, exitsMs, stormMs] = await Promise.all([
      measureLoad(load, DRIP_SECONDS + 5),
      watchDrip(database, { segment: segments.drip, fromSeconds: stormAtSeconds }),
      untilAllLeft(database, { segment: segments.storm, contacts, fromSeconds: stormAtSeconds }),
    ])
    return [toSection({ contacts, steady, stormy, exitsMs, stormMs })]
  } finally {
    await database.close()
  }
}

/** All contacts get one tag at the same second, a few another one at many; answers when the first of them leave the window. */
async function addTimedTags(database: Database, { projectId, contacts }: { projectId: number; contacts: number }) {
  const waitSeconds = UNTIL_STORM_SECONDS + Math.ceil((UNTIL_STORM_SECONDS_PER_MILLION * contacts) / 1_000_000)
  const stormAtSeconds = Math.ceil(Date.now() / 1000) + waitSeconds
  const addedAtSeconds = stormAtSeconds - WINDOW_SECONDS
  await database.query(`insert into tags (project_id, name) values ($1, 'storm'), ($1, 'drip')`, [projectId])
  // As fillRecord does: what the triggers check is so.
  await database.query('alter table contact_tags disable trigger user')
  await database.query(
    `insert into contact_tags (project_id, row_no, tag_id, applied_at, applied_by)
     select $1, n, t.id, to_timestamp($3::float8), 'system' from tags t cross join generate_series(0, $2::int - 1) n
     where t.project_id = $1 and t.name = 'storm'`,
    [projectId, contacts, addedAtSeconds],
  )
  await database.query(
    `insert into contact_tags (project_id, row_no, tag_id, applied_at, applied_by)
     select $1, n, t.id, to_timestamp($3::float8 + n / $4::int), 'system'
     from tags t cross join generate_series(0, $2::int - 1) n where t.project_id = $1 and t.name = 'drip'`,
    [projectId, Math.min(contacts, DRIP_SECONDS * DRIP_PER_SECOND), addedAtSeconds, DRIP_PER_SECOND],
  )
  await database.query('alter table contact_tags enable trigger user')
  await database.query('analyze contact_tags')
  return stormAtSeconds
}

/** The UUID of a new segment: who got the tag in the last hour. */
async function addSegment(product: StartedRollcall, tag: string): Promise<string> {
  const filters = { conditions: [{ type: 'tag', op: 'has_any', tags: [tag], applied: { last: '1h' } }] }
  const reply = await product.call('POST', '/v1/segments', { json: { name: `Got ${tag}`, filters } })
  // why: what this route of our own answers
  const { id } = (await reply.json()) as { id: string }
  const uuid = parseId('segment', id)
  if (uuid === undefined) throw new Error(`${id} is no id of a segment.`)
  return uuid
}

type Load = { product: StartedRollcall; watch: CommitWatch; contacts: number; nowSeconds: number }

type Latencies = { rate: number; acknowledgedMs: number[]; committedMs: number[]; behindMs: number[] }

async function measureLoad({ product, watch, ...size }: Load, seconds: number): Promise<Latencies> {
  const acknowledgedMs: number[] = []
  const waiting: Promise<{ committedMs: number; behindMs: number }>[] = []
  const onChanged = ({ dueAtMs, acknowledgedAtMs, position }: Changed) => {
    acknowledgedMs.push(acknowledgedAtMs - dueAtMs)
    const committed = watch.committedAtMs(position)
    waiting.push(
      committed.then((atMs) => ({ committedMs: atMs - dueAtMs, behindMs: Math.max(0, atMs - acknowledgedAtMs) })),
    )
  }
  const startedAtMs = performance.now()
  await runChangeLoad(product, { ...size, seconds, onChanged })
  const rate = (CHANGES.batchContacts * acknowledgedMs.length * 1000) / (performance.now() - startedAtMs)
  const seen = await Promise.all(waiting)
  const committedMs = seen.map((each) => each.committedMs)
  return { rate, acknowledgedMs, committedMs, behindMs: seen.map((each) => each.behindMs) }
}

type Watched = { segment: string; fromSeconds: number }

/** How long after the second in which their time was up people were recorded as gone. */
async function watchDrip(database: Database, { segment, fromSeconds }: Watched): Promise<number[]> {
  const lateMs: number[] = []
  let after = 0
  while (Date.now() < (fromSeconds + DRIP_SECONDS + EXITS_TIMEOUT_SECONDS) * 1000) {
    const found = await database.query<{ id: number; rowNos: number[] }>(
      `select id, row_nos as "rowNos" from segment_transitions
       where segment_id = $1 and direction = 'left' and id > $2 order by id`,
      [segment, after],
    )
    const seenAtMs = Date.now()
    for (const { id, rowNos } of found) {
      after = id
      for (const rowNo of rowNos) lateMs.push(seenAtMs - (fromSeconds + Math.floor(rowNo / DRIP_PER_SECOND)) * 1000)
    }
    if (lateMs.length >= DRIP_SECONDS * DRIP_PER_SECOND) break
    await sleep(POLL_MS)
  }
  return lateMs
}

/** How long after their second everybody's exit was committed. */
async function untilAllLeft(database: Database, { segment, contacts, fromSeconds }: Watched & { contacts: number }) {
  while (Date.now() < (fromSeconds + EXITS_TIMEOUT_SECONDS) * 1000) {
    const [{ left }] = await database.query<{ left: number }>(
      `select coalesce(sum(count), 0)::int as left from segment_transitions where segment_id = $1 and direction = 'left'`,
      [segment],
    )
    if (left >= contacts) return Date.now() - fromSeconds * 1000
    await sleep(POLL_MS)
  }
  return Number.NaN
}

type Result = { contacts: number; steady: Latencies; stormy: Latencies; exitsMs: number[]; stormMs: number }

function toSection({ contacts, steady, stormy, exitsMs, stormMs }: Result): Section {
  const row = (name: string, ms: number[]) => {
    return [name, whole(ms.length), ...[0.5, 0.99, 1].map((share) => short(percentile(ms, share)))]
  }
  return {
    title: `Live membership at ${toSize(contacts)} contacts and 502 segments, ${whole(steady.rate)} changed contacts a second`,
    columns: ['', 'measured', 'p50 ms', 'p99 ms', 'most ms'],
    rows: [
      row('change: due → acknowledged, on disk', steady.acknowledgedMs),
      row('change: due → membership and transition committed', steady.committedMs),
      row('change: acknowledged → membership and transition committed', steady.behindMs),
      row('the same while everybody leaves a segment', stormy.behindMs),
      row('exit by time alone: second of leaving → committed', exitsMs),
      row(`${toSize(contacts)} exits in one second: second of leaving → all committed`, [stormMs]),
    ],
    notes: [
      `Batches of ${CHANGES.batchContacts} contacts, ${CHANGES.batchesPerSecond} a second for ${SECONDS} s over ` +
        `${CHANGES.connections} connections, after ${WARM_UP_SECONDS} s to warm up. Due: when it should have been sent.`,
      `${DRIP_PER_SECOND} people a second leave by time while the changes go on; the first of them in the second of the storm.`,
    ],
  }
}
