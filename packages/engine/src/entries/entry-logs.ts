import type { PartReader } from '../checkpoint/part-reader.ts'
import type { PartWriter } from '../checkpoint/part-writer.ts'
import { CHUNK_WORDS } from '../chunk.ts'
import { setBits } from '../kernels/bits.ts'
import type { Budget } from '../memory/budget.ts'
import type { EntryGroup } from './chunk-entries.ts'
import { EntryLog, emptyLog } from './entry-log.ts'
import type { EntryShape } from './entry-shape.ts'

/** What a batch does to the entries of one chunk. */
export type EntryChange = {
  chunkNo: number
  /** Rows that lose what they had. */
  dropped: Uint16Array
  groups: EntryGroup[]
  /** The rows that exist; entries of others are left out. */
  alive: Uint32Array
}

/** What logs hold and what they take. */
export type EntryStats = { count: number; sizeBytes: number }

/** Logs of entries of one shape, by kind; a kind without entries is forgotten. */
export class EntryLogs {
  readonly shape: EntryShape
  readonly #budget: Budget
  readonly #logs = new Map<string, EntryLog>()
  #forgottenCount = 0

  constructor(shape: EntryShape, budget: Budget) {
    this.shape = shape
    this.#budget = budget
  }

  find(kind: string): EntryLog | undefined {
    return this.#logs.get(kind)
  }

  apply({ chunkNo, dropped, groups, alive }: EntryChange): void {
    if (dropped.length > 0) this.#drop(chunkNo, dropped)
    for (const { kind, entries } of groups) {
      this.getOrAdd(kind).append(chunkNo, entries, alive)
    }
    for (const [kind, log] of this.#logs) {
      if (log.count > 0) continue
      if (log.dictionaries.some(({ size }) => size > 1)) this.#forgottenCount++
      log.release()
      this.#logs.delete(kind)
    }
  }

  getOrAdd(kind: string): EntryLog {
    const found = this.#logs.get(kind)
    if (found !== undefined) return found
    const added = new EntryLog(this.shape, this.#budget)
    this.#logs.set(kind, added)
    return added
  }

  /** How many logs that had texts were forgotten so far, and the codes of those with them. */
  get forgottenCount(): number {
    return this.#forgottenCount
  }

  get kinds(): string[] {
    return [...this.#logs.keys()]
  }

  save(chunkNo: number, part: PartWriter): void {
    const inChunk = [...this.#logs].filter(([, log]) => log.runs(chunkNo).length > 0)
    part.number(inChunk.length)
    for (const [kind, log] of inChunk) {
      part.text(kind)
      log.save(chunkNo, part)
    }
  }

  restore(chunkNo: number, part: PartReader): void {
    for (let left = part.number(); left > 0; left--) this.getOrAdd(part.text()).restore(chunkNo, part)
  }

  /** The most memory that `apply` can need. */
  boundBytes(chunkNo: number, groups: EntryGroup[]): number {
    return groups.reduce((sum, { kind, entries }) => {
      const held = this.find(kind)
      if (held !== undefined) return sum + held.boundBytes(chunkNo, entries)
      const empty = emptyLog(this.shape)
      return sum + empty.sizeBytes + empty.boundBytes(chunkNo, entries)
    }, 0)
  }

  /** What is held of each kind. */
  stats(): (EntryStats & { kind: string })[] {
    return Array.from(this.#logs, ([kind, { count, sizeBytes }]) => ({ kind, count, sizeBytes }))
  }

  release(): void {
    for (const log of this.#logs.values()) log.release()
  }

  #drop(chunkNo: number, rows: Uint16Array): void {
    const isRow = new Uint32Array(CHUNK_WORDS)
    setBits(isRow, rows)
    for (const log of this.#logs.values()) log.drop(chunkNo, rows, isRow)
  }
}
