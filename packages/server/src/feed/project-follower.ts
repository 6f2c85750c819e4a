import type { AudienceIndex, RowBatch } from '@rollcall/engine'
import { type ColumnDefinition, columnsOf } from '@rollcall/filters'
import type { Pool, PoolClient, QueryResultRow } from 'pg'
import { listFieldDefinitions } from '../store/catalog.ts'
import { type Change, listChangesSince, pruneChanges, type RecordState, readRecordState } from '../store/changes.ts'
import type { Queryable } from '../store/database.ts'
import { listEventTouches } from '../store/event-touches.ts'
import { readChangedEvents, readEventsAfter, readEventsOf } from '../store/index-events.ts'
import { readIndexRange, readIndexRows, readRowEnd } from '../store/index-rows.ts'
import { KnownRows } from './known-rows.ts'
import type { LiveSegments } from './live/live-segments.ts'
import { byTouch, TIME } from './live/reasons.ts'
import { PendingBulk } from './pending-bulk.ts'
import { contains, parseSnapshot, type Snapshot } from './snapshot.ts'
import { addTouch, addTouches, type Touches } from './touches.ts'

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
  readonly #live: LiveSegments | undefined
  #cursor: Cursor | undefined
  #bulkIsDue = false

  constructor(options: { projectId: number; pool: Pool; index: AudienceIndex; live?: LiveSegments }) {
    this.projectId = options.projectId
    this.#pool = options.pool
    this.#index = options.index
    this.#live = options.live
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
    await this.#live?.begin()
    if (this.#cursor === undefined) await this.#live?.claim()
    await readConsistently(this.#pool, async (record) => {
      const state = await readRecordState(record)
      if (this.#cursor !== undefined && isForeign(this.#cursor, state)) await this.#forget()
      if (this.#cursor === undefined) await this.#load(record, state)
      else await this.#follow(record, state, this.#cursor)
    })
    await this.#live?.tick()
  }

  /** Lets the record forget what this follower has applied and recorded. */
  async prune(record: Queryable): Promise<void> {
    const recorded = this.#live ? this.#live.recordedSnapshot : this.#cursor?.snapshot.text
    if (recorded) await pruneChanges(record, this.projectId, recorded)
  }

  /** Reads everything anew. Until it is complete the index answers as before, or not at all if nothing was loaded. */
  async #load(record: Queryable, state: RecordState) {
    const columns = columnsOf(await listFieldDefinitions(record, this.projectId))
    const known = new KnownRows()
    await this.#index.replaceAll(this.projectId, columns, readAll(record, this.projectId, { columns, known }))
    await this.#live?.start(record, { ...state, known })
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
    const definition = changes.findLast(({ kind }) => kind === 'definitions')
    if (definition) {
      const columns = columnsOf(await listFieldDefinitions(record, this.projectId))
      if (haveChangedStorage(cursor.columns, columns)) {
        // Rules that read these columns as they were cannot stay in force while they are replaced.
        await this.#live?.release()
        return await this.#load(record, state)
      }
      await this.#define(record, { before: cursor.columns, columns, definition })
      cursor.columns = columns
    }
    for (const { bulk, xid, rows, changedBy } of changes) if (bulk) cursor.bulk.add(BigInt(xid), rows, changedBy)
    const touches = this.#choose(cursor.bulk, interactiveTouches(changes))
    if (changes.length > 0 || touches.size > 0) {
      await this.#apply(record, cursor, { touches, changes, snapshot: state.snapshot })
    }
    cursor.snapshot = parseSnapshot(state.snapshot)
  }

  /** New columns come before the rules that read them, and columns go after the rules that did. */
  async #define(
    record: Queryable,
    given: { before: ColumnDefinition[]; columns: ColumnDefinition[]; definition: Change },
  ) {
    const { before, columns, definition } = given
    const going = before.filter(({ id }) => !columns.some((column) => column.id === id))
    await this.#index.defineColumns(this.projectId, [...columns, ...going])
    await this.#live?.define(record, { actor: definition.changedBy, xid: definition.xid })
    if (going.length > 0) await this.#index.defineColumns(this.projectId, columns)
  }

  // A contact is reread as it is now. If a waiting bulk transaction touched one of the interactive contacts, its change
  // would show on that contact alone: half of it. So then everything that waits is applied in this very step.
  #choose(bulk: PendingBulk, interactive: Touches): Touches {
    if (interactive.size > 0 && bulk.touches(interactive)) return addTouches(bulk.takeAll(), interactive)
    if (bulk.isEmpty || (interactive.size > 0 && !this.#bulkIsDue)) {
      this.#bulkIsDue = true
      return interactive
    }
    this.#bulkIsDue = false
    return addTouches(bulk.takeOldest(), interactive)
  }

  async #apply(
    record: Queryable,
    { columns, known, bulk, cluster }: Cursor,
    { touches, changes, snapshot }: { touches: Touches; changes: Change[]; snapshot: string },
  ) {
    const { rows, removed } = await readIndexRows(record, this.projectId, { rowNos: [...touches.keys()], columns })
    // Whoever comes, or comes back, brings all events at once; of the others just the new ones are read.
    const arrived = rows.map(({ rowNo }) => rowNo).filter((rowNo) => !known.has(rowNo))
    const ranges = changes.flatMap(({ events }) => events ?? [])
    const news = (await readChangedEvents(record, this.projectId, ranges)).filter(({ rowNo }) => known.has(rowNo))
    const events = [...news, ...(await readEventsOf(record, this.projectId, arrived))]
    const eventTouches = await listEventTouches(record, this.projectId, changes)
    const batch = { rows, removed, events, eventsReplaced: arrived }
    // From here on nothing may fail that could be tried again: what this changes in segments is told once.
    const changed = await this.#index.apply(this.projectId, batch, this.#live?.clock)
    for (const rowNo of arrived) known.add(rowNo)
    for (const rowNo of removed) known.delete(rowNo)
    for (const { rowNo, ...touch } of eventTouches) addTouch(touches, [rowNo], touch)
    await this.#live?.applied(changed, {
      reasonOf: byTouch({ touches, isThere: (rowNo) => known.has(rowNo), otherwise: TIME }),
      position: { cluster, snapshot, waiting: bulk.xids.map(String) },
    })
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

function interactiveTouches(changes: Change[]): Touches {
  const touches: Touches = new Map()
  for (const { bulk, rows, changedBy, xid } of changes) if (!bulk) addTouch(touches, rows, { actor: changedBy, xid })
  return touches
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

/** One query after the other, also when several are asked at once: a connection runs one at a time. */
function toQueryable(client: PoolClient): Queryable {
  let last: Promise<unknown> = Promise.resolve()
  return {
    async query<Row extends QueryResultRow>(text: string, values?: unknown[]) {
      const answer = last.then(() => client.query<Row>(text, values))
      last = answer.catch(() => {})
      return (await answer).rows
    },
  }
}
