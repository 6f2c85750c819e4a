import type { ByteSpan } from '../kernels/bytes.ts'
import type { ClosedRange } from '../kernels/ranges.ts'
import { comparePlain, isPlain } from './plain-weights.ts'
import { compareTexts } from './root-collation.ts'
import { sortPlain } from './sort-plain.ts'

/** The texts to rank, numbered from 1; they only ever become more. */
export type RankedTexts = { readonly size: number; span(code: number): ByteSpan; text(code: number): string }

/**
 * Where the texts of a dictionary stand in the root collation, so that rows are sorted by numbers.
 *
 * It is worked out when somebody sorts and kept: half a million addresses take 0.45 s once, the few that came since then
 * a few milliseconds. Texts that the collation holds for the same share a rank.
 */
export class TextRanks {
  readonly #texts: RankedTexts
  /** By code: whether its letters alone decide. Two such texts are never the same to the collation. */
  #isPlain = new Uint8Array(1)
  /** The codes in order. */
  #order: Uint32Array = new Uint32Array(0)
  #ranks = new Uint32Array(1)
  /** By code: whether the text before it in order is the same to the collation. */
  #isRepeated = new Uint8Array(1)

  constructor(texts: RankedTexts) {
    this.#texts = texts
  }

  /** By code; complete for all texts that exist now. */
  get(): Uint32Array {
    const known = this.#order.length + 1
    if (known < this.#texts.size) {
      // Whoever is the same as others comes behind them, so that nothing between two known texts can change.
      this.#order = this.#joined(this.#order, this.#sorted(known))
      this.#rank(known)
    }
    return this.#ranks
  }

  /** A text that has this rank. */
  text(rank: number): string {
    return this.#texts.text(this.#order[rank])
  }

  /** The codes of the texts whose rank lies in the range, in order. */
  codesIn({ from, to }: ClosedRange): Uint32Array {
    const ranks = this.get()
    const start = firstNot(this.#order, 0, (code) => ranks[code] < from)
    return this.#order.subarray(
      start,
      firstNot(this.#order, start, (code) => ranks[code] <= to),
    )
  }

  /** The rank of any text; one that is not among these has half a rank less than the next. */
  rankOf(text: string): number {
    this.get()
    const at = firstNot(this.#order, 0, (code) => compareTexts(this.#texts.text(code), text) < 0)
    const isThere = at < this.#order.length && compareTexts(this.#texts.text(this.#order[at]), text) === 0
    return isThere ? at : at - 0.5
  }

  /** The codes from `from` on in order. Texts whose letters decide by themselves, nearly all, need no collator. */
  #sorted(from: number): Uint32Array {
    const codes = Uint32Array.from({ length: this.#texts.size - from }, (_, at) => from + at)
    const isOfPlain = new Uint8Array(this.#texts.size)
    isOfPlain.set(this.#isPlain)
    for (const code of codes) isOfPlain[code] = Number(isPlain(this.#texts.span(code)))
    this.#isPlain = isOfPlain
    const plain = codes.filter((code) => isOfPlain[code] === 1)
    const other = codes.filter((code) => isOfPlain[code] === 0)
    sortPlain(plain, (code) => this.#texts.span(code))
    return this.#joined(plain, this.#otherSorted(other))
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

  /** Texts from `known` on are new. */
  #rank(known: number): void {
    const ranks = new Uint32Array(this.#texts.size)
    const isRepeated = new Uint8Array(this.#texts.size)
    isRepeated.set(this.#isRepeated)
    for (let at = 0; at < this.#order.length; at++) {
      const code = this.#order[at]
      const before = at === 0 ? 0 : this.#order[at - 1]
      if (code >= known && before !== 0) isRepeated[code] = Number(this.#isSame(before, code))
      ranks[code] = isRepeated[code] === 1 ? ranks[before] : at
    }
    this.#ranks = ranks
    this.#isRepeated = isRepeated
  }

  #isSame(a: number, b: number): boolean {
    return this.#isPlain[a] + this.#isPlain[b] < 2 && this.#compare(a, b) === 0
  }

  #compare(a: number, b: number): number {
    if (this.#isPlain[a] + this.#isPlain[b] === 2) return comparePlain(this.#texts.span(a), this.#texts.span(b))
    return compareTexts(this.#texts.text(a), this.#texts.text(b))
  }
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
