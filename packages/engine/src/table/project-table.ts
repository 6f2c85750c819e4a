import type { ColumnDefinition, EventTime, Lowering } from '@rollcall/filters'
import type { ChunkBatch } from '../batch/chunk-batch.ts'
import { DamagedPartError } from '../checkpoint/damaged-part-error.ts'
import type { PartReader } from '../checkpoint/part-reader.ts'
import type { PartWriter } from '../checkpoint/part-writer.ts'
import { CodeColumn } from '../columns/code-column.ts'
import type { Column } from '../columns/column.ts'
import { ListColumn } from '../columns/list-column.ts'
import { NumberColumn } from '../columns/number-column.ts'
import type { EntryLog } from '../entries/entry-log.ts'
import type { EntryTimes } from '../entries/entry-times.ts'
import { andInto, copyInto } from '../kernels/bits.ts'
import { enteredProbe } from '../live/entered-probe.ts'
import { MembershipTimes } from '../live/membership-times.ts'
import { Arena } from '../memory/arena.ts'
import type { Budget } from '../memory/budget.ts'
import { WordPool } from '../memory/word-pool.ts'
import type { Leaf } from '../query/leaf.ts'
import type { Probe } from '../query/probe.ts'
import { SetsTally } from '../query/sets-tally.ts'
import { sharedParts } from '../query/shared-parts.ts'
import { SharedProbe } from '../query/shared-probe.ts'
import type { Tally } from '../query/tally.ts'
import { toProbe } from '../query/to-probe.ts'
import { PICKED_ROWS_MAX, type RowPicks } from '../rows/row-picks.ts'
import { MembersProbe } from '../sets/members-probe.ts'
import { PickedSets } from '../sets/picked-sets.ts'
import { SetFamily } from '../sets/set-family.ts'
import { SetHints } from '../sets/set-hints.ts'
import type { Dictionary } from '../text/dictionary.ts'
import { AliveRows } from './alive-rows.ts'
import { PickedRows } from './picked-rows.ts'
import { SampleIds } from './sample-ids.ts'
import { type AskedEntries, TableEntries } from './table-entries.ts'
import type { TableStats } from './table-stats.ts'

let madeCount = 0

/** Which rows to ask about: whole chunks, or only some rows of them. */
export type ScanOptions = {
  /** In the order in which to visit them; all, ascending, unless given. */
  chunkNos?: readonly number[]
  /** The rows of a chunk to look at. */
  mask?: (chunkNo: number) => Uint32Array
  /** What answers some leaves instead of the table. */
  leafProbe?: (leaf: Leaf) => Probe | undefined
}

/**
 * The part of one project's rows that one shard holds.
 *
 * What must stay true: a row that is not alive has no values and is in no set.
 */
export class ProjectTable {
  readonly alive: AliveRows
  /** Since when rows are in watched segments; whoever keeps the segments keeps these. */
  times = new MembershipTimes()
  readonly #budget: Budget
  readonly #pool: WordPool
  readonly #pickedPool = new WordPool(PICKED_ROWS_MAX)
  readonly #aliveArena: Arena
  readonly #setsArena: Arena
  readonly #sets: SetFamily
  readonly #hints: SetHints
  readonly #entries: TableEntries
  readonly #ids: SampleIds
  /** In the order in which batches give their values. */
  #columns: Column[] = []
  #defineCount = 0
  readonly #madeAs = ++madeCount

  constructor(budget: Budget, pool: WordPool) {
    this.#budget = budget
    this.#pool = pool
    this.#aliveArena = new Arena(budget)
    this.#setsArena = new Arena(budget)
    this.alive = new AliveRows(this.#aliveArena)
    this.#hints = new SetHints(new Arena(budget))
    this.#sets = new SetFamily(this.#setsArena, pool, this.#hints)
    this.#entries = new TableEntries(budget, pool, this.#hints)
    this.#ids = new SampleIds(budget, pool)
  }

  /**
   * Makes these the columns. Those that were there with the same storage keep their values, the others start empty and
   * are answered.
   */
  define(definitions: ColumnDefinition[]): Set<string> {
    const before = new Set(this.#columns)
    const isSame =
      definitions.length === before.size && definitions.every((each, at) => this.#findSame(each) === this.#columns[at])
    if (!isSame) this.#defineCount++
    const fresh = definitions.filter((definition) => this.#findSame(definition) === undefined)
    this.#columns = definitions.map((definition) => this.#findSame(definition) ?? this.#toColumn(definition))
    for (const kept of this.#columns) before.delete(kept)
    for (const dropped of before) dropped.release()
    return new Set(fresh.map(({ id }) => id))
  }

  /** The most memory that applying the batch can need. */
  boundBytes(batches: ChunkBatch[]): number {
    return batches.reduce((sum, batch) => sum + this.#chunkBoundBytes(batch), 0)
  }

  apply(batches: ChunkBatch[]): void {
    for (const batch of batches) this.#applyToChunk(batch)
  }

  /** Visits the matching rows chunk by chunk; the bitset is the visitor's for the length of the visit only. */
  scan(lowering: Lowering, visit: (chunkNo: number, words: Uint32Array) => void, options: ScanOptions = {}): void {
    const probe = toProbe(lowering, {
      leafProbe: (leaf) => options.leafProbe?.(leaf) ?? this.#leafProbe(leaf),
      pool: this.#pool,
    })
    const words = this.#pool.take()
    for (const chunkNo of options.chunkNos ?? this.alive.chunkNos) {
      copyInto(words, this.alive.words(chunkNo))
      if (options.mask !== undefined) andInto(words, options.mask(chunkNo))
      probe.narrow(chunkNo, words)
      visit(chunkNo, words)
    }
    this.#pool.give(words)
  }

  /**
   * Visits all rows chunk by chunk with those of them that match each lowering; the bitsets are for the visit only. A lowering
   * that is itself a part of another, the same object, is worked out once for both.
   */
  scanEach(lowerings: Lowering[], visit: (chunkNo: number, words: Uint32Array[]) => void): void {
    const source = { leafProbe: (leaf: Leaf) => this.#leafProbe(leaf), pool: this.#pool }
    const alive = (chunkNo: number) => this.alive.words(chunkNo)
    const shared = new Map<Lowering, Probe>()
    const kept: Uint32Array[] = []
    for (const part of sharedParts(lowerings)) {
      const words = this.#pool.take()
      kept.push(words)
      shared.set(part, new SharedProbe(toProbe(part, source), { alive, words }))
    }
    const probes = lowerings.map((lowering) => toProbe(lowering, { ...source, shared: (part) => shared.get(part) }))
    const words = lowerings.map(() => this.#pool.take())
    for (const chunkNo of this.alive.chunkNos) {
      for (const [at, probe] of probes.entries()) {
        words[at].set(this.alive.words(chunkNo))
        probe.narrow(chunkNo, words[at])
      }
      visit(chunkNo, words)
    }
    for (const each of [...words, ...kept]) this.#pool.give(each)
  }

  /** Counts rows by those of their sets whose id begins like this; what follows is the choice. */
  tallySets(prefix: string): Tally {
    const asked = this.#sets.ids().filter((id) => id.startsWith(prefix))
    const sets = asked.flatMap((id) => {
      const members = this.#sets.find(id)
      return members === undefined ? [] : [{ choice: id.slice(prefix.length), members }]
    })
    return new SetsTally(sets, this.#pool)
  }

  /** A few rows by themselves. */
  pick(rows: RowPicks): PickedRows {
    return new PickedRows(rows, {
      getColumn: (id) => this.getColumn(id),
      sets: new PickedSets(this.#sets, rows, this.#hints.pick(rows)),
      entries: this.#entries,
      alive: this.alive,
      ids: this.#ids,
      times: this.times,
      pool: this.#pickedPool,
      chunkPool: this.#pool,
    })
  }

  /** The time of each row's event; see EntryTimes. */
  eventTimes(time: EventTime): EntryTimes {
    return this.#entries.times(time, this.alive.count)
  }

  /** The entries of a kind, of opportunities, or of a set. */
  log(asked: AskedEntries): EntryLog {
    return this.#entries.log(asked)
  }

  getColumn(id: string): Column {
    const found = this.#columns.find((column) => column.definition.id === id)
    if (found === undefined) throw new Error(`Column "${id}" is not defined. Define it before asking about it.`)
    return found
  }

  stats(): Omit<TableStats, 'watched'> {
    const columns = this.#columns.map((column) => ({ ...column.definition, ...column.stats() }))
    const sets = { count: this.#sets.size, sizeBytes: this.#setsArena.usedBytes + this.#hints.sizeBytes }
    const aliveBytes = this.alive.sizeBytes
    const idsBytes = this.#ids.sizeBytes
    const entries = this.#entries.stats()
    const parts = [...columns, sets, ...entries.events, entries.opportunities, entries.since]
    const sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, aliveBytes + idsBytes)
    return { rows: this.alive.count, sizeBytes, aliveBytes, idsBytes, sets, columns, ...entries }
  }

  /** Another version than before means that codes which were saved may stand for other texts now. */
  get codesVersion(): string {
    return [this.#madeAs, this.#defineCount, this.#entries.forgottenCount].join('.')
  }

  saveChunk(chunkNo: number, part: PartWriter): void {
    this.alive.save(chunkNo, part)
    this.#ids.save(chunkNo, part)
    this.#sets.save(chunkNo, part)
    for (const column of this.#columns) column.save(chunkNo, part)
    this.#entries.save(chunkNo, part)
  }

  /** Takes a chunk back that is not there yet. */
  restoreChunk(chunkNo: number, part: PartReader): void {
    this.alive.restore(chunkNo, part)
    this.#ids.restore(chunkNo, part)
    this.#sets.restore(chunkNo, part)
    for (const column of this.#columns) column.restore(chunkNo, part)
    this.#entries.restore(chunkNo, part)
  }

  /** All dictionaries by names that stay, those of columns by their ids. */
  dictionaries(): [name: string, dictionary: Dictionary][] {
    const ofColumns = this.#columns.flatMap(({ definition, dictionary }): [string, Dictionary][] =>
      dictionary === undefined ? [] : [[definition.id, dictionary]],
    )
    return [...ofColumns, ...this.#entries.dictionaries()]
  }

  getDictionary(name: string): Dictionary {
    const found = name.startsWith('[')
      ? this.#entries.getDictionary(name)
      : this.#columns.find(({ definition }) => definition.id === name)?.dictionary
    if (found === undefined) throw new DamagedPartError(`There is nothing that would hold texts of ${name}.`)
    return found
  }

  /** Gives all memory back; the table may not be used any more. */
  release(): void {
    for (const column of this.#columns) column.release()
    this.#setsArena.release()
    this.#hints.release()
    this.#aliveArena.release()
    this.#entries.release()
    this.#ids.release()
    this.#pickedPool.release()
  }

  #applyToChunk(batch: ChunkBatch): void {
    const { chunkNo, locals, removed } = batch
    // Rows that were not alive are in no set, so a load need not look where to take them out.
    const before = this.alive.hasAny(chunkNo, locals) ? locals : locals.subarray(0, 0)
    this.#hints.rewrite(chunkNo, [locals, removed])
    if (locals.length > 0) {
      for (const [at, column] of this.#columns.entries()) column.write(batch, batch.columns[at])
      this.#sets.assign(chunkNo, before, batch.sets)
      this.#ids.write(chunkNo, locals, batch.ids)
      this.alive.add(chunkNo, locals)
    }
    if (removed.length > 0) {
      for (const column of this.#columns) column.clear({ chunkNo, locals: removed })
      this.#sets.clear(chunkNo, removed)
      this.#ids.clear(chunkNo, removed)
      this.alive.remove(chunkNo, removed)
    }
    this.#entries.apply(batch, before, this.alive.words(chunkNo))
    if (removed.length > 0 && this.alive.dropEmpty(chunkNo)) this.#dropChunk(chunkNo)
  }

  #dropChunk(chunkNo: number): void {
    for (const column of this.#columns) column.dropChunk(chunkNo)
    this.#hints.dropChunk(chunkNo)
    this.#ids.dropChunk(chunkNo)
  }

  #chunkBoundBytes(batch: ChunkBatch): number {
    if (batch.columns.length !== this.#columns.length) throw new Error('The batch was made for other columns.')
    const { chunkNo, locals, sets, ids } = batch
    const entryBytes = this.#entries.boundBytes(batch)
    if (locals.length === 0) return entryBytes
    const columnBytes = this.#columns.reduce((sum, column, at) => sum + column.boundBytes(batch, batch.columns[at]), 0)
    const setBytes = this.#sets.boundBytes(chunkNo, sets) + this.#hints.boundBytes(chunkNo, locals)
    const idBytes = this.#ids.boundBytes(chunkNo, locals, ids)
    return columnBytes + setBytes + idBytes + entryBytes + this.alive.boundBytes(chunkNo)
  }

  #leafProbe(leaf: Leaf): Probe {
    const rowCount = this.alive.count
    switch (leaf.is) {
      case 'set':
        return new MembersProbe(
          [this.#sets.find(leaf.set)].filter((set) => set !== undefined),
          rowCount,
          this.#pool,
        )
      case 'sample':
        return this.#ids.probe(leaf)
      case 'since': {
        const times = this.times.find(leaf.set)
        if (times !== undefined) return enteredProbe(leaf, (question) => times.probe(question), this.#pool)
        return this.#entries.probe(leaf, rowCount)
      }
      case 'events':
      case 'opportunities':
        return this.#entries.probe(leaf, rowCount)
      case 'segment':
        throw new Error(
          `The index knows no rule of segment ${leaf.segment}. Put its lowering in the place of its name.`,
        )
      default:
        return this.getColumn(leaf.column).probe(leaf, rowCount)
    }
  }

  #findSame({ id, storage }: ColumnDefinition): Column | undefined {
    return this.#columns.find(({ definition }) => definition.id === id && definition.storage === storage)
  }

  #toColumn(definition: ColumnDefinition): Column {
    const arena = new Arena(this.#budget)
    if (definition.storage === 'choices') return new ListColumn(definition, arena, this.#pool)
    if (definition.storage === 'text' || definition.storage === 'choice')
      return new CodeColumn(definition, arena, this.#pool)
    return new NumberColumn(definition, arena)
  }
}
