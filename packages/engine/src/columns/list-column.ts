import type { ColumnDefinition } from '@rollcall/filters'
import type { ColumnValues, MemberGroups } from '../batch/chunk-batch.ts'
import { CHUNK_ROWS } from '../chunk.ts'
import { hasBit } from '../kernels/bits.ts'
import { listMembers } from '../kernels/members.ts'
import { Arena } from '../memory/arena.ts'
import { Budget } from '../memory/budget.ts'
import type { WordPool } from '../memory/word-pool.ts'
import type { Collector, CollectorOptions } from '../query/collector.ts'
import { compareCodePoints } from '../query/compare-sorted.ts'
import type { Probe } from '../query/probe.ts'
import { TextCollector } from '../query/text-collector.ts'
import type { RowPicks } from '../rows/row-picks.ts'
import type { MemberSet } from '../sets/member-set.ts'
import { MembersProbe } from '../sets/members-probe.ts'
import { PickedSets } from '../sets/picked-sets.ts'
import { SetFamily } from '../sets/set-family.ts'
import { Dictionary } from '../text/dictionary.ts'
import type { Column, ColumnQuestion, PickedColumn, Places } from './column.ts'
import { wrongQuestion } from './wrong-question.ts'
import { wrongValues } from './wrong-values.ts'

/** Any number of choices per contact: one set of members per choice. It sorts by a contact's first choice in code point order. */
export class ListColumn implements Column {
  readonly definition: ColumnDefinition
  readonly #arena: Arena
  readonly #pool: WordPool
  readonly #choices: SetFamily

  constructor(definition: ColumnDefinition, arena: Arena, pool: WordPool) {
    this.definition = definition
    this.#arena = arena
    this.#pool = pool
    this.#choices = new SetFamily(arena, pool)
  }

  stats(): { sizeBytes: number; distinct: number } {
    return { sizeBytes: this.#arena.usedBytes, distinct: this.#choices.size }
  }

  write({ chunkNo, locals }: Places, values: ColumnValues): void {
    if (!isGroups(values)) throw wrongValues(this.definition)
    this.#choices.assign(chunkNo, locals, values)
  }

  clear({ chunkNo, locals }: Places): void {
    this.#choices.clear(chunkNo, locals)
  }

  boundBytes({ chunkNo }: Places, values: ColumnValues): number {
    return isGroups(values) ? this.#choices.boundBytes(chunkNo, values) : 0
  }

  probe(question: ColumnQuestion, rowCount: number): Probe {
    const sets = this.#asked(question)
      .map((id) => this.#choices.find(id))
      .filter((set) => set !== undefined)
    return new MembersProbe(sets, rowCount, this.#pool)
  }

  pick(rows: RowPicks): PickedColumn {
    const choices = new PickedSets(this.#choices, rows)
    const values = new Array<string>(rows.count).fill('')
    for (const id of choices.ids().sort()) {
      const words = choices.words(id)
      for (let i = 0; i < rows.count; i++) if (hasBit(words, i)) values[i] += `${id}\0`
    }
    return { values, probe: (question) => choices.probe(this.#asked(question)) }
  }

  collector(options: CollectorOptions): Collector {
    const dictionary = new Dictionary(new Arena(new Budget(Number.POSITIVE_INFINITY)))
    const inOrder = this.#choices.ids().sort(compareCodePoints)
    const sets = new Map(inOrder.map((id) => [dictionary.add(id), this.#choices.find(id)]))
    return new TextCollector({ find: (chunkNo) => this.#toFirstChoices(chunkNo, sets), dictionary }, options)
  }

  release(): void {
    this.#arena.release()
  }

  #asked(question: ColumnQuestion): string[] {
    if (question.is !== 'present' && question.is !== 'codes') throw wrongQuestion(question, this.definition)
    return question.is === 'present' ? this.#choices.ids() : question.any
  }

  /** Codes ascend in code point order, so the one written last, going down, is a row's first. */
  #toFirstChoices(chunkNo: number, sets: Map<number, MemberSet | undefined>): Uint32Array {
    const codes = new Uint32Array(CHUNK_ROWS)
    const locals = new Uint16Array(CHUNK_ROWS)
    for (const [code, set] of [...sets].reverse()) {
      const members = set?.find(chunkNo)
      const count = members === undefined ? 0 : listMembers(members, locals)
      for (let i = 0; i < count; i++) codes[locals[i]] = code
    }
    return codes
  }
}

function isGroups(values: ColumnValues): values is MemberGroups {
  return !Array.isArray(values) && !(values instanceof Float64Array)
}
