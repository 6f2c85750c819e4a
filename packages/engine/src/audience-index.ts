import type { Clock, ColumnDefinition, ColumnId, Lowering, SegmentId } from '@rollcall/filters'
import type { ChunkBatch } from './batch/chunk-batch.ts'
import type { RowBatch } from './batch/row-batch.ts'
import { toChunkBatches } from './batch/to-chunk-batches.ts'
import { type SavedPart, saveShard } from './checkpoint/save-shard.ts'
import { toChunkNo } from './chunk.ts'
import { assertDistinct } from './columns/assert-distinct.ts'
import { InTurn } from './in-turn.ts'
import { inOrderOfNeed } from './live/in-order-of-need.ts'
import type { MembershipChange } from './live/membership-change.ts'
import { mergeChanges } from './live/merge-changes.ts'
import { mergeSizes } from './live/merge-sizes.ts'
import type { SentSegment } from './live/staged-segment.ts'
import type { EnteredTimes, WatchedSegment, Within } from './live/watched-segment.ts'
import { type BreakdownRequest, toTotalTally } from './query/breakdown.ts'
import { parseCursor } from './query/cursor.ts'
import { type EventTimesRequest, toTotalTimes } from './query/event-times.ts'
import { toRowBitmap } from './query/members.ts'
import { type NearMissCounts, type NearMissRequest, toTotalNearMisses } from './query/near-misses.ts'
import { MOST_OVERLAPPING } from './query/regions.ts'
import type { Tallied } from './query/tally.ts'
import { NEWEST_FIRST, type Page, type PageOptions, toPage } from './query/to-page.ts'
import type { RowBitmap } from './rows/row-bitmap.ts'
import type { ShardCall, ShardChannel, ShardInput, ShardOutput } from './shards/messages.ts'
import { NotLoadedError } from './shards/not-loaded-error.ts'
import { type TableStats, toTotalStats } from './table/table-stats.ts'

/** How to build an index: how many shards, and how to open each. */
export type AudienceIndexOptions = { shardCount: number; openShard: () => ShardChannel }

/**
 * Who matches, of many projects, held in memory and spread over shards.
 *
 * It is a cache of the record: load a project, apply every change, ask. Rows that are not applied do not exist; a
 * project that is not loaded rejects with NotLoadedError.
 *
 * What makes a batch visible as a whole: a shard answers its calls in the order in which they were asked, a batch is
 * first staged where no query sees it, and then committed by calls to all shards that are asked in one go, without
 * waiting between them, as are the calls of every query. So each query stands on the same side of a commit in all shards.
 */
export class AudienceIndex {
  readonly #shards: ShardChannel[]
  readonly #columns = new Map<number, ColumnDefinition[]>()
  readonly #clocks = new Map<number, Clock>()
  readonly #turns = new InTurn()

  constructor({ shardCount, openShard }: AudienceIndexOptions) {
    this.#shards = Array.from({ length: shardCount }, openShard)
  }

  /**
   * Makes these the project's columns; a project that was not loaded becomes an empty one.
   *
   * Columns that are left out are forgotten. Answers with those that are new or held otherwise than before: they are
   * missing in every row until the rows are applied again.
   */
  defineColumns(project: number, columns: ColumnDefinition[]): Promise<ColumnId[]> {
    return this.#turns.run(project, async () => {
      assertDistinct(columns)
      const before = this.#columns.get(project) ?? []
      await this.#askAll('define', { project, columns })
      this.#columns.set(project, columns)
      const isKept = ({ id, storage }: ColumnDefinition) =>
        before.some((old) => old.id === id && old.storage === storage)
      return columns.filter((column) => !isKept(column)).map(({ id }) => id)
    })
  }

  /**
   * Applies a batch; every query asked after this resolves sees it, and none ever sees a part of it.
   *
   * Rejects with IndexFullError, and changes nothing, when there may not be enough memory. If a shard fails after that,
   * the project is dropped, because its shards may differ: load it again.
   *
   * Answers what the batch changed in watched segments, its rows judged at the clock's `now` (the last one unless given).
   */
  apply(project: number, batch: RowBatch, clock?: Clock): Promise<MembershipChange[]> {
    return this.#turns.run(project, async () => {
      const parts = this.#split(this.#columnsOf(project), batch)
      const staged = await Promise.allSettled(
        parts.map(({ shard, batches }) => shard.ask('stage', { project, batches })),
      )
      const refused = staged.find((each) => each.status === 'rejected')
      if (refused !== undefined) {
        await Promise.all(parts.map(({ shard }) => shard.ask('abandon', { project })))
        throw refused.reason
      }
      return this.#commit(
        project,
        parts.map(({ shard }) => shard),
        clock && this.#moveTo(project, clock),
      )
    })
  }

  /**
   * Loads a project from batches that do not overlap; queries see the old rows until the new ones are complete.
   *
   * Both are in memory for that time; drop the project first if that is too much. When a batch fails, the old rows stay.
   *
   * Watched segments stay watched; answers what the new rows changed in them, judged at the last clock.
   */
  replaceAll(
    project: number,
    columns: ColumnDefinition[],
    batches: AsyncIterable<RowBatch>,
  ): Promise<MembershipChange[]> {
    return this.#fill(project, columns, async () => {
      let loaded: Promise<unknown> = Promise.resolve()
      for await (const batch of batches) {
        const parts = this.#split(columns, batch)
        // One batch is prepared while the shards still load the one before.
        await loaded
        loaded = Promise.all(parts.map(({ shard, batches }) => shard.ask('load', { project, batches })))
        // It may fail while the next batch is still being read; it is awaited, and so reported, after that.
        loaded.catch(() => {})
      }
      await loaded
    })
  }

  /** Builds a hidden state of a project and shows it when it is complete; answers what that changed. */
  #fill(project: number, columns: ColumnDefinition[], load: () => Promise<void>): Promise<MembershipChange[]> {
    return this.#turns.run(project, async () => {
      assertDistinct(columns)
      try {
        await this.#askAll('begin', { project, columns })
        await load()
        const changes = await this.#askAll('publish', { project, clock: this.#clocks.get(project) })
        this.#columns.set(project, columns)
        return mergeChanges(changes.flat())
      } catch (error) {
        await this.#askAll('discard', { project })
        throw error
      }
    })
  }

  /**
   * The project as bytes, part by part; other calls are answered in between, and changes go on.
   *
   * So chunks are of different moments: of each, the state when saving began, or a later one. Who restores it applies
   * what changed from that moment on once more before anybody asks. Rejects when columns were defined or forgotten
   * meanwhile.
   */
  async *save(project: number): AsyncGenerator<SavedPart> {
    const begun = await this.#askAll('beginSave', { project })
    const shards = begun.map((each, shard) => saveShard(this.#shards[shard], { project, shard, ...each }))
    // In turn, so that they can be restored side by side.
    while (shards.length > 0) {
      for (const parts of [...shards]) {
        const part = await parts.next()
        if (part.done) shards.splice(shards.indexOf(parts), 1)
        else yield part.value
      }
    }
  }

  /**
   * Loads a project from all parts of `save`, for the same columns and number of shards; queries see the old rows until
   * then. Answers as `replaceAll` does. Rejects with DamagedPartError, and changes nothing, when a part is not as it was written.
   */
  restoreAll(
    project: number,
    columns: ColumnDefinition[],
    parts: AsyncIterable<SavedPart>,
  ): Promise<MembershipChange[]> {
    return this.#fill(project, columns, async () => {
      const restored = this.#shards.map((): Promise<unknown> => Promise.resolve())
      for await (const { shard, bytes } of parts) {
        await restored[shard]
        restored[shard] = this.#shards[shard].ask('restore', { project, bytes })
        restored[shard].catch(() => {})
      }
      await Promise.all(restored)
    })
  }

  /** How many shards there are; what was saved of so many can be restored into just as many. */
  get shardCount(): number {
    return this.#shards.length
  }

  /** Forgets a project and gives its memory back. */
  drop(project: number): Promise<void> {
    return this.#turns.run(project, () => this.#forget(project))
  }

  /**
   * Keeps the members of these segments from now on, or by their new rules, and answers what differs (see WatchedSegment).
   *
   * All rules are in force at once: no query, batch or tick sees some of them new and others old. Rejects with
   * IndexFullError or EnteredUnknownError, and changes nothing. A segment whose rule stands inside others' lowerings does
   * not change those: watch them again with it.
   */
  watch(project: number, segments: WatchedSegment[], clock: Clock): Promise<MembershipChange[]> {
    return this.#turns.run(project, async () => {
      const at = this.#moveTo(project, clock)
      try {
        // One after the other, so that queries get their turn in between.
        for (const segment of inOrderOfNeed(segments)) {
          await this.#askEach((shard) =>
            shard.ask('stageWatch', { project, segment: this.#toSent(segment, shard), clock: at }),
          )
        }
      } catch (error) {
        await this.#askAll('abandonWatch', { project })
        throw error
      }
      return mergeChanges((await this.#askAll('commitWatch', { project, clock: at })).flat())
    })
  }

  /** Forgets the members of these segments; those that are not watched are passed over. */
  unwatch(project: number, ids: SegmentId[]): Promise<void> {
    return this.#turns.run(project, async () => {
      await this.#askAll('unwatch', { project, ids })
    })
  }

  /** Lets time go by, never back, for watched segments, and answers who entered and left by that alone since the last tick. */
  tick(project: number, clock: Clock): Promise<MembershipChange[]> {
    return this.#turns.run(project, async () => {
      return mergeChanges((await this.#askAll('tick', { project, clock: this.#moveTo(project, clock) })).flat())
    })
  }

  /** Keeps since when people are in a watched segment, so that others can ask for it. */
  keepEntered(project: number, segment: SegmentId, times: EnteredTimes): Promise<void> {
    return this.#turns.run(project, async () => {
      const clock = this.#clocks.get(project)
      if (clock === undefined) throw new Error(`Segment ${segment} is not watched. Watch it first.`)
      await this.#askEach((shard) => {
        return shard.ask('keepEntered', { project, id: segment, entered: this.#timesOf(times, shard), clock })
      })
    })
  }

  /** How many are in each watched segment; or, in some of them, of those who match. */
  async watchedSizes(project: number, within?: Within): Promise<Map<SegmentId, number>> {
    return mergeSizes(await this.#askAll('watchedSizes', { project, within }))
  }

  /** Who is in a watched segment; rejects when it is not watched. */
  async watchedMembers(project: number, segment: SegmentId): Promise<RowBitmap> {
    return toRowBitmap(await this.#askAll('watchedMembers', { project, id: segment }))
  }

  /** The watched segments in which a row is. */
  watchedOf(project: number, rowNo: number): Promise<SegmentId[]> {
    return this.#shardOf(toChunkNo(rowNo)).ask('watchedOf', { project, rowNo })
  }

  /** How many rows match. */
  async count(project: number, lowering: Lowering): Promise<number> {
    const [count] = await this.counts(project, [lowering])
    return count
  }

  /** How many rows match each of these, all over the same state. */
  async counts(project: number, lowerings: Lowering[]): Promise<number[]> {
    const parts = await this.#askAll('counts', { project, lowerings })
    return lowerings.map((_, at) => parts.reduce((sum, counts) => sum + counts[at], 0))
  }

  /** The rows that match. */
  async members(project: number, lowering: Lowering): Promise<RowBitmap> {
    return toRowBitmap(await this.#askAll('members', { project, lowering }))
  }

  /**
   * One page of the rows that match: missing last in both directions, text by the root collation, lists by their first
   * choice, then their second, …, ties by ascending row number.
   *
   * A cursor stays good while data changes: a row that does not change is on exactly one page. Rejects with
   * BadCursorError when the cursor belongs to another sort.
   */
  async page(project: number, lowering: Lowering, { sort = NEWEST_FIRST, limit, after }: PageOptions): Promise<Page> {
    if (!Number.isInteger(limit) || limit < 1)
      throw new Error(`A page of ${limit} rows cannot be made. Ask for 1 or more.`)
    const place = after === undefined ? undefined : parseCursor(sort, after)
    // One more row than asked for tells whether there is a next page.
    const request = { lowering, sort, limit: limit + 1, after: place }
    return toPage(await this.#askAll('page', { project, request }), sort, limit)
  }

  /** By time asked for, the second of each row in the order of `rowNos`; null where it has no such event. */
  async eventTimes(project: number, request: EventTimesRequest): Promise<(number | null)[][]> {
    return toTotalTimes(await this.#askAll('eventTimes', { project, request }))
  }

  /** How many of the rows that match say what; a row counts at each of its choices, one without any nowhere. */
  async breakdown(project: number, request: BreakdownRequest): Promise<Tallied[]> {
    return toTotalTally(await this.#askAll('breakdown', { project, request }))
  }

  /**
   * How many rows match exactly these lowerings (at most 10) and no other, for every combination at one state: bit i of a
   * place in the answer stands for the i-th lowering; the rows that match none are not counted.
   */
  async regions(project: number, lowerings: Lowering[]): Promise<number[]> {
    if (lowerings.length > MOST_OVERLAPPING) throw new Error(`${lowerings.length} are too many to combine.`)
    const parts = await this.#askAll('regions', { project, lowerings })
    return Array.from({ length: 2 ** lowerings.length }, (_, region) =>
      parts.reduce((sum, counts) => sum + counts[region], 0),
    )
  }

  /** How many rows are not in and fail exactly one condition of a way to get in; `total` counts each row once. */
  async nearMisses(project: number, request: NearMissRequest): Promise<NearMissCounts> {
    return toTotalNearMisses(await this.#askAll('nearMisses', { project, request }))
  }

  /** Whether one row matches; a row that does not exist matches nothing. */
  matches(project: number, lowering: Lowering, rowNo: number): Promise<boolean> {
    return this.#shardOf(toChunkNo(rowNo)).ask('matches', { project, lowering, rowNo })
  }

  /** What a project holds and what it takes in memory. */
  async stats(project: number): Promise<TableStats> {
    return toTotalStats(await this.#askAll('stats', { project }))
  }

  /** Ends all shards; what still waits for an answer is rejected. */
  async close(): Promise<void> {
    await Promise.all(this.#shards.map((shard) => shard.close()))
  }

  async #commit(
    project: number,
    shards: ShardChannel[],
    clock = this.#clocks.get(project),
  ): Promise<MembershipChange[]> {
    const committed = await Promise.allSettled(shards.map((shard) => shard.ask('commit', { project, clock })))
    const failed = committed.find((each) => each.status === 'rejected')
    if (failed === undefined)
      return mergeChanges(committed.flatMap((each) => (each.status === 'fulfilled' ? each.value : [])))
    await this.#forget(project)
    throw failed.reason
  }

  async #forget(project: number): Promise<void> {
    this.#columns.delete(project)
    this.#clocks.delete(project)
    await this.#askAll('drop', { project })
  }

  /** The clock, or one in its zone that does not go back; from now on it is the last one. */
  #moveTo(project: number, clock: Clock): Clock {
    const last = this.#clocks.get(project)
    const at = { ...clock, now: Math.max(clock.now, last?.now ?? clock.now) }
    this.#clocks.set(project, at)
    return at
  }

  /** The segment with as much of its members as a shard holds. */
  #toSent({ members, entered, ...segment }: WatchedSegment, shard: ShardChannel): SentSegment {
    return {
      ...segment,
      ...(members && { members: [...members.chunks()].filter(([chunkNo]) => this.#shardOf(chunkNo) === shard) }),
      ...(entered && { entered: this.#timesOf(entered, shard) }),
    }
  }

  #timesOf({ rowNos, at }: EnteredTimes, shard: ShardChannel): EnteredTimes {
    const isOfShard = (rowNo: number) => this.#shardOf(toChunkNo(rowNo)) === shard
    return { rowNos: rowNos.filter(isOfShard), at: at.filter((_, place) => isOfShard(rowNos[place])) }
  }

  /** Asks every shard without waiting in between, which the atomicity of batches rests on. */
  #askAll<C extends ShardCall>(call: C, input: ShardInput<C>): Promise<ShardOutput<C>[]> {
    return this.#askEach((shard) => shard.ask(call, input))
  }

  #askEach<T>(ask: (shard: ShardChannel) => Promise<T>): Promise<T[]> {
    return Promise.all(this.#shards.map(ask))
  }

  #split(columns: ColumnDefinition[], batch: RowBatch): { shard: ShardChannel; batches: ChunkBatch[] }[] {
    const byShard = Map.groupBy(toChunkBatches(columns, batch), ({ chunkNo }) => this.#shardOf(chunkNo))
    return [...byShard].map(([shard, batches]) => ({ shard, batches }))
  }

  #shardOf(chunkNo: number): ShardChannel {
    return this.#shards[chunkNo % this.#shards.length]
  }

  #columnsOf(project: number): ColumnDefinition[] {
    const columns = this.#columns.get(project)
    if (columns === undefined)
      throw new NotLoadedError(`Project ${project} is not in the audience index. Load it first.`)
    return columns
  }
}
