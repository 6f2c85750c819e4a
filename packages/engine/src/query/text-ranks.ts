import type { ByteSpan } from '../kernels/bytes.ts'
import type { ClosedRange } from '../kernels/ranges.ts'
import { comparePlain, isPlain, lettersOf, weightsAt } from './plain-weights.ts'
import { compareTexts } from './root-collation.ts'
import { sortPlain } from './sort-plain.ts'

/** The texts to rank, numbered from 1; they only ever become more. */
export type RankedTexts = { readonly size: number; span(code: number): ByteSpan; text(code: number): string }

/** Texts that begin alike, and whatever the collation puts between them and those that begin with more. */
type Group = {
  /** The letters with which they begin, and their weights. */
  letters: string
  prefix: number
  /** In order. */
  codes: Uint32Array
  /** Those that nobody has put in order yet. */
  unsorted: Uint32Array
  /** How many texts come before. */
  start: number
}

/** Few enough for large groups to be small beside all texts, and enough for most groups to be put in order in a millisecond. */
const PREFIX_LETTERS = 3

/** Of so many in order, one more is a few. */
const FEW_SHARE = 8

const NOTHING = new Uint32Array(0)
const UNKNOWN = 2

/**
 * Where the texts of a dictionary stand in the root collation, so that rows are sorted by numbers.
 *
 * Texts are put into groups by their first letters when somebody sorts, and a group into order when a page reaches it: of half
 * a million addresses that takes 0.1 s, and all of them in order would take 0.4 s. Until then the texts of a group share the rank of
 * its first one. Texts that the collation holds for the same share a rank for good.
 */
export class TextRanks {
  readonly #texts: RankedTexts
  #known = 1
  /** Ascending; before the first letter there is the group of what sorts before all letters. */
  #groups: Group[] = [newGroup(0)]
  readonly #byPrefix = new Map(this.#groups.map((group) => [group.prefix, group]))
  /** By code: whether its letters alone decide. Two such texts are never the same to the collation. */
  #isPlain = new Uint8Array(1)
  #ranks = new Uint32Array(1)
  /** By code: whether the text before it in order is the same to the collation, if that is known. */
  #isRepeated = new Uint8Array(1)

  constructor(texts: RankedTexts) {
    this.#texts = texts
  }

  /** By code; there for all texts that exist now. */
  get(): Uint32Array {
    if (this.#known < this.#texts.size) this.#grow()
    return this.#ranks
  }

  /** Whether texts that differ may still share this rank. */
  isShared(rank: number): boolean {
    return this.#groupAt(rank).unsorted.length > 0
  }

  /** Gives all texts that share this rank ranks of their own. */
  divide(rank: number): void {
    this.#sort(this.#groupAt(rank))
  }

  /** A text that has this rank. */
  text(rank: number): string {
    const group = this.#groupAt(rank)
    this.#sort(group)
    return this.#texts.text(group.codes[rank - group.start])
  }

  /** The codes of the texts whose rank lies in the range, in several lists. */
  codesIn({ from, to }: ClosedRange): Uint32Array[] {
    const ranks = this.get()
    const lists: Uint32Array[] = []
    for (let at = this.#placeAt(Math.max(0, from)); at < this.#groups.length && this.#groups[at].start <= to; at++) {
      const { codes, unsorted, start } = this.#groups[at]
      if (unsorted.length > 0) {
        if (start >= from) lists.push(codes, unsorted)
        continue
      }
      const first = firstNot(codes, 0, (code) => ranks[code] < from)
      lists.push(
        codes.subarray(
          first,
          firstNot(codes, first, (code) => ranks[code] <= to),
        ),
      )
    }
    return lists
  }

  /** The rank of any text; one that is not among these has half a rank less than the next. */
  rankOf(text: string): number {
    this.get()
    const group = this.#groups[this.#placeOf(text)]
    this.#sort(group)
    const { codes, start } = group
    const at = firstNot(codes, 0, (code) => compareTexts(this.#texts.text(code), text) < 0)
    const isThere = at < codes.length && compareTexts(this.#texts.text(codes[at]), text) === 0
    return start + (isThere ? at : at - 0.5)
  }

  /** Takes the texts in that came since the last time. */
  #grow(): void {
    const { size } = this.#texts
    const from = this.#known
    this.#known = size
    this.#isPlain = grown(this.#isPlain, size)
    this.#isRepeated = grown(this.#isRepeated, size).fill(UNKNOWN, from)
    const others: number[] = []
    const added = new Map<Group, number[]>()
    const add = (group: Group, code: number) => {
      const codes = added.get(group)
      if (codes === undefined) added.set(group, [code])
      else codes.push(code)
    }
    for (let code = from; code < size; code++) {
      const span = this.#texts.span(code)
      this.#isPlain[code] = Number(isPlain(span))
      if (this.#isPlain[code] === 0) others.push(code)
      else add(this.#getGroup(weightsAt(span, 0, PREFIX_LETTERS)), code)
    }
    this.#takeNewGroups()
    for (const code of others) add(this.#groups[this.#placeOf(this.#texts.text(code))], code)
    for (const [group, codes] of added) {
      group.unsorted = joinedLists(group.unsorted, Uint32Array.from(codes))
      // A few are put among those in order at once: else the whole group would have to be looked through.
      if (group.unsorted.length * FEW_SHARE <= group.codes.length) this.#order(group)
    }
    this.#rankAll()
  }

  #getGroup(prefix: number): Group {
    const known = this.#byPrefix.get(prefix)
    if (known !== undefined) return known
    const group = newGroup(prefix)
    this.#byPrefix.set(prefix, group)
    return group
  }

  /** Puts new groups where they belong; what stood before them and sorts behind their letters is theirs. */
  #takeNewGroups(): void {
    if (this.#byPrefix.size === this.#groups.length) return
    const before = new Set(this.#groups)
    this.#groups = [...this.#byPrefix.values()].sort((a, b) => a.prefix - b.prefix)
    for (let at = 1; at < this.#groups.length; at++) {
      const [last, group] = [this.#groups[at - 1], this.#groups[at]]
      if (before.has(group) || last.codes.length + last.unsorted.length === 0) continue
      const isTheirs = (code: number) =>
        this.#isPlain[code] === 0 && compareTexts(group.letters, this.#texts.text(code)) <= 0
      const end = firstNot(last.codes, 0, (code) => !isTheirs(code))
      group.unsorted = joinedLists(last.codes.subarray(end), last.unsorted.filter(isTheirs))
      for (const code of group.unsorted) this.#isRepeated[code] = UNKNOWN
      last.codes = last.codes.slice(0, end)
      last.unsorted = last.unsorted.filter((code) => !isTheirs(code))
    }
  }

  #rankAll(): void {
    this.#ranks = new Uint32Array(this.#texts.size)
    let start = 0
    for (const group of this.#groups) {
      group.start = start
      start += group.codes.length + group.unsorted.length
      this.#rank(group)
    }
  }

  #rank({ codes, unsorted, start }: Group): void {
    const isShared = unsorted.length > 0
    for (const code of unsorted) this.#ranks[code] = start
    for (let at = 0; at < codes.length; at++) {
      const code = codes[at]
      if (this.#isRepeated[code] === UNKNOWN)
        this.#isRepeated[code] = Number(at > 0 && this.#isSame(codes[at - 1], code))
      if (isShared) this.#ranks[code] = start
      else this.#ranks[code] = this.#isRepeated[code] === 1 ? this.#ranks[codes[at - 1]] : start + at
    }
  }

  #sort(group: Group): void {
    if (group.unsorted.length === 0) return
    this.#order(group)
    this.#rank(group)
  }

  #order(group: Group): void {
    // Whoever is the same as others comes behind them, so that nothing between two known texts can change.
    group.codes = this.#joined(group.codes, this.#sorted(group.unsorted))
    group.unsorted = NOTHING
  }

  /** Texts whose letters decide by themselves, nearly all, need no collator. */
  #sorted(codes: Uint32Array): Uint32Array {
    const plain = codes.filter((code) => this.#isPlain[code] === 1)
    sortPlain(plain, (code) => this.#texts.span(code))
    return this.#joined(plain, this.#otherSorted(codes.filter((code) => this.#isPlain[code] === 0)))
  }

  #otherSorted(codes: Uint32Array): Uint32Array {
    const texts = Array.from(codes, (code) => ({ code, text: this.#texts.text(code) }))
    return Uint32Array.from(texts.sort((a, b) => compareTexts(a.text, b.text)).map(({ code }) => code))
  }

  /** Two sorted lists as one: few are searched for among many, else both are walked. */
  #joined(many: Uint32Array, few: Uint32Array): Uint32Array {
    const isWalked = few.length * Math.log2(many.length + 1) > many.length + few.length
    const joined = new Uint32Array(many.length + few.length)
    let done = 0
    for (let at = 0; at < few.length; at++) {
      const isUpTo = (other: number) => this.#compare(other, few[at]) <= 0
      const end = isWalked ? firstNotInTurn(many, done, isUpTo) : firstNot(many, done, isUpTo)
      for (let i = done; i < end; i++) joined[i + at] = many[i]
      joined[end + at] = few[at]
      done = end
    }
    joined.set(many.subarray(done), done + few.length)
    return joined
  }

  /** The place of the last group whose letters do not sort behind a text. */
  #placeOf(text: string): number {
    return lastPlace(this.#groups, ({ letters }) => compareTexts(letters, text) <= 0)
  }

  #placeAt(rank: number): number {
    return lastPlace(this.#groups, ({ start }) => start <= rank)
  }

  #groupAt(rank: number): Group {
    return this.#groups[this.#placeAt(rank)]
  }

  #isSame(a: number, b: number): boolean {
    return this.#isPlain[a] + this.#isPlain[b] < 2 && this.#compare(a, b) === 0
  }

  #compare(a: number, b: number): number {
    if (this.#isPlain[a] + this.#isPlain[b] === 2) return comparePlain(this.#texts.span(a), this.#texts.span(b))
    return compareTexts(this.#texts.text(a), this.#texts.text(b))
  }
}

function newGroup(prefix: number): Group {
  return { letters: lettersOf(prefix, PREFIX_LETTERS), prefix, codes: NOTHING, unsorted: NOTHING, start: 0 }
}

function grown(values: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(size)
  larger.set(values)
  return larger
}

function joinedLists(a: Uint32Array, b: Uint32Array): Uint32Array {
  const both = new Uint32Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

/** The last place where the answer is yes; it is at the first one, and no from some place on. */
function lastPlace<Item>(items: Item[], isYes: (item: Item) => boolean): number {
  let low = 1
  let high = items.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isYes(items[middle])) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** The first place from `from` on where the answer is no, which it then is to the end. */
function firstNot(codes: Uint32Array, from: number, isYes: (code: number) => boolean): number {
  let low = from
  let high = codes.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isYes(codes[middle])) low = middle + 1
    else high = middle
  }
  return low
}

/** The same, one after the other. */
function firstNotInTurn(codes: Uint32Array, from: number, isYes: (code: number) => boolean): number {
  let at = from
  while (at < codes.length && isYes(codes[at])) at++
  return at
}
