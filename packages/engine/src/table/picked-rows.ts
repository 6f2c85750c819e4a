import type { Lowering, Sample, SetId } from '@rollcall/filters'
import type { Column, PickedColumn } from '../columns/column.ts'
import type { EntryLog } from '../entries/entry-log.ts'
import { hasBit, setBits } from '../kernels/bits.ts'
import { enteredProbe } from '../live/entered-probe.ts'
import type { MembershipTimes } from '../live/membership-times.ts'
import type { WordPool } from '../memory/word-pool.ts'
import type { Leaf } from '../query/leaf.ts'
import type { Probe } from '../query/probe.ts'
import { toProbe } from '../query/to-probe.ts'
import type { RowPicks } from '../rows/row-picks.ts'
import type { PickedSets } from '../sets/picked-sets.ts'
import type { AliveRows } from './alive-rows.ts'
import type { SampleIds } from './sample-ids.ts'
import { type AskedEntries, entryLeafProbe, type TableEntries } from './table-entries.ts'

/** What rows are picked from. */
export type PickSource = {
  getColumn(id: string): Column
  sets: PickedSets
  entries: TableEntries
  alive: AliveRows
  ids: SampleIds
  times: MembershipTimes
  /** Scratch space over the picks, and over whole chunks. */
  pool: WordPool
  chunkPool: WordPool
}

/**
 * A few rows of a table side by side, as they were when they were first asked about.
 *
 * Asking about them costs the same wherever they lie, and each column, set or log is visited once for all questions.
 */
export class PickedRows {
  readonly rows: RowPicks
  readonly #source: PickSource
  readonly #columns = new Map<string, PickedColumn>()
  readonly #logs = new Map<string, EntryLog>()
  readonly #alive: Uint32Array

  constructor(rows: RowPicks, source: PickSource) {
    this.rows = rows
    this.#source = source
    this.#alive = new Uint32Array(Math.ceil(rows.count / 32))
    for (const { chunkNo, locals, first } of rows.parts) {
      const words = source.alive.words(chunkNo)
      for (let i = 0; i < locals.length; i++) {
        if (hasBit(words, locals[i])) this.#alive[(first + i) >>> 5] |= 1 << ((first + i) & 31)
      }
    }
  }

  /** Which of the picks exist, as bits. */
  get alive(): Uint32Array {
    return this.#alive
  }

  /** Visits the picks that match, as the bits of one chunk, which are the visitor's for the length of the visit only. */
  scan(lowering: Lowering, visit: (words: Uint32Array) => void): void {
    const { pool } = this.#source
    const probe = toProbe(lowering, { leafProbe: (leaf) => this.#leafProbe(leaf), pool })
    const words = pool.take().fill(0)
    words.set(this.#alive)
    probe.narrow(0, words)
    visit(words)
    pool.give(words)
  }

  column(id: string): PickedColumn {
    return this.#remembered(this.#columns, id, () => this.#source.getColumn(id).pick(this.rows))
  }

  set(id: SetId): Uint32Array {
    return this.#source.sets.words(id)
  }

  /** Since when the picks are in a watched dynamic segment; nothing when the set is another one. */
  findTimes(asked: AskedEntries): PickedColumn | undefined {
    const set = asked.is === 'since' ? asked.set : undefined
    const times = set === undefined ? undefined : this.#source.times.find(set)
    // Judging one segment changes what the next one is told, so these are not remembered.
    return times?.pick(this.rows)
  }

  log(leaf: AskedEntries): EntryLog {
    const { entries, sets } = this.#source
    const rows = leaf.is === 'since' && !sets.mayHave(leaf.set) ? NO_ROWS : this.rows
    return this.#remembered(this.#logs, logName(leaf), () => entries.log(leaf).pick(rows))
  }

  #leafProbe(leaf: Leaf): Probe {
    const { sets, pool } = this.#source
    const rowCount = this.rows.count
    switch (leaf.is) {
      case 'set':
        return sets.probe([leaf.set])
      case 'sample':
        return this.#sampleProbe(leaf)
      case 'since': {
        const times = this.findTimes(leaf)
        return times ? enteredProbe(leaf, times.probe, pool) : entryLeafProbe(leaf, this.log(leaf), { rowCount, pool })
      }
      case 'events':
      case 'opportunities':
        return entryLeafProbe(leaf, this.log(leaf), { rowCount, pool })
      case 'segment':
        throw new Error(`The rule of segment ${leaf.segment} should stand in the place of its name.`)
      default:
        return this.column(leaf.column).probe(leaf)
    }
  }

  /** Asks where the rows are, since that is where buckets are known. */
  #sampleProbe(sample: Sample): Probe {
    const { ids, chunkPool } = this.#source
    const probe = ids.probe(sample)
    const narrow = (_chunkNo: number, words: Uint32Array) => {
      const there = chunkPool.take()
      for (const { chunkNo, locals, first } of this.rows.parts) {
        there.fill(0)
        setBits(
          there,
          locals.filter((_, i) => hasBit(words, first + i)),
        )
        probe.narrow(chunkNo, there)
        for (let i = 0; i < locals.length; i++) {
          if (!hasBit(there, locals[i])) words[(first + i) >>> 5] &= ~(1 << ((first + i) & 31))
        }
      }
      chunkPool.give(there)
    }
    return { cost: probe.cost, share: probe.share, narrow }
  }

  #remembered<T>(known: Map<string, T>, name: string, pick: () => T): T {
    const found = known.get(name) ?? pick()
    known.set(name, found)
    return found
  }
}

const NO_ROWS: RowPicks = { count: 0, parts: [] }

function logName(leaf: AskedEntries): string {
  if (leaf.is === 'events') return `events ${leaf.event}`
  return leaf.is === 'since' ? `since ${leaf.set}` : leaf.is
}
