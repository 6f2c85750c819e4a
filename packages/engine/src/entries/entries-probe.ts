import type { Lowering } from '@rollcall/filters'
import { CHUNK_ROWS, CHUNK_WORDS } from '../chunk.ts'
import { clearAll, countBits, isZero, listBits } from '../kernels/bits.ts'
import { firstAtLeast } from '../kernels/members.ts'
import type { WordPool } from '../memory/word-pool.ts'
import type { Probe } from '../query/probe.ts'
import type { EntryLog } from './entry-log.ts'
import { entryProbe } from './entry-probe.ts'
import type { EntryRun } from './entry-run.ts'
import { blockOf, type RunCursor } from './run-cursor.ts'
import type { Tally } from './tally.ts'

/** Finding the entries of one row takes as long as looking at this many in a row. */
const ENTRIES_PER_LOOKUP = 16

/** What 32 entries cost beside the question which of them count; see Probe. */
const ENTRIES_COST = 16

/** What is asked of a log: which entries, and what those of a row have to come to. */
export type EntriesQuestion = { where: Lowering[]; tallies: Tally[]; rowCount: number; pool: WordPool }

/** Keeps the rows whose entries, so far as they satisfy `where`, satisfy every tally. */
export class EntriesProbe implements Probe {
  readonly cost: number
  readonly share = 0.3
  readonly #log: EntryLog
  readonly #where: Probe
  readonly #tallies: Tally[]
  readonly #pool: WordPool
  readonly #cursor: RunCursor

  constructor(log: EntryLog, { where, tallies, rowCount, pool }: EntriesQuestion) {
    this.#log = log
    this.#tallies = tallies
    this.#pool = pool
    this.#cursor = { run: NO_RUN }
    this.#where = entryProbe(where, { log, cursor: this.#cursor, pool })
    this.cost = 4 + (log.count / Math.max(1, rowCount)) * (ENTRIES_COST + this.#where.cost)
  }

  narrow(chunkNo: number, words: Uint32Array): void {
    const rows = countBits(words)
    if (rows === 0) return
    for (const tally of this.#tallies) tally.begin(words)
    for (const run of this.#log.runs(chunkNo)) {
      const isSparse = rows * ENTRIES_PER_LOOKUP < run.count
      this.#takeRun(run, isSparse ? words : undefined)
    }
    for (const tally of this.#tallies) tally.narrow(words)
  }

  #takeRun(run: EntryRun, only: Uint32Array | undefined): void {
    this.#cursor.run = run
    const kept = this.#pool.take()
    for (let block = 0; block * CHUNK_ROWS < run.count; block++) {
      if (only === undefined) setFirst(kept, Math.min(CHUNK_ROWS, run.count - block * CHUNK_ROWS))
      else this.#setThoseOf(only, blockOf(run.locals, block), kept)
      if (only !== undefined && isZero(kept)) continue
      this.#where.narrow(block, kept)
      for (const tally of this.#tallies) tally.take(run, block, kept)
    }
    this.#pool.give(kept)
  }

  /** Makes `kept` the entries of the rows in `words`. */
  #setThoseOf(words: Uint32Array, rowOf: Uint16Array, kept: Uint32Array): void {
    const { locals } = this.#pool
    const count = listBits(words, locals)
    clearAll(kept)
    for (let i = 0; i < count; i++) {
      for (let entry = firstAtLeast(rowOf, locals[i]); rowOf[entry] === locals[i]; entry++) {
        kept[entry >>> 5] |= 1 << (entry & 31)
      }
    }
  }
}

/** Makes a bitset the first `count`. */
function setFirst(words: Uint32Array, count: number): void {
  words.fill(0xffff_ffff, 0, count >>> 5)
  words.fill(0, count >>> 5, CHUNK_WORDS)
  if ((count & 31) !== 0) words[count >>> 5] = (1 << (count & 31)) - 1
}

const NOTHING = { spans: new Map(), entries: new Uint32Array(0) }
const NO_RUN: EntryRun = {
  count: 0,
  earliest: 0,
  latest: 0,
  locals: new Uint16Array(0),
  at: new Uint32Array(0),
  codes: [],
  numbers: { ...NOTHING, values: new Float64Array(0) },
  texts: { ...NOTHING, values: new Uint32Array(0) },
}
