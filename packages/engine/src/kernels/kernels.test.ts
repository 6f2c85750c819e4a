import { afterAll, describe, expect, it } from 'vitest'
import { type Random, seeded } from '../fixtures/seeded.ts'
import { Arena } from '../memory/arena.ts'
import { Budget } from '../memory/budget.ts'
import {
  andInto,
  andNotInto,
  clearAll,
  copyInto,
  countBits,
  fillAll,
  hasBit,
  isZero,
  listBits,
  orInto,
  setPlaces,
} from './bits.ts'
import { type CodeArray, keepAllowed, keepFew } from './codes.ts'
import { countRows, foldNumbers, keepEdges, markBetween, markRows } from './entries.ts'
import { keepBetweenF64, keepBetweenI32, keepBetweenU32, keepDays } from './ranges.ts'
import { markTexts } from './texts.ts'

/** Both where kernels read in place and where arrays have to be copied to them. */
const PLACES: [string, () => Arena][] = [
  ['in kernel memory', () => new Arena(new Budget(2 ** 30, { inKernelMemory: true }))],
  ['elsewhere', () => new Arena(new Budget(2 ** 30))],
]

/** Rows around the borders of vectors, words and chunks. */
const ROWS = [0, 32, 64, 96, 1_024, 1_056, 65_536]
const WORDS = 2_048

/** What is looked at: nobody, everybody, few, many. */
const MASKS: ((random: Random, word: number) => number)[] = [
  () => 0,
  () => 0xffff_ffff,
  (random) => (random.isTrue(0.1) ? 1 << random.below(32) : 0),
  (random) => random.below(2 ** 32),
  (random, word) => (word % 5 === 0 ? 0xffff_ffff : random.below(2 ** 32) & random.below(2 ** 32)),
]

for (const [name, openArena] of PLACES)
  describe(`kernels, with arrays ${name},`, () => {
    const random = seeded(31)
    const arena = openArena()
    afterAll(() => arena.release())

    const masks = () =>
      MASKS.map((toWord) => {
        const words = arena.u32(WORDS)
        for (let w = 0; w < WORDS; w++) words[w] = toWord(random, w)
        return words
      })

    const filled = <A extends { length: number; [at: number]: number }>(
      array: A,
      toValue: (at: number) => number,
    ): A => {
      for (let at = 0; at < array.length; at++) array[at] = toValue(at)
      return array
    }

    /** Runs `narrow` on every mask and compares with asking each row, those past the end being missing. */
    function expectNarrowed(
      rows: number,
      narrow: (words: Uint32Array) => void,
      passes: (row: number) => boolean,
    ): void {
      for (const words of masks()) {
        const before = words.slice()
        const expected = new Uint32Array(WORDS)
        for (let row = 0; row < rows; row++) {
          if (hasBit(before, row) && passes(row)) expected[row >>> 5] |= 1 << (row & 31)
        }
        narrow(words)
        expect(firstDifference(words, expected)).toBe(-1)
      }
    }

    it('combine, count and list bits', () => {
      for (const a of masks()) {
        for (const b of masks()) {
          const pairs: [typeof andInto, (x: number, y: number) => number][] = [
            [andInto, (x, y) => x & y],
            [orInto, (x, y) => x | y],
            [andNotInto, (x, y) => x & ~y],
            [copyInto, (_x, y) => y],
          ]
          for (const [combine, naive] of pairs) {
            const target = filled(arena.u32(WORDS), (w) => a[w])
            combine(target, b)
            expect(
              firstDifference(
                target,
                a.map((word, w) => naive(word, b[w])),
              ),
            ).toBe(-1)
          }
        }
        const places = Array.from({ length: WORDS * 32 }, (_, row) => row).filter((row) => hasBit(a, row))
        const locals = arena.u16(65_536)
        expect(countBits(a)).toBe(places.length)
        expect(isZero(a)).toBe(places.length === 0)
        expect(listBits(a, locals)).toBe(places.length)
        expect(firstDifference(locals.subarray(0, places.length), places)).toBe(-1)
        const again = arena.u32(WORDS)
        setPlaces(again, locals.subarray(0, places.length))
        expect(firstDifference(again, a)).toBe(-1)
        clearAll(again)
        expect(again.every((word) => word === 0)).toBe(true)
      }
    })

    it('find a single bit, wherever it is, in bitsets of any length', () => {
      for (const length of [1, 2, 3, 4, 5, 15, 16, 17, 33]) {
        for (const word of [0, length >>> 1, length - 1]) {
          const words = arena.u32(length)
          expect(isZero(words)).toBe(true)
          words[word] = 0x8000_0000
          expect([isZero(words), countBits(words)]).toEqual([false, 1])
          andNotInto(words, words.slice())
          expect(isZero(words)).toBe(true)
        }
      }
    })

    it('fill with one number', () => {
      for (const length of [0, 1, 2, 3, 7, 8]) {
        for (const value of [0, 7]) {
          for (const array of [arena.u32(length), arena.f64(length)]) {
            fillAll(array, value)
            expect([...array]).toEqual(Array(length).fill(value))
          }
        }
      }
    })

    it('keep rows by their code, one of a few or one in a table', () => {
      const arrays: [number, (length: number) => CodeArray][] = [
        [256, (length) => arena.u8(length)],
        [65_536, (length) => arena.u16(length)],
        [200_000, (length) => arena.u32(length)],
      ]
      for (const [end, allocate] of arrays) {
        const allowed = filled(arena.u32(Math.ceil(end / 32)), () => random.below(2 ** 32))
        for (const rows of ROWS) {
          // Half of them small, so that few codes find any.
          const codes = filled(allocate(rows), () => random.below(random.isTrue(0.5) ? 4 : end))
          expectNarrowed(
            rows,
            (words) => keepAllowed(words, codes, allowed),
            (row) => hasBit(allowed, codes[row]),
          )
          // The last of these has the lower parts of a code of another width.
          for (const few of [[], [1], [2, end - 1, 3], [65_536 + 256 + 1]]) {
            expectNarrowed(
              rows,
              (words) => keepFew(words, codes, Uint32Array.from(few)),
              (row) => few.includes(codes[row]),
            )
          }
        }
      }
    })

    it('keep rows by their number', () => {
      const bounds = [0, -0, 0.5, 1, -1, 1e300, -1e300, Number.MIN_VALUE, 2 ** 53]
      const doubles = [...bounds, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
      const integers = [-(2 ** 31), -(2 ** 31) + 1, -1, 0, 1, 100, 2 ** 31 - 1]
      const seconds = [0, 1, 100, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1]
      for (const rows of ROWS.filter((each) => each < 65_536)) {
        const f64 = filled(arena.f64(rows), () => random.pick([Number.NaN, ...bounds]))
        const i32 = filled(arena.i32(rows), () => random.pick(integers))
        const u32 = filled(arena.u32(rows), () => random.pick(seconds))
        const isIn = (range: { from: number; to: number }, value: number) => value >= range.from && value <= range.to
        for (let i = 0; i < 12; i++) {
          const range = { from: random.pick(doubles), to: random.pick(doubles) }
          expectNarrowed(
            rows,
            (words) => keepBetweenF64(words, f64, range),
            (row) => isIn(range, f64[row]),
          )
          const days = spanOf(random.pick(integers), random.pick(integers))
          expectNarrowed(
            rows,
            (words) => keepBetweenI32(words, i32, days),
            (row) => isIn(days, i32[row]),
          )
          const times = spanOf(random.pick(seconds), random.pick(seconds))
          expectNarrowed(
            rows,
            (words) => keepBetweenU32(words, u32, times),
            (row) => isIn(times, u32[row]),
          )
        }
      }
    })

    it('keep rows by a table of numbers', () => {
      for (const rows of ROWS) {
        const values = filled(arena.i32(rows), () =>
          random.pick([-(2 ** 31), 2 ** 31 - 1, -41, -40, -9, 0, 55, 56, 57]),
        )
        const allowed = Uint32Array.from([random.below(2 ** 32), 0xffff_ffff, random.below(2 ** 32), 3])
        const table = { allowed, first: -40, last: 56 }
        expectNarrowed(
          rows,
          (words) => keepDays(words, values, table),
          (row) => values[row] >= -40 && values[row] <= 56 && hasBit(allowed, values[row] + 40),
        )
      }
    })

    it('find texts that hold a needle', () => {
      for (let round = 0; round < 300; round++) {
        const texts = Array.from({ length: random.below(40) }, () => textOf(random, random.pick([0, 1, 3, 17, 60])))
        const bytes = Uint8Array.from([0, ...texts.flatMap((text) => [...text, 0])])
        const page = filled(arena.u8(bytes.length), (at) => bytes[at])
        const ends = arena.u32(texts.length)
        for (let at = 0, end = 1; at < texts.length; end += texts[at++].length + 1) ends[at] = end + texts[at].length
        const needle = Uint8Array.from(textOf(random, random.pick([1, 1, 2, 3, 16, 17])))
        const firstEntry = random.below(texts.length + 1)
        const firstCode = random.below(100)
        const table = arena.u32(8)
        const from = firstEntry === 0 ? 0 : ends[firstEntry - 1]
        const run = { bytes: page, from, to: bytes.length, ends, firstEntry }
        markTexts(run, { bytes: needle, leadBytes: 0 }, { table, firstCode })
        const expected = texts.map(
          (text, entry) => entry >= firstEntry && Buffer.from(text).includes(Buffer.from(needle)),
        )
        expect(texts.map((_, entry) => hasBit(table, firstCode + entry))).toEqual(expected)
        expect(countBits(table)).toBe(expected.filter(Boolean).length)
      }
    })

    it('mark, count and date the rows of entries', () => {
      const locals = filled(arena.u16(65_536), (at) => at >>> 2)
      const at = filled(arena.u32(65_536), () => random.below(2 ** 32))
      for (const kept of masks()) {
        const rows = arena.u32(WORDS)
        rows[9] = 1
        markRows(rows, locals, kept)
        const counts = arena.u32(65_536)
        countRows(counts, locals, kept)
        const expected = new Uint32Array(65_536)
        const edges = { first: new Float64Array(65_536).fill(2 ** 40), last: new Float64Array(65_536).fill(-1) }
        for (let entry = 0; entry < 65_536; entry++) {
          if (!hasBit(kept, entry)) continue
          expected[locals[entry]]++
          edges.first[locals[entry]] = Math.min(edges.first[locals[entry]], at[entry])
          edges.last[locals[entry]] = Math.max(edges.last[locals[entry]], at[entry])
        }
        expect(firstDifference(counts, expected)).toBe(-1)
        expect(Array.from(expected, (_, row) => hasBit(rows, row))).toEqual(
          Array.from(expected, (count, row) => count > 0 || row === 9 * 32),
        )
        for (const which of ['first', 'last'] as const) {
          const times = filled(arena.f64(65_536), () => (which === 'first' ? 2 ** 40 : -1))
          keepEdges(times, { locals, at }, { kept, which })
          expect(firstDifference(times, edges[which])).toBe(-1)
        }
      }
    })

    it('mark entries by their numbers and fold these into rows', () => {
      const cents = () => Math.round((random.share() - 0.5) * 1e6) / 100
      const count = 5_000
      const locals = filled(arena.u16(65_536), (entry) => entry >>> 1)
      // Some entries have two numbers, some none.
      const entries = filled(arena.u32(count), (i) => i - (i % 3 === 1 ? 1 : 0))
      const values = filled(arena.f64(count), cents)
      const found = arena.u32(WORDS)
      markBetween(found, { entries, values }, { from: -50, to: 1_000.5 })
      const passing = new Set([...entries].filter((_, i) => values[i] >= -50 && values[i] <= 1_000.5))
      expect(Array.from({ length: 65_536 }, (_, entry) => hasBit(found, entry))).toEqual(
        Array.from({ length: 65_536 }, (_, entry) => passing.has(entry)),
      )
      const [asked, kept] = masks().slice(3)
      for (const [fold, start, naive] of [
        ['sum', 0, (held: number, value: number) => held + Math.round(value * 100) * 10_000],
        ['min', Number.POSITIVE_INFINITY, Math.min],
        ['max', Number.NEGATIVE_INFINITY, Math.max],
      ] as const) {
        const numbers = filled(arena.f64(65_536), () => start)
        const amounts = arena.u32(65_536)
        const cells = { entries, values }
        expect(foldNumbers({ numbers, amounts }, { asked, kept, locals, cells, fold })).toBe(count)
        const expected = { numbers: new Float64Array(65_536).fill(start), amounts: new Uint32Array(65_536) }
        for (let i = 0; i < count; i++) {
          const local = locals[entries[i]]
          if (!hasBit(kept, entries[i]) || !hasBit(asked, local)) continue
          expected.numbers[local] = naive(expected.numbers[local], values[i])
          expected.amounts[local]++
        }
        expect(firstDifference(numbers, expected.numbers)).toBe(-1)
        expect(firstDifference(amounts, expected.amounts)).toBe(-1)
      }
    })

    it('stop folding before a sum that would not be exact', () => {
      const numbers = arena.f64(65_536)
      const amounts = arena.u32(65_536)
      const everyone = filled(arena.u32(WORDS), () => 0xffff_ffff)
      const entries = filled(arena.u32(4_000), (i) => i)
      const locals = filled(arena.u16(65_536), (i) => Math.floor(i / 3_000))
      const values = filled(arena.f64(4_000), (i) => (i === 3_500 ? 9e9 : i === 3_600 ? 1e7 : 0.000_000_5))
      const asked = { asked: everyone, kept: everyone, locals, cells: { entries, values }, fold: 'sum' as const }
      expect(foldNumbers({ numbers, amounts }, asked)).toBe(3_600)
      expect([numbers[0], amounts[0], numbers[1], amounts[1]]).toEqual([3_000, 3_000, 9e15 + 599, 600])
    })
  })

function spanOf(a: number, b: number): { from: number; to: number } {
  return { from: Math.min(a, b), to: Math.max(a, b) }
}

/** Few letters, so that needles are found and nearly found often. */
function textOf(random: Random, maxLength: number): number[] {
  return Array.from({ length: Math.max(1, random.below(maxLength + 1)) }, () => 97 + random.below(2))
}

function firstDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Math.min(a.length, b.length)
  for (let at = 0; at < a.length; at++) if (!Object.is(a[at] + 0, b[at] + 0)) return at
  return -1
}
