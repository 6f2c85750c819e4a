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
      const log = this.find(kind) ?? new EntryLog(this.shape, this.#budget)
      this.#logs.set(kind, log)
      log.append(chunkNo, entries, alive)
    }
    for (const [kind, log] of this.#logs) {
      if (log.count > 0) continue
      log.release()
      this.#logs.delete(kind)
    }
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
