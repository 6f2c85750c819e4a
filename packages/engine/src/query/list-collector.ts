import { toRowNo } from '../chunk.ts'
import { andNotInto } from '../kernels/bits.ts'
import {
  countMembers,
  findMembers,
  hasMember,
  keepMembers,
  listMembers,
  type Members,
  orMembers,
} from '../kernels/members.ts'
import type { MemberSet } from '../sets/member-set.ts'
import type { Collector, CollectorOptions, SortedRow } from './collector.ts'
import { compareChoices } from './root-collation.ts'

/** One choice and who has it. */
export type ChoiceMembers = { choice: string; members: MemberSet }

/** A row's choices as places in their order, ascending; half a place stands before the next one. */
type List = readonly number[]

/** Rows of several chunks. */
type Rows = { chunkNo: number; members: Members }[]

/** Rows whose choices begin alike. */
type Group = { list: List; rows: Rows }

/**
 * Keeps the first rows by the list of their choices, missing last, ties by row number.
 *
 * A row's choices stand in the order of the root collation, and lists sort as words do: by the first choice, then by the
 * second, a list before every longer one that begins with it. So `en` comes before `en-GB`, which holds both. As in a
 * dictionary, the rows are divided by their first choice, and those whose turn it is by the next, until a page is
 * full; a few are sorted one by one.
 */
export class ListCollector implements Collector {
  readonly #choices: ChoiceMembers[]
  readonly #options: CollectorOptions
  readonly #sign: number
  readonly #after: List | null
  readonly #rows: Rows = []

  constructor(choices: ChoiceMembers[], options: CollectorOptions) {
    this.#choices = choices.toSorted((a, b) => compareChoices(a.choice, b.choice))
    this.#options = options
    this.#sign = options.isDescending ? -1 : 1
    this.#after = options.after === undefined ? null : this.#toList(options.after.key)
  }

  take(chunkNo: number, words: Uint32Array): void {
    const members = findMembers(words, this.#options.pool.locals)
    if (members !== undefined) this.#rows.push({ chunkNo, members })
  }

  list(): SortedRow[] {
    const found: SortedRow[] = []
    this.#rows.sort((a, b) => a.chunkNo - b.chunkNo)
    for (const group of this.#inOrder({ list: [], rows: this.#rows })) {
      this.#listInto(found, group)
      if (found.length === this.#options.limit) break
    }
    return found
  }

  /** The rows of a group, those with the same list together. */
  *#inOrder(group: Group): Generator<Group> {
    if (isSmall(group)) return yield* this.#eachInOrder(group)
    const { ended, groups } = this.#divided(group)
    // Whoever has nothing at all is last in both directions.
    const isEndFirst = this.#sign > 0 && group.list.length > 0
    if (isEndFirst) yield ended
    for (const next of this.#sign > 0 ? groups : groups.reverse())
      if (!this.#isPassed(next.list)) yield* this.#inOrder(next)
    if (!isEndFirst) yield ended
  }

  /** A group by the next choice of its rows; those that have no further one apart. */
  #divided({ list, rows }: Group): { ended: Group; groups: Group[] } {
    const next = toNext(list)
    const groups = this.#choices.slice(next).map((_, at): Group => ({ list: [...list, next + at], rows: [] }))
    const ended: Group = { list, rows: [] }
    for (const { chunkNo, members } of rows) {
      const left = this.#options.pool.takeEmpty()
      orMembers(left, members)
      for (const group of groups) {
        const held = this.#choices[toNext(group.list) - 1].members.find(chunkNo)
        if (held === undefined) continue
        const both = this.#options.pool.copy(left)
        const scratch = this.#options.pool.take()
        keepMembers(both, held, scratch)
        this.#addTo(group, chunkNo, both)
        andNotInto(left, both)
        this.#options.pool.give(both)
        this.#options.pool.give(scratch)
      }
      this.#addTo(ended, chunkNo, left)
      this.#options.pool.give(left)
    }
    return { ended, groups: groups.filter(({ rows }) => rows.length > 0) }
  }

  #addTo({ rows }: Group, chunkNo: number, words: Uint32Array) {
    const members = findMembers(words, this.#options.pool.locals)
    if (members !== undefined) rows.push({ chunkNo, members })
  }

  /** The rows of a small group, each by itself. */
  #eachInOrder({ list, rows }: Group): Group[] {
    const each = rows.flatMap(({ chunkNo, members }) =>
      Array.from(this.#locals(members), (local): Group => {
        const further = this.#choices.flatMap(({ members }, place) => {
          const held = place < toNext(list) ? undefined : members.find(chunkNo)
          return held !== undefined && hasMember(held, local) ? [place] : []
        })
        return { list: [...list, ...further], rows: [{ chunkNo, members: Uint16Array.of(local) }] }
      }),
    )
    return each.sort((a, b) => this.#compare(a.list, b.list))
  }

  /** Lists the rows of a group whose turn it is. */
  #listInto(found: SortedRow[], { list, rows }: Group) {
    const { after, limit } = this.#options
    const order = this.#after === null ? 1 : this.#compare(list, this.#after)
    if (order < 0) return
    const key = list.length === 0 ? null : list.map((place) => this.#choices[place].choice)
    for (const { chunkNo, members } of rows) {
      for (const local of this.#locals(members)) {
        const rowNo = toRowNo(chunkNo, local)
        if (found.length < limit && (order > 0 || after === undefined || rowNo > after.rowNo))
          found.push({ rowNo, key })
      }
    }
  }

  #locals(members: Members): Uint16Array {
    const { locals } = this.#options.pool
    return locals.slice(0, listMembers(members, locals))
  }

  /** Whether every list that begins like this comes before the page. */
  #isPassed(list: List): boolean {
    return this.#after !== null && this.#compare(list, this.#after.slice(0, list.length)) < 0
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

/** The first choice that may follow in a list. */
function toNext(list: List): number {
  return (list.at(-1) ?? -1) + 1
}

/** So few rows are sorted one by one. */
const FEW_ROWS = 256

function isSmall({ rows }: Group): boolean {
  return rows.reduce((sum, { members }) => sum + countMembers(members), 0) <= FEW_ROWS
}
