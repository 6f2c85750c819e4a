import type { AudienceIndex, RowBatch } from '@rollcall/engine'
import { type ColumnDefinition, columnsOf } from '@rollcall/filters'
import type { Pool, PoolClient } from 'pg'
import { listFieldDefinitions } from '../store/catalog.ts'
import { type Change, listChangesSince, pruneChanges, type RecordState, readRecordState } from '../store/changes.ts'
import type { Queryable } from '../store/database.ts'
import { readChangedEvents, readEventsAfter, readEventsOf } from '../store/index-events.ts'
import { readIndexRange, readIndexRows, readRowEnd } from '../store/index-rows.ts'
import { KnownRows } from './known-rows.ts'
import { PendingBulk } from './pending-bulk.ts'
import { contains, parseSnapshot, type Snapshot } from './snapshot.ts'

/** Contacts read in one step while loading: a few milliseconds of parsing, so that the API stays responsive. */
const LOAD_ROWS = 10_000
const LOAD_EVENTS = 20_000

/** Where the index stands. Invariant: it equals the record at `snapshot`, except for the transactions in `bulk`. */
type Cursor = {
  cluster: string
  snapshot: Snapshot
  columns: ColumnDefinition[]
  bulk: PendingBulk
  /** Contacts that the index holds. Events of others wait in the record until those come. */
  known: KnownRows
}

/**
 * Keeps one project of the index equal to the record. `step` reads what became visible since the last step in one
 * repeatable-read transaction, rereads the contacts it touched in that same snapshot, and applies them at once.
 * Steps never overlap. Interactive changes are applied before bulk ones; bulk ones never starve.
 */
export class ProjectFollower {
  readonly projectId: number
  readonly #pool: Pool
  readonly #index: AudienceIndex
  #cursor: Cursor | undefined
  #bulkIsDue = false

  constructor(options: { projectId: number; pool: Pool; index: AudienceIndex }) {
    this.projectId = options.projectId
    this.#pool = options.pool
    this.#index = options.index
  }

  uses(index: AudienceIndex): boolean {
    return this.#index === index
  }

  get isLoaded(): boolean {
    return this.#cursor !== undefined
  }

  /** Whether bulk changes still wait, so that another step is worth doing at once. */
  get hasBacklog(): boolean {
    return this.#cursor !== undefined && !this.#cursor.bulk.isEmpty
  }

  /** The bulk transactions that wait. */
  get backlog(): bigint[] {
    return this.#cursor?.bulk.xids ?? []
  }

  /** The pg_snapshot that the index equals; empty before the first step. */
  get snapshot(): string {
    return this.#cursor?.snapshot.text ?? ''
  }

  /** Whether a transaction's changes are in the index. */
  sees(xid: bigint): boolean {
    return this.#cursor !== undefined && contains(this.#cursor.snapshot, xid) && !this.#cursor.bulk.has(xid)
  }

  /** Catches up with the record. */
  async step(): Promise<void> {
    await readConsistently(this.#pool, async (record) => {
      const state = await readRecordState(record)
      if (this.#cursor !== undefined && isForeign(this.#cursor, state)) await this.#forget()
      if (this.#cursor === undefined) await this.#load(record, state)
      else await this.#follow(record, state, this.#cursor)
    })
  }

  /** Lets the record forget what this follower has applied. */
  async prune(record: Queryable): Promise<void> {
    if (this.#cursor) await pruneChanges(record, this.projectId, this.#cursor.snapshot.text)
  }

  /** Reads everything anew. Until it is complete the index answers as before, or not at all if nothing was loaded. */
  async #load(record: Queryable, state: RecordState) {
    const columns = columnsOf(await listFieldDefinitions(record, this.projectId))
    const known = new KnownRows()
    await this.#index.replaceAll(this.projectId, columns, readAll(record, this.projectId, { columns, known }))
    const snapshot = parseSnapshot(state.snapshot)
    this.#cursor = { cluster: state.cluster, snapshot, columns, bulk: new PendingBulk(), known }
  }

  /** What the index holds belongs to another record: nobody may see it. */
  async #forget() {
    this.#cursor = undefined
    await this.#index.drop(this.projectId)
  }

  async #follow(record: Queryable, state: RecordState, cursor: Cursor) {
    const changes = await listChangesSince(record, this.projectId, cursor.snapshot.text)
    if (changes.some((change) => change.kind === 'definitions')) {
      const columns = columnsOf(await listFieldDefinitions(record, this.projectId))
      if (haveChangedStorage(cursor.columns, columns)) return await this.#load(record, state)
      await this.#index.defineColumns(this.projectId, columns)
      cursor.columns = columns
    }
    for (const change of changes) if (change.bulk) cursor.bulk.add(BigInt(change.xid), change.rows)
    const rowNos = [...this.#choose(cursor.bulk, interactiveRows(changes))]
    await this.#apply(record, cursor, { rowNos, ranges: changes.flatMap(({ events }) => events ?? []) })
    cursor.snapshot = parseSnapshot(state.snapshot)
  }

  // A contact is reread as it is now. If a waiting bulk transaction touched one of the interactive contacts, its change
  // would show on that contact alone: half of it. So then everything that waits is applied in this very step.
  #choose(bulk: PendingBulk, interactive: Set<number>): Set<number> {
    if (interactive.size > 0 && bulk.touches(interactive)) return bulk.takeAll().union(interactive)
    if (bulk.isEmpty || (interactive.size > 0 && !this.#bulkIsDue)) {
      this.#bulkIsDue = true
      return interactive
    }
    this.#bulkIsDue = false
    return bulk.takeOldest().union(interactive)
  }

  async #apply(
    record: Queryable,
    { columns, known }: Cursor,
    { rowNos, ranges }: { rowNos: number[]; ranges: string[] },
  ) {
    if (rowNos.length === 0 && ranges.length === 0) return
    const { rows, removed } = await readIndexRows(record, this.projectId, { rowNos, columns })
    // Whoever comes, or comes back, brings all events at once; of the others just the new ones are read.
    const arrived = rows.map(({ rowNo }) => rowNo).filter((rowNo) => !known.has(rowNo))
    const news = (await readChangedEvents(record, this.projectId, ranges)).filter(({ rowNo }) => known.has(rowNo))
    const events = [...news, ...(await readEventsOf(record, this.projectId, arrived))]
    await this.#index.apply(this.projectId, { rows, removed, events, eventsReplaced: arrived })
    for (const rowNo of arrived) known.add(rowNo)
    for (const rowNo of removed) known.delete(rowNo)
  }
}

// Another cluster, timeline or database; or the same one set back to an earlier time.
function isForeign(cursor: Cursor, state: RecordState): boolean {
  return cursor.cluster !== state.cluster || parseSnapshot(state.snapshot).xmax < cursor.snapshot.xmax
}

async function* readAll(
  record: Queryable,
  projectId: number,
  { columns, known }: Pick<Cursor, 'columns' | 'known'>,
): AsyncGenerator<RowBatch> {
  const end = await readRowEnd(record, projectId)
  for (let from = 0; from < end; from += LOAD_ROWS) {
    const { rows } = await readIndexRange(record, projectId, { from, to: from + LOAD_ROWS, columns })
    for (const { rowNo } of rows) known.add(rowNo)
    yield { rows, removed: [] }
  }
  for (let afterSeq = 0; ; ) {
    const part = await readEventsAfter(record, projectId, { afterSeq, limit: LOAD_EVENTS })
    if (part.events.length === 0) return
    yield { rows: [], removed: [], events: part.events }
    afterSeq = part.lastSeq
  }
}

function interactiveRows(changes: Change[]): Set<number> {
  return new Set(changes.filter((change) => !change.bulk).flatMap((change) => change.rows))
}

function haveChangedStorage(before: ColumnDefinition[], after: ColumnDefinition[]): boolean {
  const storages = new Map(before.map((column) => [column.id, column.storage]))
  return after.some((column) => (storages.get(column.id) ?? column.storage) !== column.storage)
}

/** Runs reads that all see the record at one instant. */
async function readConsistently(pool: Pool, read: (record: Queryable) => Promise<void>): Promise<void> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query('begin transaction isolation level repeatable read read only')
    await read(toQueryable(client))
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch((rollbackError) => {
      broken = rollbackError
    })
    throw error
  } finally {
    client.release(broken)
  }
}

function toQueryable(client: PoolClient): Queryable {
  return { query: async (text, values) => (await client.query(text, values)).rows }
}
