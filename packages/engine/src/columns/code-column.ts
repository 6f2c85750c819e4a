import type { ColumnDefinition } from '@rollcall/filters'
import type { ColumnValues, PackedTexts } from '../batch/chunk-batch.ts'
import type { PartReader } from '../checkpoint/part-reader.ts'
import type { PartWriter } from '../checkpoint/part-writer.ts'
import type { CodeArray } from '../kernels/codes.ts'
import { ARRAY_OVERHEAD_BYTES, type Arena } from '../memory/arena.ts'
import type { WordPool } from '../memory/word-pool.ts'
import { CodeTally } from '../query/code-tally.ts'
import type { Collector, CollectorOptions } from '../query/collector.ts'
import { KeyCollector } from '../query/key-collector.ts'
import type { Probe } from '../query/probe.ts'
import { rankKeys } from '../query/rank-keys.ts'
import type { Tally } from '../query/tally.ts'
import { TextRanks } from '../query/text-ranks.ts'
import { type RowPicks, toPickedLength } from '../rows/row-picks.ts'
import { AllowTables } from '../text/allow-tables.ts'
import { Dictionary } from '../text/dictionary.ts'
import type { TextSource } from '../text/text-source.ts'
import { toCodeTest } from '../text/to-code-test.ts'
import { CodeProbe } from './code-probe.ts'
import { toCodeArray, toWidth } from './code-width.ts'
import type { Column, ColumnQuestion, PickedColumn, Places } from './column.ts'
import { toCapacity } from './growth.ts'
import { wrongValues } from './wrong-values.ts'

/** Texts and single choices as dictionary codes, per chunk in the smallest width that holds the codes in that chunk. */
export class CodeColumn implements Column {
  readonly definition: ColumnDefinition
  readonly #arena: Arena
  readonly #pool: WordPool
  readonly dictionary: Dictionary
  readonly #texts: TextSource
  readonly #ranks: TextRanks
  readonly #chunks = new Map<number, CodeArray>()

  constructor(definition: ColumnDefinition, arena: Arena, pool: WordPool) {
    this.definition = definition
    this.#arena = arena
    this.#pool = pool
    this.dictionary = new Dictionary(arena)
    this.#ranks = new TextRanks(this.dictionary)
    this.#texts = { definition, dictionary: this.dictionary, tables: new AllowTables(this.dictionary) }
  }

  stats(): { sizeBytes: number; distinct: number } {
    return { sizeBytes: this.#arena.usedBytes, distinct: this.dictionary.size - 1 }
  }

  write({ chunkNo, locals }: Places, values: ColumnValues): void {
    if (!isTexts(values)) throw wrongValues(this.definition)
    const codes = this.dictionary.addAll(values)
    let highest = 0
    for (let i = 0; i < codes.length; i++) if (codes[i] > highest) highest = codes[i]
    if (highest === 0) this.clear({ chunkNo, locals })
    else this.#put({ chunkNo, locals }, codes, highest)
  }

  clear({ chunkNo, locals }: Places): void {
    const held = this.#chunks.get(chunkNo)
    if (held === undefined) return
    for (const local of locals) if (local < held.length) held[local] = 0
  }

  dropChunk(chunkNo: number): void {
    const held = this.#chunks.get(chunkNo)
    if (held !== undefined) this.#arena.free(held)
    this.#chunks.delete(chunkNo)
  }

  boundBytes({ chunkNo, locals }: Places, values: ColumnValues): number {
    if (!isTexts(values) || locals.length === 0) return 0
    const held = this.#chunks.get(chunkNo)
    const rows = Math.max(held?.length ?? 0, toCapacity(locals[locals.length - 1]))
    const arrayBytes = rows * toWidth(this.dictionary.size + locals.length) - (held?.byteLength ?? 0)
    return Math.max(0, arrayBytes) + ARRAY_OVERHEAD_BYTES + this.dictionary.boundBytes(values)
  }

  probe(question: ColumnQuestion): Probe {
    return new CodeProbe((chunkNo) => this.#chunks.get(chunkNo), toCodeTest(question, this.#texts), this.#pool)
  }

  pick(rows: RowPicks): PickedColumn {
    const values = new Uint32Array(toPickedLength(rows))
    for (const { chunkNo, locals, first } of rows.parts) {
      const held = this.#chunks.get(chunkNo)
      if (held === undefined) continue
      for (let i = 0; i < locals.length; i++) if (locals[i] < held.length) values[first + i] = held[locals[i]]
    }
    const probe = (question: ColumnQuestion) =>
      new CodeProbe(() => values, toCodeTest(question, this.#texts), this.#pool)
    return { values, probe }
  }

  collector(options: CollectorOptions): Collector {
    const source = { find: (chunkNo: number) => this.#chunks.get(chunkNo), ranks: this.#ranks }
    return new KeyCollector(rankKeys(source, options.isDescending), options)
  }

  tally(pool: WordPool): Tally {
    return new CodeTally({ find: (chunkNo) => this.#chunks.get(chunkNo), dictionary: this.dictionary }, pool)
  }

  save(chunkNo: number, part: PartWriter): void {
    part.array(this.#chunks.get(chunkNo))
  }

  restore(chunkNo: number, part: PartReader): void {
    const codes = part.codes(this.#arena)
    if (codes !== undefined) this.#chunks.set(chunkNo, codes)
  }

  release(): void {
    this.#texts.tables.release()
    this.#arena.release()
  }

  #put({ chunkNo, locals }: Places, codes: Uint32Array, highest: number): void {
    const held = this.#withRoom(chunkNo, locals[locals.length - 1], highest)
    for (let i = 0; i < locals.length; i++) held[locals[i]] = codes[i]
  }

  #withRoom(chunkNo: number, local: number, code: number): CodeArray {
    const held = this.#chunks.get(chunkNo)
    const width = Math.max(held?.BYTES_PER_ELEMENT ?? 1, toWidth(code))
    const rows = Math.max(held?.length ?? 0, toCapacity(local))
    if (held !== undefined && held.BYTES_PER_ELEMENT === width && held.length === rows) return held
    const roomier = toCodeArray(this.#arena, width, rows)
    if (held !== undefined) {
      roomier.set(held)
      this.#arena.free(held)
    }
    this.#chunks.set(chunkNo, roomier)
    return roomier
  }
}

function isTexts(values: ColumnValues): values is (string | null)[] | PackedTexts {
  return Array.isArray(values) || 'ends' in values
}
