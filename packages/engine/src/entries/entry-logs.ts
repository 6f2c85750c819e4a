import type { PartReader } from '../checkpoint/part-reader.ts'
import type { PartWriter } from '../checkpoint/part-writer.ts'
import { CHUNK_WORDS } from '../chunk.ts'
import { setBits } from '../kernels/bits.ts'
import type { Budget } from '../memory/budget.ts'
import type { SetHints } from '../sets/set-hints.ts'
import type { EntryGroup } from './chunk-entries.ts'
import { differingEntries } from './differing-entries.ts'
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
  /** Told of every row that gets an entry, and asked which kinds to look into; without, all are looked into. */
  readonly #hints: SetHints | undefined
  readonly #logs = new Map<string, EntryLog>()
  #forgottenCount = 0

  constructor(shape: EntryShape, budget: Budget, hints?: SetHints) {
    this.shape = shape
    this.#budget = budget
    this.#hints = hints
  }

  find(kind: string): EntryLog | undefined {
    return this.#logs.get(kind)
  }

  apply({ chunkNo, dropped, groups, alive }: EntryChange): void {
    const touched = new Set(groups.map(({ kind }) => kind))
    if (this.#hints !== undefined && dropped.length > 0) {
      this.#rewrite({ chunkNo, groups, alive }, this.#hints)
      return
    }
    if (dropped.length > 0) this.#drop(chunkNo, dropped, touched)
    for (const { kind, entries } of groups) {
      this.getOrAdd(kind).append(chunkNo, entries, alive)
      this.#hints?.mark(chunkNo, kind, entries.locals)
    }
    this.#forgetEmpty(touched)
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
    for (let left = part.number(); left > 0; left--) {
      const kind = part.text()
      const log = this.getOrAdd(kind)
      log.restore(chunkNo, part)
      for (const { locals } of log.runs(chunkNo)) this.#hints?.mark(chunkNo, kind, locals)
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

  /** The same for kinds of which hints tell who has entries: most rows keep what they had, and only what differs is written. */
  #rewrite({ chunkNo, groups, alive }: Omit<EntryChange, 'dropped'>, hints: SetHints): void {
    const wanted = new Map(groups.map(({ kind, entries }) => [kind, entries]))
    const touched = new Set([...hints.before, ...wanted.keys()])
    for (const kind of touched) {
      const entries = wanted.get(kind)
      const held = this.#logs.get(kind)
      if (held === undefined && entries === undefined) continue
      const log = held ?? this.getOrAdd(kind)
      const { gone, come } = differingEntries(log.runs(chunkNo), { rows: hints.rowsBefore(kind), entries })
      if (gone.length > 0) {
        const isRow = new Uint32Array(CHUNK_WORDS)
        setBits(isRow, gone)
        log.drop(chunkNo, gone, isRow)
      }
      if (come !== undefined) log.append(chunkNo, come, alive)
      if (entries !== undefined) hints.mark(chunkNo, kind, entries.locals)
    }
    this.#forgetEmpty(touched)
  }

  #forgetEmpty(kinds: Set<string>): void {
    for (const kind of kinds) {
      const log = this.#logs.get(kind)
      if (log === undefined || log.count > 0) continue
      if (log.dictionaries.some(({ size }) => size > 1)) this.#forgottenCount++
      log.release()
      this.#logs.delete(kind)
    }
  }

  /** Notes in `touched` where it looked. */
  #drop(chunkNo: number, rows: Uint16Array, touched: Set<string>): void {
    const isRow = new Uint32Array(CHUNK_WORDS)
    setBits(isRow, rows)
    for (const [kind, log] of this.#logs) {
      log.drop(chunkNo, rows, isRow)
      touched.add(kind)
    }
  }
}
