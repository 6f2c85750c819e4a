import type { ColumnDefinition } from '@rollcall/filters'
import type { ColumnValues } from '../batch/chunk-batch.ts'
import { ARRAY_OVERHEAD_BYTES, type Arena } from '../memory/arena.ts'
import type { Collector, CollectorOptions } from '../query/collector.ts'
import { NumberCollector } from '../query/number-collector.ts'
import type { Probe } from '../query/probe.ts'
import { type RowPicks, toPickedLength } from '../rows/row-picks.ts'
import type { Column, ColumnQuestion, PickedColumn, Places } from './column.ts'
import { toCapacity } from './growth.ts'
import { rangeProbe } from './range-probe.ts'
import { rangesProbe } from './ranges-probe.ts'
import { wrongQuestion } from './wrong-question.ts'
import { wrongValues } from './wrong-values.ts'

/** Stands for a missing day; no calendar has it. */
export const MISSING_DAY = -(2 ** 31)

/** Numbers and instants as doubles (NaN is missing), days as int32. Chunks without any value have no array. */
export class NumberColumn implements Column {
  readonly definition: ColumnDefinition
  readonly #arena: Arena
  readonly #missing: number
  readonly #chunks = new Map<number, Float64Array | Int32Array>()

  constructor(definition: ColumnDefinition, arena: Arena) {
    this.definition = definition
    this.#arena = arena
    this.#missing = definition.storage === 'day' ? MISSING_DAY : Number.NaN
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
    for (const local of locals) if (local < held.length) held[local] = this.#missing
  }

  boundBytes({ chunkNo, locals }: Places): number {
    if (locals.length === 0) return 0
    const held = this.#chunks.get(chunkNo)
    const rows = toCapacity(locals[locals.length - 1])
    if (held !== undefined && held.length >= rows) return 0
    const rowBytes = this.definition.storage === 'day' ? 4 : 8
    return (rows - (held?.length ?? 0)) * rowBytes + ARRAY_OVERHEAD_BYTES
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
      const missing = held instanceof Int32Array ? MISSING_DAY : Number.NaN
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
    return new NumberCollector({ find: (chunkNo) => this.#chunks.get(chunkNo), missing: this.#missing }, options)
  }

  release(): void {
    this.#arena.release()
  }

  #put({ chunkNo, locals }: Places, values: Float64Array): void {
    const held = this.#withRoom(chunkNo, locals[locals.length - 1])
    for (let i = 0; i < locals.length; i++) held[locals[i]] = Number.isNaN(values[i]) ? this.#missing : values[i]
  }

  #withRoom(chunkNo: number, local: number): Float64Array | Int32Array {
    const held = this.#chunks.get(chunkNo)
    if (held !== undefined && local < held.length) return held
    const rows = toCapacity(local)
    const longer = this.definition.storage === 'day' ? this.#arena.i32(rows) : this.#arena.f64(rows)
    longer.fill(this.#missing, held?.length ?? 0)
    if (held !== undefined) {
      longer.set(held)
      this.#arena.free(held)
    }
    this.#chunks.set(chunkNo, longer)
    return longer
  }
}
