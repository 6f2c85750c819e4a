import { CHUNK_ROWS, toRowNo } from '../chunk.ts'
import { listBits } from '../kernels/bits.ts'
import { listMembers, type Members } from '../kernels/members.ts'
import type { MemberSet } from '../sets/member-set.ts'
import type { Collector, CollectorOptions, SortedRow } from './collector.ts'
import { compareChoices } from './root-collation.ts'
import { TopRows } from './top-rows.ts'

/** One choice and who has it. */
export type ChoiceMembers = { choice: string; members: MemberSet }

const FIRST_ROWS = 1_024

/** A row's choices as places in their order, ascending; half a place stands before the next one. */
type List = readonly number[]

/**
 * Keeps the first rows by the list of their choices, missing last, ties by row number.
 *
 * A row's choices stand in the order of the root collation, and lists sort as words do: by the first choice, then by the
 * second, a list before every longer one that begins with it. So `en` comes before `en-GB`, which holds both. Most rows
 * are told apart by their first choice; only for the others is the list made.
 */
export class ListCollector implements Collector {
  readonly #choices: ChoiceMembers[]
  readonly #options: CollectorOptions
  readonly #sign: number
  readonly #after: List | null
  readonly #top: TopRows
  /** The lists of rows that were offered. */
  readonly #lists: List[] = []
  /** The first choice of each row; the number of choices for none. */
  readonly #first = new Uint32Array(CHUNK_ROWS)
  /** Which of the lists being made belongs to a row, from 1. */
  readonly #slots = new Uint32Array(CHUNK_ROWS)

  constructor(choices: ChoiceMembers[], options: CollectorOptions) {
    this.#choices = choices.toSorted((a, b) => compareChoices(a.choice, b.choice))
    this.#options = options
    this.#sign = options.isDescending ? -1 : 1
    this.#after = options.after === undefined ? null : this.#toList(options.after.key)
    this.#top = new TopRows(options.limit, (a, b) => this.#compare(this.#lists[a], this.#lists[b]))
  }

  take(chunkNo: number, words: Uint32Array): void {
    const held = this.#choices.map(({ members }) => members.find(chunkNo))
    this.#readFirst(held)
    const { locals } = this.#options.pool
    const rows = locals.slice(0, listBits(words, locals))
    // Once as many as are asked for are kept, they rule out most of the others.
    for (const some of [rows.subarray(0, FIRST_ROWS), rows.subarray(FIRST_ROWS)]) {
      const open = some.filter((local) => !this.#isOut(this.#first[local]))
      for (const [at, list] of this.#listsOf(open, held).entries()) {
        const rowNo = toRowNo(chunkNo, open[at])
        if (this.#isKept(list, rowNo)) this.#top.offer(this.#lists.push(list) - 1, rowNo)
      }
    }
  }

  list(): SortedRow[] {
    const toKey = (list: List) => (list.length === 0 ? null : list.map((place) => this.#choices[place].choice))
    return this.#top.list().map(({ key, rowNo }) => ({ rowNo, key: toKey(this.#lists[key]) }))
  }

  /** Going down, the choice written last is a row's first. */
  #readFirst(held: (Members | undefined)[]): void {
    const { locals } = this.#options.pool
    this.#first.fill(held.length)
    for (let place = held.length - 1; place >= 0; place--) {
      const members = held[place]
      const count = members === undefined ? 0 : listMembers(members, locals)
      for (let i = 0; i < count; i++) this.#first[locals[i]] = place
    }
  }

  #listsOf(rows: Uint16Array, held: (Members | undefined)[]): List[] {
    const { locals } = this.#options.pool
    const lists: number[][] = Array.from(rows, () => [])
    if (rows.length === 0) return lists
    this.#slots.fill(0)
    for (let at = 0; at < rows.length; at++) this.#slots[rows[at]] = at + 1
    for (const [place, members] of held.entries()) {
      const count = members === undefined ? 0 : listMembers(members, locals)
      for (let i = 0; i < count; i++) {
        const slot = this.#slots[locals[i]]
        if (slot !== 0) lists[slot - 1].push(place)
      }
    }
    return lists
  }

  /** Whether no list that begins like this can be kept. */
  #isOut(first: number): boolean {
    if (this.#after !== null && this.#compareFirst(first, this.#after) < 0) return true
    return this.#top.isFull && this.#compareFirst(first, this.#lists[this.#top.lastKey]) > 0
  }

  #compareFirst(first: number, [other = this.#choices.length]: List): number {
    const isMissing = first === this.#choices.length
    const isOtherMissing = other === this.#choices.length
    if (isMissing || isOtherMissing) return Number(isMissing) - Number(isOtherMissing)
    return (first - other) * this.#sign
  }

  #isKept(list: List, rowNo: number): boolean {
    const { after } = this.#options
    if (after !== undefined && this.#after !== null) {
      const order = this.#compare(list, this.#after)
      if (order < 0 || (order === 0 && rowNo <= after.rowNo)) return false
    }
    return !this.#top.isFull || this.#compare(list, this.#lists[this.#top.lastKey]) <= 0
  }

  #compare(a: List, b: List): number {
    if (a.length === 0 || b.length === 0) return Number(a.length === 0) - Number(b.length === 0)
    const shorter = Math.min(a.length, b.length)
    for (let i = 0; i < shorter; i++) if (a[i] !== b[i]) return (a[i] - b[i]) * this.#sign
    return (a.length - b.length) * this.#sign
  }

  #toList(key: SortedRow['key']): List {
    if (!Array.isArray(key)) return []
    return key.map((choice) => {
      const at = this.#choices.findIndex((other) => compareChoices(other.choice, choice) >= 0)
      if (at < 0) return this.#choices.length - 0.5
      return this.#choices[at].choice === choice ? at : at - 0.5
    })
  }
}
