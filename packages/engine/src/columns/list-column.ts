import type { ColumnDefinition } from '@rollcall/filters'
import type { ColumnValues, MemberGroups } from '../batch/chunk-batch.ts'
import type { PartReader } from '../checkpoint/part-reader.ts'
import type { PartWriter } from '../checkpoint/part-writer.ts'
import { hasBit } from '../kernels/bits.ts'
import type { Arena } from '../memory/arena.ts'
import type { WordPool } from '../memory/word-pool.ts'
import type { Collector, CollectorOptions } from '../query/collector.ts'
import { type ChoiceMembers, ListCollector } from '../query/list-collector.ts'
import type { Probe } from '../query/probe.ts'
import { SetsTally } from '../query/sets-tally.ts'
import type { Tally } from '../query/tally.ts'
import type { RowPicks } from '../rows/row-picks.ts'
import { MembersProbe } from '../sets/members-probe.ts'
import { PickedSets } from '../sets/picked-sets.ts'
import { SetFamily } from '../sets/set-family.ts'
import type { Column, ColumnQuestion, PickedColumn, Places } from './column.ts'
import { wrongQuestion } from './wrong-question.ts'
import { wrongValues } from './wrong-values.ts'

/** Any number of choices per contact: one set of members per choice. It sorts by a contact's choices in their order. */
export class ListColumn implements Column {
  readonly definition: ColumnDefinition
  readonly dictionary = undefined
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

  /** Sets without members in a chunk have nothing there. */
  dropChunk(): void {}

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
    return new ListCollector(this.#members(), options)
  }

  tally(pool: WordPool): Tally {
    return new SetsTally(this.#members(), pool)
  }

  save(chunkNo: number, part: PartWriter): void {
    this.#choices.save(chunkNo, part)
  }

  restore(chunkNo: number, part: PartReader): void {
    this.#choices.restore(chunkNo, part)
  }

  release(): void {
    this.#arena.release()
  }

  #asked(question: ColumnQuestion): string[] {
    if (question.is !== 'present' && question.is !== 'codes') throw wrongQuestion(question, this.definition)
    return question.is === 'present' ? this.#choices.ids() : question.any
  }

  #members(): ChoiceMembers[] {
    return this.#choices.ids().flatMap((choice) => {
      const members = this.#choices.find(choice)
      return members === undefined ? [] : [{ choice, members }]
    })
  }
}

function isGroups(values: ColumnValues): values is MemberGroups {
  return 'starts' in values
}
