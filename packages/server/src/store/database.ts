import { createHmac } from 'node:crypto'
import pg from 'pg'
import { runTransaction } from './run-transaction.ts'

/** Something that runs SQL: the pool, or one transaction. Values always travel apart from the text. */
export type Queryable = {
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>
}

/** One transaction that sees the record at one instant. */
export type SnapshotReader = Queryable & {
  /** For COPY. */
  client: pg.PoolClient
}

/** Turns folded addresses into what remains of people who were erased: nobody without the secret key finds them by it. */
export type AddressHashing = { hashAddress(projectId: number, address: string): Buffer }

/** One transaction of one project. What it touches becomes one entry of the change feed when it commits. */
export type Transaction = Queryable &
  AddressHashing & {
    projectId: number
    actor: string
    /** For COPY and cursors. */
    client: pg.PoolClient
    /** Marks contacts as changed. */
    touch(rowNos: Iterable<number>): void
    /** Marks tags, fields, segments, zone or other definitions as changed. */
    touchDefinitions(): void
  }

/** The record. */
export type Database = Queryable &
  AddressHashing & {
    pool: pg.Pool
    /**
     * For statements that are prepared once a connection and find each of their rows by its key: their plan must be right
     * however small a table was then and however large it is now. What is asked together travels together.
     */
    lookups: pg.Pool
    connectionString: string
    write<Result>(options: WriteOptions, work: (transaction: Transaction) => Promise<Result>): Promise<Written<Result>>
    /** Called with the project after each commit that touched something. Returns what stops it. */
    onCommit(listener: (projectId: number) => void): () => void
    close(): Promise<void>
  }

export type WriteOptions = {
  projectId: number
  actor: string
  /** Bulk changes may reach the index after interactive ones. */
  bulk?: boolean
}

/** position: the transaction's xid8, null when it wrote nothing. */
export type Written<Result> = { result: Result; position: string | null }

/** A feed entry carries at most this many contacts. */
const CHANGE_ROWS = 10_000

// Serialisation failure and deadlock: PostgreSQL rolled everything back, so the same work may run again.
const RETRYABLE = new Set(['40001', '40P01'])
const ATTEMPTS = 5

const DATE_OID = 1082
const INT8_OID = 20

/** A pool of at most `size` connections whose sessions are in UTC. */
export function openReadPool(connectionString: string, size: number): pg.Pool {
  return openPool({ connectionString, max: size, options: IN_UTC })
}

const IN_UTC = '-c timezone=UTC'
const BY_KEY =
  '-c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c plan_cache_mode=force_generic_plan'
// Before messages leave and after, one group each at a time, and what people look up meanwhile.
const LOOKUP_CONNECTIONS = 5

function openPool(options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ ...options, application_name: 'rollcall', types: { getTypeParser } })
  // A pooled connection that breaks while idle is replaced on next use; without a listener it would end the process.
  pool.on('error', () => {})
  // The same for one that is in use: its query fails, which whoever asked hears of.
  pool.on('connect', (client) => client.on('error', () => {}))
  return pool
}

/** The name under which other connections may see what this one sees, until its transaction ends. */
export async function exportSnapshot(record: SnapshotReader): Promise<string> {
  const [{ snapshot }] = await record.query<{ snapshot: string }>('select pg_export_snapshot() as snapshot')
  return snapshot
}

/** A connection of its own that sees what the exporter of a snapshot sees. */
export async function openSnapshot(connectionString: string, snapshot: string): Promise<SnapshotReader> {
  const client = await openReadPool(connectionString, 1).connect()
  await client.query('begin transaction isolation level repeatable read read only')
  // This statement takes no parameters.
  await client.query(`set transaction snapshot ${client.escapeLiteral(snapshot)}`)
  return { client, query: async (text, values) => (await client.query(text, values)).rows }
}

/**
 * Connects to the record with at most `poolSize` connections. Who writes contacts needs the key of
 * addresses (address-key.ts).
 */
export function openDatabase(connectionString: string, poolSize = 16, addressKey: Buffer | null = null): Database {
  const pool = openReadPool(connectionString, poolSize)
  const lookups = openPool({
    ...{ connectionString, max: LOOKUP_CONNECTIONS },
    ...{ options: `${IN_UTC} ${BY_KEY}`, pipeline: true },
  })
  const listeners = new Set<(projectId: number) => void>()
  const hashAddress = addressHashing(addressKey)
  return {
    pool,
    lookups,
    connectionString,
    query: async (text, values) => (await pool.query(text, values)).rows,
    hashAddress,
    write: (options, work) => writeWithRetries({ pool, listeners, hashAddress }, options, work),
    onCommit(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => void (await Promise.all([pool.end(), lookups.end()])),
  }
}

// Dates stay text (a Date would shift them by the zone); counts and identities are below 2^53.
function getTypeParser(oid: number, format?: 'text' | 'binary') {
  if (oid === DATE_OID) return (value: string) => value
  if (oid === INT8_OID) return Number
  return format === 'binary' ? pg.types.getTypeParser(oid, 'binary') : pg.types.getTypeParser(oid, 'text')
}

function addressHashing(key: Buffer | null): AddressHashing['hashAddress'] {
  return (projectId, address) => {
    if (key === null) throw new Error('This database was opened without the key of addresses.')
    return createHmac('sha256', key).update(`${projectId}\0${address}`).digest()
  }
}

type Writer = AddressHashing & { pool: pg.Pool; listeners: Set<(projectId: number) => void> }

async function writeWithRetries<Result>(
  writer: Writer,
  options: WriteOptions,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Written<Result>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const written = await writeOnce(writer, options, work)
      if (written.position !== null) for (const listener of writer.listeners) listener(options.projectId)
      return written
    } catch (error) {
      if (attempt === ATTEMPTS || !RETRYABLE.has(errorCode(error) ?? '')) throw error
    }
  }
}

function writeOnce<Result>(
  writer: Writer,
  options: WriteOptions,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Written<Result>> {
  return runTransaction(writer.pool, async (client) => {
    const { transaction, finish } = beginTransaction(client, options, writer)
    const result = await work(transaction)
    return { result, position: await finish() }
  })
}

function beginTransaction(client: pg.PoolClient, options: WriteOptions, { hashAddress }: AddressHashing) {
  const rows = new Set<number>()
  let definitions = false
  const transaction: Transaction = {
    projectId: options.projectId,
    actor: options.actor,
    client,
    hashAddress,
    query: async (text, values) => (await client.query(text, values)).rows,
    touch(rowNos) {
      for (const rowNo of rowNos) rows.add(rowNo)
    },
    touchDefinitions() {
      definitions = true
    },
  }
  return { transaction, finish: () => appendChanges(transaction, options, { rows, definitions }) }
}

async function appendChanges(
  transaction: Transaction,
  options: WriteOptions,
  touched: { rows: Set<number>; definitions: boolean },
): Promise<string | null> {
  const bulk = options.bulk ?? false
  let position: string | null = null
  const append = async (kind: string, rows: number[]) => {
    const [{ xid }] = await transaction.query<{ xid: string }>(
      `insert into changes (project_id, kind, bulk, rows, changed_by) values ($1, $2, $3, $4, $5)
       returning pg_current_xact_id()::text as xid`,
      [options.projectId, kind, bulk, rows, options.actor],
    )
    position = xid
  }
  if (touched.definitions) await append('definitions', [])
  const rows = [...touched.rows].sort((a, b) => a - b)
  for (let start = 0; start < rows.length; start += CHANGE_ROWS) {
    await append('contacts', rows.slice(start, start + CHANGE_ROWS))
  }
  if (position !== null) return position
  const [{ xid }] = await transaction.query<{ xid: string | null }>(
    'select pg_current_xact_id_if_assigned()::text as xid',
  )
  return xid
}

/** PostgreSQL's SQLSTATE of an error, such as 23505 for a unique violation. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined
}

/** The name of the constraint that an error is about. */
export function errorConstraint(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.constraint : undefined
}
