import type { ChunkBatch } from '../batch/chunk-batch.ts'
import { CHUNK_WORDS } from '../chunk.ts'
import { countBits, listBits, setBits } from '../kernels/bits.ts'
import { type RowPicks, toRowPicks } from '../rows/row-picks.ts'
import type { PickedRows } from '../table/picked-rows.ts'
import type { ProjectTable } from '../table/project-table.ts'
import type { Crossed } from './crossing.ts'
import { type Read, toReadName } from './read.ts'

/** The names of what a batch changed, or everything for at least one row. */
export type Changed = Set<string> | 'everything'

/** Every row that a batch says something of, as bits by chunk. */
export function touchedBy(batches: ChunkBatch[]): Crossed {
  return new Map(
    batches.map(({ chunkNo, locals, removed, events, eventsReplaced }) => {
      const words = new Uint32Array(CHUNK_WORDS)
      for (const rows of [locals, removed, eventsReplaced, ...events.map(({ entries }) => entries.locals)]) {
        setBits(words, rows)
      }
      return [chunkNo, words]
    }),
  )
}

/** How many rows these are. */
export function countRows(rows: Crossed): number {
  return rows.values().reduce((sum, words) => sum + countBits(words), 0)
}

/** The same rows as picks. */
export function toPicks(rows: Crossed): RowPicks {
  const places = new Uint16Array(CHUNK_WORDS * 32)
  return toRowPicks(Array.from(rows, ([chunkNo, words]) => [chunkNo, places.slice(0, listBits(words, places))]))
}

/**
 * What a batch changes for a few rows, as far as anybody reads it: how they were, before it is applied, is compared with
 * how they are after that. So a row that is written again as it was changes nothing.
 */
export class RowChanges {
  readonly #table: ProjectTable
  readonly #rows: RowPicks
  readonly #reads: ReadonlyMap<string, Read>
  readonly #batches: ChunkBatch[]
  readonly #aliveBefore: Uint32Array
  readonly #before = new Map<string, ArrayLike<number | string>>()

  constructor(table: ProjectTable, rows: RowPicks, asked: { reads: ReadonlyMap<string, Read>; batches: ChunkBatch[] }) {
    this.#table = table
    this.#rows = rows
    this.#reads = asked.reads
    this.#batches = asked.batches
    const picked = table.pick(rows)
    this.#aliveBefore = picked.alive
    for (const [name, read] of asked.reads) this.#before.set(name, valuesOf(picked, read))
  }

  /** The rows as they are now, and what differs. */
  find(): { picked: PickedRows; changed: Changed } {
    const picked = this.#table.pick(this.#rows)
    if (!isSame(this.#aliveBefore, picked.alive)) return { picked, changed: 'everything' }
    const changed = new Set(this.#eventKinds())
    for (const [name, before] of this.#before) {
      if (!isSame(before, valuesOf(picked, this.#reads.get(name)))) changed.add(name)
    }
    return { picked, changed }
  }

  /** Events are only ever added, or all of them replaced. */
  #eventKinds(): string[] {
    const areReplaced = this.#batches.some(({ eventsReplaced }) => eventsReplaced.length > 0)
    if (areReplaced) return [...this.#reads].filter(([, { is }]) => is === 'events').map(([name]) => name)
    return this.#batches.flatMap(({ events }) => events.map(({ kind }) => toReadName({ is: 'events', event: kind })))
  }
}

/** What is equal for rows as long as nothing changed there; events are seen from the batch instead. */
function valuesOf(picked: PickedRows, read: Read | undefined): ArrayLike<number | string> {
  switch (read?.is) {
    case 'column':
      return picked.column(read.column).values
    case 'set':
      return picked.set(read.set)
    case 'since':
    case 'opportunities':
      return entriesOf(picked, read)
    default:
      return []
  }
}

function entriesOf(picked: PickedRows, read: Exclude<Read, { is: 'column' | 'set' }>): number[] {
  return picked
    .log(read)
    .runs(0)
    .flatMap(({ locals, at, codes, numbers, texts }) => {
      const cells = [numbers, texts].flatMap(({ entries, values }) => [...entries, ...values])
      return [...locals, ...at, ...codes.flatMap((column) => (column === undefined ? [-1] : [...column])), ...cells]
    })
}

function isSame(a: ArrayLike<number | string>, b: ArrayLike<number | string>): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false
  return true
}
