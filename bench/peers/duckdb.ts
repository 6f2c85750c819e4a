import { FILE_COLUMNS, type FixtureFiles, type FixtureTable } from '../fixture/write-files.ts'
import { duckdbStatements } from './duckdb-statements.ts'
import type { Peer } from './peer.ts'

const CHOICES = ['country', 'language', 'status', 'tier', 'industry', 'plan', 'size']
const NUMBERS: Record<string, string> = {
  ...{ row_no: 'integer', created_at: 'uinteger', applied_at: 'uinteger', happened_at: 'uinteger' },
  ...{ last_seen: 'integer', birthday: 'integer', birthday_md: 'smallint', ltv: 'double', visits: 'smallint' },
  ...{ score: 'smallint', beta: 'boolean', tag: 'smallint', verb: 'utinyint', campaign: 'smallint' },
  ...{ machine: 'boolean', cents: 'integer' },
}

/**
 * DuckDB in memory, all cores: from a file most questions took longer (one run, a million contacts). Choices are enums, cities
 * have a table of their own, events a table for each kind, sorted by time (opened ones once more by campaign), tags a table
 * sorted by tag and a bit string for each tag.
 */
export async function openDuckdb(files: FixtureFiles, dir: string): Promise<Peer> {
  const { DuckDBInstance } = await import('@duckdb/node-api')
  const instance = await DuckDBInstance.create(':memory:', { temp_directory: dir })
  const connection = await instance.connect()
  for (const sql of loading(files)) await connection.run(sql)
  const column = async (sql: string) => (await connection.runAndReadAll(sql)).getColumns()[0] ?? []
  return {
    name: 'DuckDB',
    version: String((await column('select version()'))[0]),
    statements: duckdbStatements,
    count: async (sql) => Number((await column(sql))[0]),
    members: async (sql) => Uint32Array.from(await column(sql), Number),
    async close() {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

function loading(files: FixtureFiles): string[] {
  const events = (verb: number) =>
    `select row_no, happened_at, campaign, machine, cents from all_events where verb = ${verb}`
  const enums = CHOICES.map((name) => `${name}::${name}_choice as ${name}`).join(', ')
  return [
    `create temp table read as select * from ${file(files, 'contacts')}`,
    ...CHOICES.map((name) => `create type ${name}_choice as enum (select distinct ${name} from read order by 1)`),
    'create table cities as select row_number() over ()::integer as id, city as name from (select distinct city from read)',
    `create temp table all_events as select * from ${file(files, 'events')}`,
    `create table contacts as
     select c.* replace (${enums}, cities.id as city), o.last_opened, o.opened_count, k.last_clicked
     from read c join cities on cities.name = c.city
     left join (select row_no, max(happened_at) as last_opened, count(*)::smallint as opened_count
       from all_events where verb = 1 and not machine group by row_no) o using (row_no)
     left join (select row_no, max(happened_at) as last_clicked
       from all_events where verb = 2 and not machine group by row_no) k using (row_no)
     order by c.row_no`,
    `create table opened as ${events(1)} order by happened_at`,
    `create table opened_by_campaign as ${events(1)} order by campaign, row_no`,
    `create table clicked as ${events(2)} order by happened_at`,
    `create table purchases as ${events(3)} order by happened_at`,
    `create table tags as select * from ${file(files, 'tags')} order by tag, row_no`,
    `create table tag_bits as select tag, bitstring_agg(row_no, 0, ${files.size.contacts - 1}) as rows
     from tags group by tag`,
    `create table status_bits as select status, bitstring_agg(row_no, 0, ${files.size.contacts - 1}) as rows
     from contacts group by status`,
    'drop table read',
    'drop table all_events',
    'analyze',
  ]
}

function file(files: FixtureFiles, table: FixtureTable): string {
  const columns = FILE_COLUMNS[table].split(' ').map((name) => `'${name}': '${NUMBERS[name] ?? 'varchar'}'`)
  return `read_csv('${files.paths[table]}', delim = '\t', header = false, nullstr = '\\N', quote = '', escape = '',
    columns = {${columns.join(', ')}})`
}
