import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AudienceIndex, openWorkerShard } from '@rollcall/engine'
import { ProjectCheckpoint } from '../packages/server/src/feed/checkpoint/project-checkpoint.ts'
import { ProjectFollower } from '../packages/server/src/feed/project-follower.ts'
import { startEmbeddedPostgres } from '../packages/server/src/postgres/embedded-postgres.ts'
import { type Database, openDatabase } from '../packages/server/src/store/database.ts'
import { migrate } from '../packages/server/src/store/migrate.ts'

/*
 * How fast the audience index is there after a start: node bench/boot.ts [contacts] [events a contact] [rounds]. Fills a
 * PostgreSQL of its own in a temporary directory (12 custom fields, 3 tags of 500 a contact, a suppression for every 50th),
 * then loads the index from the record and from a checkpoint, each into new threads. Prints the times, and what our process
 * computed in them (threads included, PostgreSQL not).
 */
const [contacts = 300_000, eventsEach = 5, rounds = 3] = process.argv.slice(2).map(Number)
const SHARD_BYTES = 3.5 * 1024 ** 3
const PROJECT = 1

const dir = await mkdtemp(join(tmpdir(), 'rollcall-bench-'))
const postgres = await startEmbeddedPostgres({ dataDir: dir, log: () => {} })
const database = openDatabase(postgres.connectionString, 6)
try {
  await migrate(postgres.connectionString)
  await fill(database)
  console.log(`${contacts} contacts, ${contacts * eventsEach} events`)
  for (let round = 0; round < rounds; round += 1) await measure('from the record', { saves: true })
  for (let round = 0; round < rounds; round += 1) await measure('from a checkpoint', { saves: false })
} finally {
  await database.close()
  await postgres.stop()
  await rm(dir, { recursive: true, force: true })
}

async function measure(what: string, { saves }: { saves: boolean }) {
  const path = join(dir, 'index', 'project')
  const openShard = () => openWorkerShard({ maxBytes: SHARD_BYTES })
  const index = new AudienceIndex({ shardCount: 2, openShard })
  const checkpoint = new ProjectCheckpoint(path, console)
  if (saves) await checkpoint.delete()
  // The threads are there before the clock starts.
  await index.defineColumns(0, [])
  const follower = new ProjectFollower({ projectId: PROJECT, pool: database.pool, index, checkpoint })
  const { ms, cpuMs } = await timed(() => follower.step())
  const perSecond = (count: number) => Math.round((count / ms) * 1000).toLocaleString('en')
  console.log(`${what}: ${ms} ms (${cpuMs} ms computed), ${perSecond(contacts)} contacts/s with all of their events`)
  if (saves) {
    const saving = await timed(() => follower.save(new AbortController().signal))
    console.log(`  saved in ${saving.ms} ms, ${Math.round((await stat(path)).size / 1e6)} MB`)
  }
  await index.close()
}

async function timed(work: () => Promise<void>) {
  const [startedAt, usage] = [performance.now(), process.cpuUsage()]
  await work()
  const { user, system } = process.cpuUsage(usage)
  return { ms: Math.round(performance.now() - startedAt), cpuMs: Math.round((user + system) / 1000) }
}

async function fill(database: Database) {
  await database.query("insert into projects (name, next_row_no) values ('bench', $1)", [contacts])
  const texts = { city: 50_000, note: 500, branch: 5, street: 20_000 }
  const others = { score: 'number', orders: 'number', revenue: 'number', joined: 'date', renewal: 'date' }
  const types = { ...others, vip: 'boolean', plan: 'select', region: 'select' }
  for (const [key, type] of [...Object.keys(texts).map((key) => [key, 'text']), ...Object.entries(types)]) {
    await database.query('insert into custom_fields (project_id, key, name, type) values ($1, $2, $2, $3)', [
      PROJECT,
      key,
      type,
    ])
  }
  await database.query('insert into tags (project_id, name) select $1, n from generate_series(1, 500) n', [PROJECT])
  await database.query(
    `insert into contacts (project_id, row_no, email, email_key, first_name, last_name, company, country, language, status,
       external_id, subscribed_at, fields, folded)
     select $1, n, 'Person.' || n || '@example.org', 'person.' || n || '@example.org', 'Ada', 'Surname' || n % 20000,
       'Company ' || n % 5000, (array['DE', 'US', 'FR'])[1 + n % 3], (array['de', 'en-GB'])[1 + n % 2],
       case when n % 10 < 7 then 'subscribed' else 'unsubscribed' end, 'ext-' || n, now() - n * interval '1 minute',
       jsonb_build_object('score', n % 1000, 'orders', n % 37, 'revenue', round((n % 100000) * 0.37, 2), 'vip', n % 7 = 0,
         'joined', '2020-01-' || 10 + n % 20, 'renewal', '2026-05-' || 10 + n % 20, 'plan', 'p' || n % 3, 'region', 'r' || n % 4)
         || (select jsonb_object_agg(key, key || ' N' || n % value::int) from jsonb_each_text($3)),
       jsonb_build_object('email', 'person.' || n || '@example.org', 'firstName', 'ada', 'lastName', 'surname' || n % 20000,
         'company', 'company ' || n % 5000)
         || (select jsonb_object_agg('fields.' || key, key || ' n' || n % value::int) from jsonb_each_text($3))
     from generate_series(0, $2::int - 1) n`,
    [PROJECT, contacts, JSON.stringify(texts)],
  )
  await database.query(
    `insert into contact_tags (project_id, row_no, tag_id, applied_by)
     select $1, n, t.id, 'bench' from generate_series(0, $2::int - 1) n cross join generate_series(0, 2) k
     join (select id, row_number() over (order by id) - 1 as at from tags where project_id = $1) t on t.at = (n * 7 + k * 131) % 500`,
    [PROJECT, contacts],
  )
  await database.query(
    `insert into suppressions (project_id, address, reason, created_by)
     select $1, 'person.' || n || '@example.org', 'bounce', 'bench' from generate_series(0, $2::int - 1, 50) n`,
    [PROJECT, contacts],
  )
  await database.query(
    `select ensure_events_partition(m::date) from generate_series(now() - interval '25 months', now(), interval '1 month') m`,
  )
  for (let each = 0; each < eventsEach; each += 1) await addEvents(database, each)
  await database.query('analyze')
}

async function addEvents(database: Database, each: number) {
  const name = ['email.sent', 'email.opened', 'email.clicked', 'email.opened', 'purchase'][each % 5]
  await database.query(
    `insert into events (at, project_id, row_no, campaign_id, name, link, properties)
     select now() - (n::bigint * 37 + $3 * 9000001) % 63000000 * interval '1 second', $1, n,
       case when $4 <> 'purchase' then md5((n % 200)::text)::uuid end, $4,
       case when $4 = 'email.clicked' then 'https://example.org/' || n % 100 end,
       case when $4 = 'purchase' then jsonb_build_object('amount', n % 500, 'sku', 'sku-' || n % 1000) end
     from generate_series(0, $2::int - 1) n`,
    [PROJECT, contacts, each, name],
  )
}
