import type { ColumnDefinition } from '@rollcall/filters'
import type { ColumnValues } from '../batch/chunk-batch.ts'
import type { PartReader } from '../checkpoint/part-reader.ts'
import type { PartWriter } from '../checkpoint/part-writer.ts'
import { ARRAY_OVERHEAD_BYTES, type Arena } from '../memory/arena.ts'
import type { Collector, CollectorOptions } from '../query/collector.ts'
import { KeyCollector } from '../query/key-collector.ts'
import { numberKeys } from '../query/number-keys.ts'
import type { Probe } from '../query/probe.ts'
import type { Tally } from '../query/tally.ts'
import { type RowPicks, toPickedLength } from '../rows/row-picks.ts'
import type { Column, ColumnQuestion, PickedColumn, Places } from './column.ts'
import { toCapacity } from './growth.ts'
import { fitsInt32, MISSING_INT32, type NumberArray } from './number-array.ts'
import { rangeProbe } from './range-probe.ts'
import { rangesProbe } from './ranges-probe.ts'
import { wrongQuestion } from './wrong-question.ts'
import { wrongValues } from './wrong-values.ts'

/**
 * Numbers, instants and days: per chunk 32-bit integers while all values there are such, doubles otherwise. Chunks
 * without any value have no array.
 */
export class NumberColumn implements Column {
  readonly definition: ColumnDefinition
  readonly dictionary = undefined
  readonly #arena: Arena
  readonly #chunks = new Map<number, NumberArray>()

  constructor(definition: ColumnDefinition, arena: Arena) {
    this.definition = definition
    this.#arena = arena
  }

  stats(): { sizeBytes: number; distinct: number } {
    return { sizeBytes: this.#arena.usedBytes, distinct: 0 }
  }

  write({ chunkNo, locals }: Places, values: ColumnValues): void {
    if (!(values instanceof Float64Array)) throw wrongValues(this.definition)
    if (values.every(Number.isNaN)) this.clear({ chunkNo, locals })
    else this.#put({ chunkNo, locals }, values)
  }

  clear({ chunkNo, locals }: Places): void {
    const held = this.#chunks.get(chunkNo)
    if (held === undefined) return
    const missing = missingOf(held)
    for (const local of locals) if (local < held.length) held[local] = missing
  }

  dropChunk(chunkNo: number): void {
    const held = this.#chunks.get(chunkNo)
    if (held !== undefined) this.#arena.free(held)
    this.#chunks.delete(chunkNo)
  }

  boundBytes({ chunkNo, locals }: Places, values: ColumnValues): number {
    if (locals.length === 0 || !(values instanceof Float64Array)) return 0
    const held = this.#chunks.get(chunkNo)
    const rows = Math.max(held?.length ?? 0, toCapacity(locals[locals.length - 1]))
    const sizeBytes = rows * (needsDoubles(held, values) ? 8 : 4)
    if (held !== undefined && held.byteLength >= sizeBytes) return 0
    return sizeBytes - (held?.byteLength ?? 0) + ARRAY_OVERHEAD_BYTES
  }

  /** The chunk's values, if any row of it has one. */
  find(chunkNo: number): Float64Array | Int32Array | undefined {
    return this.#chunks.get(chunkNo)
  }

  probe(question: ColumnQuestion): Probe {
    return this.#probe((chunkNo) => this.#chunks.get(chunkNo), question)
  }

  pick(rows: RowPicks): PickedColumn {
    // Doubles whatever the chunks hold, so that NaN is missing for all.
    const values = new Float64Array(toPickedLength(rows)).fill(Number.NaN)
    for (const { chunkNo, locals, first } of rows.parts) {
      const held = this.#chunks.get(chunkNo)
      if (held === undefined) continue
      const missing = held instanceof Int32Array ? MISSING_INT32 : Number.NaN
      for (let i = 0; i < locals.length; i++) {
        const value = locals[i] < held.length ? held[locals[i]] : missing
        if (value !== missing) values[first + i] = value
      }
    }
    return { values, probe: (question) => this.#probe(() => values, question) }
  }

  #probe(find: (chunkNo: number) => Float64Array | Int32Array | undefined, question: ColumnQuestion): Probe {
    if (question.is === 'present') return rangeProbe(find, {})
    if (question.is === 'range') return rangeProbe(find, question)
    if (question.is === 'ranges') return rangesProbe(find, question.any)
    throw wrongQuestion(question, this.definition)
  }

  collector(options: CollectorOptions): Collector {
    return new KeyCollector(
      numberKeys((chunkNo) => this.#chunks.get(chunkNo), options.isDescending),
      options,
    )
  }

  tally(): Tally {
    throw new Error(`Column "${this.definition.id}" holds numbers: it has no choices to count.`)
  }

  save(chunkNo: number, part: PartWriter): void {
    part.array(this.#chunks.get(chunkNo))
  }

  restore(chunkNo: number, part: PartReader): void {
    const values = part.numbers(this.#arena)
    if (values !== undefined) this.#chunks.set(chunkNo, values)
  }

  release(): void {
    this.#arena.release()
  }

  #put({ chunkNo, locals }: Places, values: Float64Array): void {
    const held = this.#withRoom(chunkNo, locals[locals.length - 1], values)
    const missing = missingOf(held)
    for (let i = 0; i < locals.length; i++) held[locals[i]] = Number.isNaN(values[i]) ? missing : values[i]
  }

  #withRoom(chunkNo: number, local: number, values: Float64Array): NumberArray {
    const held = this.#chunks.get(chunkNo)
    const isDouble = needsDoubles(held, values)
    const rows = Math.max(held?.length ?? 0, toCapacity(local))
    if (held !== undefined && held.length === rows && isDouble === held instanceof Float64Array) return held
    const roomier = isDouble ? this.#arena.f64(rows) : this.#arena.i32(rows)
    roomier.fill(missingOf(roomier), held?.length ?? 0)
    if (held !== undefined) {
      copyNumbers(roomier, held)
      this.#arena.free(held)
    }
    this.#chunks.set(chunkNo, roomier)
    return roomier
  }
}

function missingOf(array: NumberArray): number {
  return array instanceof Int32Array ? MISSING_INT32 : Number.NaN
}

function needsDoubles(held: NumberArray | undefined, values: Float64Array): boolean {
  return held instanceof Float64Array || !values.every((value) => Number.isNaN(value) || fitsInt32(value))
}

function copyNumbers(to: NumberArray, from: NumberArray): void {
  to.set(from)
  if (to instanceof Int32Array || from instanceof Float64Array) return
  for (let i = 0; i < from.length; i++) if (from[i] === MISSING_INT32) to[i] = Number.NaN
}
