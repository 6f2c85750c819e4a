import type { ColumnDefinition, ColumnId, Lowering } from '@rollcall/filters'
import type { ChunkBatch } from './batch/chunk-batch.ts'
import type { RowBatch } from './batch/row-batch.ts'
import { toChunkBatches } from './batch/to-chunk-batches.ts'
import type { TextsPlace } from './checkpoint/table-parts.ts'
import { CHUNK_WORDS, toChunkNo } from './chunk.ts'
import { InTurn } from './in-turn.ts'
import { type BreakdownRequest, toTotalTally } from './query/breakdown.ts'
import { compareSorted } from './query/compare-sorted.ts'
import { parseCursor, toCursor } from './query/cursor.ts'
import { type NearMissCounts, type NearMissRequest, toTotalNearMisses } from './query/near-misses.ts'
import type { Sort } from './query/page.ts'
import { MOST_OVERLAPPING } from './query/regions.ts'
import type { Tallied } from './query/tally.ts'
import { RowBitmap } from './rows/row-bitmap.ts'
import type { ShardCall, ShardChannel, ShardInput, ShardOutput } from './shards/messages.ts'
import { NotLoadedError } from './shards/not-loaded-error.ts'
import { type TableStats, toTotalStats } from './table/table-stats.ts'

/** How to build an index: how many shards, and how to open each. */
export type AudienceIndexOptions = { shardCount: number; openShard: () => ShardChannel }

/** Which page of the matching rows is asked for. */
export type PageOptions = {
  /** Newest rows first unless given. */
  sort?: Sort
  limit: number
  /** The cursor of the page before. */
  after?: string
}

/** Some bytes of a saved project, and the shard that they belong to. */
export type SavedPart = { shard: number; bytes: Uint8Array<ArrayBuffer> }

/** One page: its rows in order, the cursor of the next page (null when there is none), and how many rows match in all. */
export type Page = { rows: number[]; cursor: string | null; total: number }

const NEWEST_FIRST: Sort = { direction: 'descending' }

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
   */
  apply(project: number, batch: RowBatch): Promise<void> {
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
      await this.#commit(
        project,
        parts.map(({ shard }) => shard),
      )
    })
  }

  /**
   * Loads a project from batches that do not overlap; queries see the old rows until the new ones are complete.
   *
   * Both are in memory for that time; drop the project first if that is too much. When a batch fails, the old rows stay.
   */
  replaceAll(project: number, columns: ColumnDefinition[], batches: AsyncIterable<RowBatch>): Promise<void> {
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

  /** Builds a hidden state of a project and shows it when it is complete. */
  #fill(project: number, columns: ColumnDefinition[], load: () => Promise<void>): Promise<void> {
    return this.#turns.run(project, async () => {
      assertDistinct(columns)
      try {
        await this.#askAll('begin', { project, columns })
        await load()
        await this.#askAll('publish', { project })
        this.#columns.set(project, columns)
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
    const shards = begun.map((each, shard) => this.#saveShard(project, shard, each))
    // In turn, so that they can be restored side by side.
    while (shards.length > 0) {
      for (const parts of [...shards]) {
        const part = await parts.next()
        if (part.done) shards.splice(shards.indexOf(parts), 1)
        else yield part.value
      }
    }
  }

  async *#saveShard(
    project: number,
    shard: number,
    { chunkNos, version }: ShardOutput<'beginSave'>,
  ): AsyncGenerator<SavedPart> {
    const channel = this.#shards[shard]
    for (const chunkNo of chunkNos) {
      yield { shard, bytes: await channel.ask('saveChunk', { project, version, chunkNo }) }
    }
    let from: TextsPlace | undefined
    do {
      const { bytes, next } = await channel.ask('saveTexts', { project, version, from })
      yield { shard, bytes }
      from = next
    } while (from !== undefined)
  }

  /**
   * Loads a project from all parts of `save`, for the same columns and number of shards; queries see the old rows until
   * then. Rejects with DamagedPartError, and changes nothing, when a part is not as it was written.
   */
  restoreAll(project: number, columns: ColumnDefinition[], parts: AsyncIterable<SavedPart>): Promise<void> {
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
    const parts = await this.#askAll('members', { project, lowering })
    const chunks = parts.flatMap(({ chunkNos, words }) =>
      Array.from(chunkNos, (chunkNo, at): [number, Uint32Array] => {
        return [chunkNo, words.subarray(at * CHUNK_WORDS, (at + 1) * CHUNK_WORDS)]
      }),
    )
    return RowBitmap.ofChunks(chunks)
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
    const slices = await this.#askAll('page', { project, request })
    const isDescending = sort.direction === 'descending'
    const rows = slices.flatMap((slice) => slice.rows)
    rows.sort((a, b) => {
      return sort.column === undefined && isDescending ? b.rowNo - a.rowNo : compareSorted(a, b, isDescending)
    })
    return {
      rows: rows.slice(0, limit).map(({ rowNo }) => rowNo),
      cursor: rows.length > limit ? toCursor(sort, rows[limit - 1]) : null,
      total: slices.reduce((sum, slice) => sum + slice.total, 0),
    }
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

  async #commit(project: number, shards: ShardChannel[]): Promise<void> {
    const committed = await Promise.allSettled(shards.map((shard) => shard.ask('commit', { project })))
    const failed = committed.find((each) => each.status === 'rejected')
    if (failed === undefined) return
    await this.#forget(project)
    throw failed.reason
  }

  async #forget(project: number): Promise<void> {
    this.#columns.delete(project)
    await this.#askAll('drop', { project })
  }

  /** Asks every shard without waiting in between, which the atomicity of batches rests on. */
  #askAll<C extends ShardCall>(call: C, input: ShardInput<C>): Promise<ShardOutput<C>[]> {
    return Promise.all(this.#shards.map((shard) => shard.ask(call, input)))
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

function assertDistinct(columns: ColumnDefinition[]): void {
  const ids = new Set(columns.map(({ id }) => id))
  if (ids.size !== columns.length) throw new Error('Two columns have the same id. Define each column once.')
}
