import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from } from 'pg-copy-streams'
import { FILE_COLUMNS, type FixtureFiles, type FixtureTable } from '../fixture/write-files.ts'
import { startPostgres } from '../product/start-postgres.ts'
import type { Peer } from './peer.ts'
import { postgresStatements } from './postgres-statements.ts'

const TYPES: Record<string, string> = {
  ...{ row_no: 'int', created_at: 'int', applied_at: 'int', happened_at: 'int', last_seen: 'int', birthday: 'int' },
  ...{ birthday_md: 'smallint', ltv: 'float8', visits: 'smallint', score: 'smallint', beta: 'boolean' },
  ...{ tag: 'smallint', verb: 'smallint', campaign: 'smallint', machine: 'boolean', cents: 'int' },
}

// What a database administrator would give it on this machine; nothing is written while it is asked.
const SETTINGS = {
  ...{ shared_buffers: '3GB', effective_cache_size: '12GB', work_mem: '256MB', maintenance_work_mem: '1GB' },
  ...{ max_parallel_workers_per_gather: '2', max_parallel_maintenance_workers: '2', max_wal_size: '8GB' },
  ...{ fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', wal_level: 'minimal', max_wal_senders: '0' },
}

/**
 * The PostgreSQL 18 that Rollcall ships, with 3 GB of buffers and parallel workers. Tags are a table and an array with a GIN
 * index, events a table for each kind, and each question has the covering index that fits it best.
 */
export async function openPostgres(files: FixtureFiles, dir: string): Promise<Peer> {
  await using started = new AsyncDisposableStack()
  const server = started.use(await startPostgres(dir, SETTINGS))
  const client = new pg.Client({ connectionString: server.connectionString })
  await client.connect()
  started.defer(() => client.end())
  for (const table of ['contacts', 'tags', 'events'] as const) await copy(client, files, table)
  for (const sql of [...TABLES, ...INDEXES, 'vacuum (analyze)']) await client.query(sql)
  const column = async (text: string) => {
    const { rows } = await client.query<[unknown]>({ text, rowMode: 'array' })
    return rows.map(([value]) => Number(value))
  }
  const { rows } = await client.query<{ server_version: string }>('show server_version')
  const running = started.move()
  return {
    name: 'PostgreSQL',
    version: rows[0].server_version,
    statements: postgresStatements,
    count: async (sql) => (await column(sql))[0],
    members: async (sql) => Uint32Array.from(await column(sql)),
    close: () => running.disposeAsync(),
  }
}

async function copy(client: pg.Client, files: FixtureFiles, table: FixtureTable) {
  const columns = FILE_COLUMNS[table].split(' ').map((name) => `${name} ${TYPES[name] ?? 'text'}`)
  await client.query(`create unlogged table read_${table} (${columns.join(', ')})`)
  await pipeline(createReadStream(files.paths[table]), client.query(from(`copy read_${table} from stdin`)))
}

const event = (verb: number, order: string) =>
  `as select row_no, happened_at, campaign, machine, cents from read_events where verb = ${verb} order by ${order}`

const TABLES = [
  'create extension pg_trgm',
  'create extension btree_gin',
  'create extension intarray',
  'create unlogged table cities as select row_number() over ()::int as id, city as name from (select distinct city from read_contacts)',
  'alter table cities add primary key (id)',
  'analyze',
  `create unlogged table contacts as
   select c.row_no, email, status, country, language, industry, ltv, visits, score, last_seen, birthday_md, beta, plan, size,
     cities.id as city, t.tags, o.last_opened, coalesce(o.opened_count, 0) as opened_count, k.last_clicked
   from read_contacts c join cities on cities.name = c.city
   left join (select row_no, array_agg(tag::int) as tags from read_tags group by row_no) t using (row_no)
   left join (select row_no, max(happened_at) as last_opened, count(*)::smallint as opened_count
     from read_events where verb = 1 and not machine group by row_no) o using (row_no)
   left join (select row_no, max(happened_at) as last_clicked
     from read_events where verb = 2 and not machine group by row_no) k using (row_no)
   order by row_no`,
  'alter table contacts add primary key (row_no)',
  'create unlogged table tags as select tag, row_no from read_tags order by tag, row_no',
  'alter table tags add primary key (tag, row_no)',
  `create unlogged table opened ${event(1, 'happened_at')}`,
  `create unlogged table clicked ${event(2, 'happened_at')}`,
  `create unlogged table purchases ${event(3, 'happened_at')}`,
  'drop table read_contacts, read_tags, read_events',
]

const INDEXES = [
  'create index on contacts using gin (status, tags gin__int_ops)',
  `create index on contacts (country, last_seen) include (ltv, row_no) where status = 'subscribed'`,
  'create index on contacts (last_opened) include (last_clicked, row_no)',
  'create index on contacts (opened_count) include (row_no)',
  'create index on contacts (city) include (row_no)',
  'create index on contacts (birthday_md) include (row_no, status, tags, country, ltv, last_seen)',
  'create index on contacts (last_seen) include (row_no)',
  'create index on contacts (industry, score)',
  'create index on contacts (plan, visits)',
  'create index on contacts (language) where beta',
  'create index on contacts using gin (email gin_trgm_ops)',
  'create index on cities using gin (name gin_trgm_ops)',
  'create index on opened (happened_at) include (row_no) where not machine',
  'create index on opened (campaign) include (row_no) where not machine',
  'create index on opened (row_no) where not machine',
  'create index on clicked (happened_at) include (row_no) where not machine',
  'create index on purchases (happened_at) include (row_no, cents)',
]
