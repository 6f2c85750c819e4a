import { FILE_COLUMNS, type FixtureFiles, type FixtureTable } from '../fixture/write-files.ts'
import { clickhouseStatements } from './clickhouse-statements.ts'
import type { Peer } from './peer.ts'

const TYPES: Record<string, string> = {
  ...{ row_no: 'UInt32', created_at: 'UInt32', applied_at: 'UInt32', happened_at: 'UInt32', last_seen: 'Int32' },
  ...{ birthday: 'Int32', birthday_md: 'UInt16', ltv: 'Nullable(Float64)', visits: 'UInt16', score: 'Nullable(UInt8)' },
  ...{ beta: 'UInt8', tag: 'UInt16', verb: 'UInt8', campaign: 'Nullable(UInt16)', machine: 'UInt8' },
  ...{ cents: 'Nullable(UInt32)', email: 'String', company: 'Nullable(String)', link: 'Nullable(String)' },
  ...{ first_name: 'String', last_name: 'String', referrer: 'String', city: 'String' },
}

/**
 * ClickHouse in this process (chDB), all cores. Few-valued texts are LowCardinality, cities have a table of their own, events a
 * table for each kind ordered by time (opened ones twice more: by campaign, by contact), and each tag and status is a bitmap
 * of its people; a contact's tags are an array, too.
 */
export async function openClickhouse(files: FixtureFiles, dir: string): Promise<Peer> {
  const { Session } = await import('chdb')
  const session = new Session(dir)
  for (const sql of loading(files)) session.query(sql)
  return {
    name: 'ClickHouse',
    version: `${session.query('select version()', 'TSV').trim()} as chDB`,
    statements: clickhouseStatements,
    count: async (sql) => Number(session.query(sql, 'TSV')),
    members: async (sql) => toNumbers(session.query(sql, 'TSV')),
    async close() {
      session.cleanup()
    },
  }
}

function toNumbers(lines: string): Uint32Array {
  return Uint32Array.from(lines.split('\n').slice(0, -1), Number)
}

function loading(files: FixtureFiles): string[] {
  const event = (verb: number, order: string) =>
    `engine = MergeTree order by ${order} as
     select row_no, happened_at, assumeNotNull(campaign) as campaign, machine, assumeNotNull(cents) as cents
     from all_events where verb = ${verb}`
  return [
    'create database bench engine = Atomic',
    'use bench',
    `create table read engine = Memory as select * from ${file(files, 'contacts')}`,
    `create table all_events engine = Memory as select * from ${file(files, 'events')}`,
    `create table tags engine = MergeTree order by (tag, row_no) as select * from ${file(files, 'tags')}`,
    `create table cities engine = MergeTree order by id as
     select toUInt32(rowNumberInAllBlocks()) as id, city as name from (select distinct city from read)`,
    `create table contacts engine = MergeTree order by row_no as
     select r.row_no as row_no, r.* except (row_no, city), cities.id as city, t.tags as tags, o.last as last_opened,
       o.times as opened_count, k.last as last_clicked
     from read r join cities on cities.name = r.city
     left join (select row_no, groupArray(tag) as tags from tags group by row_no) t on t.row_no = r.row_no
     left join (select row_no, max(happened_at) as last, toUInt16(count()) as times
       from all_events where verb = 1 and machine = 0 group by row_no) o on o.row_no = r.row_no
     left join (select row_no, max(happened_at) as last
       from all_events where verb = 2 and machine = 0 group by row_no) k on k.row_no = r.row_no`,
    `create table opened ${event(1, 'happened_at')}`,
    `create table opened_by_campaign ${event(1, '(campaign, row_no)')}`,
    `create table opened_by_contact ${event(1, 'row_no')}`,
    `create table clicked ${event(2, 'happened_at')}`,
    `create table purchases ${event(3, 'happened_at')}`,
    `create table tag_bitmaps engine = MergeTree order by tag as
     select tag, groupBitmapState(row_no) as people from tags group by tag`,
    `create table status_bitmaps engine = MergeTree order by status as
     select status, groupBitmapState(row_no) as people from contacts group by status`,
    'drop table read',
    'drop table all_events',
    ...['contacts', 'tags', 'opened', 'opened_by_campaign', 'opened_by_contact', 'clicked', 'purchases'].map(
      (table) => `optimize table ${table} final`,
    ),
  ]
}

function file(files: FixtureFiles, table: FixtureTable): string {
  const columns = FILE_COLUMNS[table].split(' ').map((name) => `${name} ${TYPES[name] ?? 'LowCardinality(String)'}`)
  return `file('${files.paths[table]}', 'TSV', '${columns.join(', ')}')`
}
