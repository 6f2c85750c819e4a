import { isDeepStrictEqual } from 'node:util'
import type { AudienceIndex, SavedPart } from '@rollcall/engine'
import { type ColumnDefinition, columnsOf } from '@rollcall/filters'
import type { Pool } from 'pg'
import { listFieldDefinitions } from '../store/catalog.ts'
import {
  type Change,
  isPrunedSince,
  listChangesSince,
  pruneChanges,
  type RecordState,
  readRecordIdentity,
  readRecordState,
} from '../store/changes.ts'
import type { Queryable, SnapshotReader } from '../store/database.ts'
import { listEventTouches } from '../store/event-touches.ts'
import { listRowsOfEvents, readChangedEvents, readEventsOf } from '../store/index-events.ts'
import { readIndexRows } from '../store/index-rows.ts'
import { readSnapshot } from '../store/read-snapshot.ts'
import { UnusableCheckpoint } from './checkpoint/checkpoint-file.ts'
import type { CheckpointHeader, ProjectCheckpoint } from './checkpoint/project-checkpoint.ts'
import { KnownRows } from './known-rows.ts'
import type { LiveSegments } from './live/live-segments.ts'
import { byTouch, TIME } from './live/reasons.ts'
import { loadProject } from './load-project.ts'
import { PendingBulk } from './pending-bulk.ts'
import { contains, parseSnapshot, type Snapshot } from './snapshot.ts'
import { addTouch, addTouches, type Touches } from './touches.ts'

/** Where the index stands. Invariant: it equals the record at `snapshot`, except for the transactions in `bulk`. */
type Cursor = {
  cluster: string
  /** What a checkpoint is of. */
  identity: string
  snapshot: Snapshot
  columns: ColumnDefinition[]
  bulk: PendingBulk
  /** Contacts that the index holds. Events of others wait in the record until those come. */
  known: KnownRows
}

/** What a step applies, and where the index stands after it. */
type Step = {
  touches: Touches
  changes: Change[]
  position: { cluster: string; snapshot: string; bulk: PendingBulk }
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
  readonly #checkpoint: ProjectCheckpoint | undefined
  #isStopped = false
  /** Whether the index holds anything that the checkpoint does not. */
  #hasUnsavedChanges = false

  constructor(options: {
    projectId: number
    pool: Pool
    index: AudienceIndex
    live?: LiveSegments
    checkpoint?: ProjectCheckpoint
  }) {
    this.#checkpoint = options.checkpoint
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
    await readSnapshot({ pool: this.#pool }, async (record) => {
      const state = await readRecordState(record)
      if (this.#cursor !== undefined && isForeign(this.#cursor, state)) await this.#forget()
      if (this.#cursor === undefined) await this.#load(record, state)
      else await this.#follow(record, state, { cursor: this.#cursor })
    })
    await this.#live?.tick()
  }

  /** Ends a load that runs, which may take long. */
  stop() {
    this.#isStopped = true
  }

  /** Lets the record forget what this follower has applied and recorded, unless the checkpoint needs it. */
  async prune(record: Queryable, { keepsForCheckpoint }: { keepsForCheckpoint: boolean }): Promise<void> {
    const recorded = this.#live ? this.#live.recordedSnapshot : this.#cursor?.snapshot.text
    if (!recorded) return
    const saved = keepsForCheckpoint ? this.#checkpoint?.snapshot : undefined
    await pruneChanges(record, this.projectId, saved === undefined ? recorded : olderOf(recorded, saved))
  }

  /** Whether there is anything to save. An index without contacts is not worth a file. */
  get hasUnsavedChanges(): boolean {
    if (!this.#hasUnsavedChanges || this.#checkpoint === undefined) return false
    return this.#cursor !== undefined && !this.#cursor.known.isEmpty
  }

  /** Saves the index; to be called between two steps, which may go on as soon as this has returned. */
  async save(signal: AbortSignal): Promise<void> {
    const [cursor, checkpoint] = [this.#cursor, this.#checkpoint]
    if (cursor === undefined || checkpoint === undefined) return
    const { identity: record, columns } = cursor
    const state = { record, projectId: this.projectId, snapshot: cursor.snapshot.text, bulk: cursor.bulk.entries() }
    this.#hasUnsavedChanges = false
    try {
      await checkpoint.write({ ...state, columns, shardCount: this.#index.shardCount }, this.#parts(columns), signal)
    } catch (error) {
      this.#hasUnsavedChanges = true
      throw error
    }
  }

  async *#parts(columns: ColumnDefinition[]): AsyncGenerator<SavedPart> {
    yield* this.#index.save(this.projectId)
    if (this.#cursor?.columns !== columns) throw new Error('Columns were defined while the index was saved.')
  }

  /** Loads the project. Until it is complete the index answers as before, or not at all if nothing was loaded. */
  async #load(record: SnapshotReader, state: RecordState) {
    const columns = columnsOf(await listFieldDefinitions(record, this.projectId))
    const identity = await readRecordIdentity(record, this.projectId, state.cluster)
    // A checkpoint may be restored only where nobody asks yet.
    if (this.#cursor === undefined && (await this.#restore(record, state, { columns, identity }))) return
    const known = await loadProject(record, {
      ...{ index: this.#index, projectId: this.projectId, columns },
      connectionString: this.#pool.options.connectionString ?? '',
      isStopped: () => this.#isStopped,
    })
    await this.#live?.start(record, { ...state, known })
    const snapshot = parseSnapshot(state.snapshot)
    this.#cursor = { cluster: state.cluster, identity, snapshot, columns, bulk: new PendingBulk(), known }
    this.#hasUnsavedChanges = true
  }

  /** Takes the index from the checkpoint, then what changed since; false when there is none that fits. */
  async #restore(record: SnapshotReader, state: RecordState, now: Pick<Cursor, 'columns' | 'identity'>) {
    return this.#checkpoint?.use(async (header, parts) => {
      refuseOther(header, { ...now, projectId: this.projectId, shardCount: this.#index.shardCount })
      const snapshot = parseSnapshot(header.snapshot)
      const isOutrun = await isPrunedSince(record, this.projectId, header.snapshot)
      if (isOutrun || parseSnapshot(state.snapshot).xmax < snapshot.xmax)
        throw new UnusableCheckpoint(isOutrun ? OUTRUN : 'the database was set back to an earlier time')
      await this.#index.restoreAll(this.projectId, header.columns, parts)
      await this.#index.defineColumns(this.projectId, now.columns)
      const known = KnownRows.of(await this.#index.members(this.projectId, EVERYONE))
      const bulk = PendingBulk.of(header.bulk)
      const cursor = { ...now, cluster: state.cluster, snapshot, bulk, known }
      await this.#follow(record, state, { cursor, isRestored: true })
      await this.#live?.start(record, { ...state, known })
      this.#cursor = cursor
    })
  }

  /** What the index holds belongs to another record: nobody may see it. */
  async #forget() {
    this.#cursor = undefined
    await this.#index.drop(this.projectId)
  }

  async #follow(
    record: SnapshotReader,
    state: RecordState,
    { cursor, isRestored = false }: { cursor: Cursor; isRestored?: boolean },
  ) {
    const changes = await listChangesSince(record, this.projectId, cursor.snapshot.text)
    const definition = changes.findLast(({ kind }) => kind === 'definitions')
    let isHeld = false
    if (definition) {
      const defined = columnsOf(await listFieldDefinitions(record, this.projectId))
      // A save that runs goes on as long as the columns are the very same.
      const columns = isDeepStrictEqual(cursor.columns, defined) ? cursor.columns : defined
      // Rules that read these columns as they were cannot stay in force while they are replaced.
      if (haveChangedStorage(cursor.columns, columns)) {
        await this.#live?.release()
        return await this.#load(record, state)
      }
      const hasContacts = isAnyOfBoth(changes)
      const given = { before: cursor.columns, columns, definition, hasContacts }
      if (!isRestored) isHeld = await this.#define(record, given)
      cursor.columns = columns
    }
    // What waits is taken from a copy, so that nothing is lost when applying it fails.
    const bulk = cursor.bulk.copy()
    for (const { bulk: isBulk, xid, rows, changedBy } of changes) if (isBulk) bulk.add(BigInt(xid), rows, changedBy)
    const interactive = interactiveTouches(changes)
    // Some chunks of a checkpoint may hold bulk changes that others do not: then nothing may go on waiting.
    // Nor may contacts wait that rules came with.
    const isAll = isRestored || isHeld
    const touches = isAll ? addTouches(bulk.takeAll(), interactive) : this.#choose(bulk, interactive)
    if (changes.length > 0) this.#hasUnsavedChanges = true
    const what = { touches, changes, position: { cluster: state.cluster, snapshot: state.snapshot, bulk } }
    if (isRestored) await this.#catchUp(record, cursor, what)
    else if (changes.length > 0 || touches.size > 0) await this.#apply(record, cursor, what)
    cursor.bulk = bulk
    cursor.snapshot = parseSnapshot(state.snapshot)
  }

  /**
   * New columns come before the rules that read them, and columns go after the rules that did; so when columns go, rules cannot wait for
   * contacts. Answers whether rules wait.
   */
  async #define(
    record: Queryable,
    given: { before: ColumnDefinition[]; columns: ColumnDefinition[]; definition: Change; hasContacts: boolean },
  ): Promise<boolean> {
    const { before, columns, definition } = given
    const going = before.filter(({ id }) => !columns.some((column) => column.id === id))
    const hasContacts = given.hasContacts && going.length === 0
    await this.#index.defineColumns(this.projectId, [...columns, ...going])
    const change = { actor: definition.changedBy, xid: definition.xid, hasContacts }
    const isHeld = (await this.#live?.define(record, change)) ?? false
    if (going.length > 0) await this.#index.defineColumns(this.projectId, columns)
    return isHeld
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

  // What a checkpoint holds of a contact is from its snapshot or later, so the events since then may be in it: of contacts
  // that have any, all events are read anew. Nobody sees the project yet, so it need not happen at once.
  async #catchUp(record: SnapshotReader, cursor: Cursor, { touches, changes, position }: Step) {
    for (const part of inParts([...touches])) {
      await this.#apply(record, cursor, { touches: new Map(part), changes: [], position })
    }
    const changed = await listRowsOfEvents(record, this.projectId, rangesOf(changes))
    for (const part of inParts(changed.filter((rowNo) => cursor.known.has(rowNo)))) {
      const events = await readEventsOf(record, this.projectId, part)
      await this.#index.apply(this.projectId, { rows: [], removed: [], events, eventsReplaced: part })
    }
  }

  async #apply(record: SnapshotReader, { columns, known }: Cursor, { touches, changes, position }: Step) {
    const rowNos = [...touches.keys()]
    const { packed, removed, ...read } = await readIndexRows(record.client, this.projectId, { rowNos, columns })
    // Whoever comes, or comes back, brings all events at once; of the others just the new ones are read.
    const arrived = read.rowNos.filter((rowNo) => !known.has(rowNo))
    const ranges = rangesOf(changes)
    const news = (await readChangedEvents(record, this.projectId, ranges)).filter(({ rowNo }) => known.has(rowNo))
    const events = [...news, ...(await readEventsOf(record, this.projectId, arrived))]
    const eventTouches = await listEventTouches(record, this.projectId, changes)
    const batch = { rows: [], packed, removed, events, eventsReplaced: arrived }
    // From here on nothing may fail that could be tried again: what this changes in segments is told once.
    const changed = await this.#index.apply(this.projectId, batch, this.#live?.clock)
    for (const rowNo of arrived) known.add(rowNo)
    for (const rowNo of removed) known.delete(rowNo)
    for (const { rowNo, ...touch } of eventTouches) addTouch(touches, [rowNo], touch)
    await this.#live?.applied(changed, {
      reasonOf: byTouch({ touches, isThere: (rowNo) => known.has(rowNo), otherwise: TIME }),
      position: { ...position, waiting: position.bulk.xids.map(String) },
    })
  }
}

function olderOf(a: string, b: string): string {
  return parseSnapshot(a).xmin < parseSnapshot(b).xmin ? a : b
}

// Another cluster, timeline or database; or the same one set back to an earlier time.
function isForeign(cursor: Cursor, state: RecordState): boolean {
  return cursor.cluster !== state.cluster || parseSnapshot(state.snapshot).xmax < cursor.snapshot.xmax
}

/** Contacts that are caught up with at once. */
const PART_ROWS = 5_000

function inParts<Item>(items: Item[]): Item[][] {
  const count = Math.ceil(items.length / PART_ROWS)
  return Array.from({ length: count }, (_, part) => items.slice(part * PART_ROWS, (part + 1) * PART_ROWS))
}

const EVERYONE = { is: 'constant', value: true } as const
const OUTRUN = 'the changes since then are no longer in the database'

function refuseOther(
  header: CheckpointHeader,
  now: Pick<Cursor, 'columns' | 'identity'> & { projectId: number; shardCount: number },
) {
  if (header.record !== now.identity || header.projectId !== now.projectId)
    throw new UnusableCheckpoint('it is of another database, or of one that was restored from a copy')
  if (header.shardCount !== now.shardCount)
    throw new UnusableCheckpoint(`it was made for ${header.shardCount} threads and there are ${now.shardCount}`)
  if (haveChangedStorage(header.columns, now.columns)) throw new UnusableCheckpoint('a field has another type since')
}

/** Whether a transaction changed both definitions and contacts. */
function isAnyOfBoth(changes: Change[]): boolean {
  const defining = new Set(changes.flatMap(({ kind, xid }) => (kind === 'definitions' ? xid : [])))
  return changes.some(({ kind, rows, xid }) => kind === 'contacts' && rows.length > 0 && defining.has(xid))
}

/** The seq of new events. */
function rangesOf(changes: Change[]): string[] {
  return changes.flatMap(({ events }) => events ?? [])
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
