import type { PartReader } from '../checkpoint/part-reader.ts'
import type { PartWriter } from '../checkpoint/part-writer.ts'
import { restoreRun, saveRun } from '../checkpoint/saved-runs.ts'
import { toWidth } from '../columns/code-width.ts'
import { hasBit } from '../kernels/bits.ts'
import { hasRows } from '../kernels/members.ts'
import { ARRAY_OVERHEAD_BYTES, Arena } from '../memory/arena.ts'
import { Budget } from '../memory/budget.ts'
import type { RowPicks } from '../rows/row-picks.ts'
import { AllowTables } from '../text/allow-tables.ts'
import { Dictionary } from '../text/dictionary.ts'
import type { TextSource } from '../text/text-source.ts'
import type { ChunkEntries } from './chunk-entries.ts'
import { type EntryRun, freeRun, movedRun, toRun, toWholeWords } from './entry-run.ts'
import type { EntryShape } from './entry-shape.ts'
import { pickedRuns } from './picked-runs.ts'
import { mergedPlaces, placesWithout } from './places.ts'

/**
 * A run is merged with the one before it unless that one is this many times as long. So each entry is copied a few
 * times in all while a log grows, and a chunk has a few runs.
 */
const RUN_RATIO = 8

/** The most arrays that a run can have beside one per code column: rows, times, and two of each of two kinds of cells. */
const OTHER_ARRAYS = 6

/** All entries of one kind that one shard holds of a project, chunk by chunk. */
export class EntryLog {
  readonly shape: EntryShape
  readonly codeTexts: TextSource[]
  readonly cellTexts: TextSource
  readonly #arena: Arena
  readonly #chunks = new Map<number, EntryRun[]>()
  #count = 0

  constructor(shape: EntryShape, budget: Budget, texts?: Pick<EntryLog, 'codeTexts' | 'cellTexts'>) {
    this.shape = shape
    this.#arena = new Arena(budget)
    this.codeTexts = texts?.codeTexts ?? shape.codes.map((definition) => toTextSource(definition, this.#arena))
    this.cellTexts = texts?.cellTexts ?? toTextSource({ id: 'cells', storage: 'text' }, this.#arena)
  }

  get count(): number {
    return this.#count
  }

  get sizeBytes(): number {
    return this.#arena.usedBytes
  }

  /** The runs of a chunk, which together hold its entries. */
  runs(chunkNo: number): readonly EntryRun[] {
    return this.#chunks.get(chunkNo) ?? []
  }

  /** The entries of a few rows as they are now, as a log with chunk 0 alone that shares the texts of this one. */
  pick(rows: RowPicks): EntryLog {
    const picked = new EntryLog(this.shape, new Budget(Number.POSITIVE_INFINITY), this)
    const runs = pickedRuns(rows, (chunkNo) => this.runs(chunkNo))
    picked.#count = runs.reduce((sum, { count }) => sum + count, 0)
    picked.#chunks.set(0, runs)
    return picked
  }

  /** Adds entries; those of rows that are not alive are left out. */
  append(chunkNo: number, entries: ChunkEntries, alive: Uint32Array): void {
    const added = this.#toRun(entries)
    const kept = entries.locals.every((local) => hasBit(alive, local))
      ? added
      : this.#without(
          added,
          alive.map((word) => ~word),
        )
    if (kept === undefined) return
    this.#count += kept.count
    this.#chunks.set(chunkNo, this.#merged([...this.runs(chunkNo), kept]))
  }

  /** Takes all entries of rows out; `isRow` has a bit for each of `rows`. */
  drop(chunkNo: number, rows: Uint16Array, isRow: Uint32Array): void {
    const held = this.runs(chunkNo)
    if (!held.some((run) => hasRows(run.locals, { rows, isRow }))) return
    const kept = held.map((run) => {
      if (!hasRows(run.locals, { rows, isRow })) return run
      const without = this.#without(run, isRow)
      this.#count -= run.count - (without?.count ?? 0)
      return without
    })
    this.#chunks.set(
      chunkNo,
      kept.filter((run) => run !== undefined),
    )
  }

  /** The most memory that `append` can need. */
  boundBytes(chunkNo: number, entries: ChunkEntries): number {
    const { codes, texts, numbers, cellTexts } = entries
    const count = toWholeWords(entries.locals.length)
    const cellBytes = numbers.values.length * 12 + texts.values.length * 8
    const arrayBytes = (OTHER_ARRAYS + codes.length) * ARRAY_OVERHEAD_BYTES
    return codes.reduce(
      (sum, { texts }, column) => sum + this.#codeBoundBytes(chunkNo, { column, texts, count }),
      count * 6 + cellBytes + arrayBytes + this.cellTexts.dictionary.boundBytes(cellTexts),
    )
  }

  /** Where its codes come from. */
  get dictionaries(): Dictionary[] {
    return [...this.codeTexts, this.cellTexts].map(({ dictionary }) => dictionary)
  }

  save(chunkNo: number, part: PartWriter): void {
    const runs = this.runs(chunkNo)
    part.number(runs.length)
    for (const run of runs) saveRun(part, run)
  }

  restore(chunkNo: number, part: PartReader): void {
    const runs = Array.from({ length: part.number() }, () => restoreRun(part, this.#arena, this.shape.codes.length))
    for (const run of runs) this.#count += run.count
    this.#chunks.set(chunkNo, runs)
  }

  /** Gives all memory back; the log may not be used any more. */
  release(): void {
    for (const { tables } of [...this.codeTexts, this.cellTexts]) tables.release()
    this.#arena.release()
  }

  #codeBoundBytes(chunkNo: number, added: { column: number; texts: string[]; count: number }): number {
    const { column, texts, count } = added
    const { dictionary } = this.codeTexts[column]
    const widths = this.runs(chunkNo).map((run) => run.codes[column]?.BYTES_PER_ELEMENT ?? 0)
    const width = Math.max(...widths, texts.length === 0 ? 0 : toWidth(dictionary.size + texts.length))
    // Merged runs hold all their codes in the widest of their widths.
    const widened = this.runs(chunkNo).reduce((sum, run, at) => sum + run.at.length * (width - widths[at]), 0)
    return count * width + widened + dictionary.boundBytes(texts)
  }

  #toRun(entries: ChunkEntries): EntryRun {
    return toRun(this.#arena, entries, {
      codesOf: (column, texts) => Uint32Array.from(texts, (text) => this.codeTexts[column].dictionary.add(text)),
      cellCodes: (texts) => Uint32Array.from(texts, (text) => this.cellTexts.dictionary.add(text)),
    })
  }

  #merged(runs: EntryRun[]): EntryRun[] {
    const last = runs.at(-1)
    const before = runs.at(-2)
    if (last === undefined || before === undefined || before.count >= RUN_RATIO * last.count) return runs
    const [ofBefore, ofLast] = mergedPlaces(before.locals, last.locals)
    const moves = [
      { run: before, places: ofBefore },
      { run: last, places: ofLast },
    ]
    const both = movedRun(this.#arena, moves, before.count + last.count)
    for (const { run } of moves) freeRun(this.#arena, run)
    return this.#merged([...runs.slice(0, -2), both])
  }

  /** The run without some rows, which takes its place; nothing when none is left. */
  #without(run: EntryRun, isRow: Uint32Array): EntryRun | undefined {
    const { places, count } = placesWithout(run.locals, isRow)
    const without = count === 0 ? undefined : movedRun(this.#arena, [{ run, places }], count)
    freeRun(this.#arena, run)
    return without
  }
}

function toTextSource(definition: TextSource['definition'], arena: Arena): TextSource {
  const dictionary = new Dictionary(arena)
  return { definition, dictionary, tables: new AllowTables(dictionary) }
}

/** A log without entries, for questions about a kind that nobody has any of. */
export function emptyLog(shape: EntryShape): EntryLog {
  return new EntryLog(shape, new Budget(Number.POSITIVE_INFINITY))
}
