import { toCodeArray, toWidth } from '../columns/code-width.ts'
import type { CodeArray } from '../kernels/codes.ts'
import type { Arena } from '../memory/arena.ts'
import type { Cells, ChunkEntries } from './chunk-entries.ts'
import { movedCells } from './moved-cells.ts'
import { LEFT_OUT, type Move } from './places.ts'

/**
 * Entries of one kind in one chunk, ascending by row; never changed, only replaced by another run.
 *
 * `at` and `codes` are as long as whole words of a bitset; a code column without any value has no array.
 */
export type EntryRun = {
  count: number
  earliest: number
  latest: number
  locals: Uint16Array
  at: Uint32Array
  codes: (CodeArray | undefined)[]
  numbers: Cells<Float64Array>
  texts: Cells<Uint32Array>
}

/** Where the codes of a batch's texts come from. */
export type CodeSource = {
  codesOf(column: number, texts: string[]): Uint32Array
  cellCodes(texts: string[]): Uint32Array
}

/** What a batch brings, held. */
export function toRun(arena: Arena, entries: ChunkEntries, source: CodeSource): EntryRun {
  const count = entries.locals.length
  const cellCodes = source.cellCodes(entries.cellTexts)
  const held: EntryRun = {
    count,
    earliest: 0,
    latest: 0,
    locals: entries.locals,
    at: entries.at,
    codes: entries.codes.map(({ texts, codes }, column) => {
      if (texts.length === 0) return undefined
      const byPlace = source.codesOf(column, texts)
      return codes.map((place) => (place === 0 ? 0 : byPlace[place - 1]))
    }),
    numbers: entries.numbers,
    texts: { ...entries.texts, values: entries.texts.values.map((place) => cellCodes[place]) },
  }
  return movedRun(arena, [{ run: held, places: inPlace(count) }], count)
}

function inPlace(count: number): Uint32Array {
  const places = new Uint32Array(count)
  for (let at = 0; at < count; at++) places[at] = at
  return places
}

/** The entries of runs at new places, which ascend in each run. */
export function movedRun(arena: Arena, moves: Move<EntryRun>[], count: number): EntryRun {
  const locals = arena.u16(count)
  const at = arena.u32(toWholeWords(count))
  for (const { run, places } of moves) {
    place(run.locals, places, locals)
    place(run.at, places, at)
  }
  return {
    count,
    ...spanOf(at, count),
    locals,
    at,
    codes: moves[0].run.codes.map((_, column) => movedCodes(arena, moves, { column, count })),
    numbers: movedCells(arena, (length) => arena.f64(length), toCellMoves(moves, 'numbers')),
    texts: movedCells(arena, (length) => arena.u32(length), toCellMoves(moves, 'texts')),
  }
}

/** Gives the memory of a run back. */
export function freeRun(arena: Arena, { locals, at, codes, numbers, texts }: EntryRun): void {
  for (const array of [locals, at, ...codes]) if (array !== undefined) arena.free(array)
  for (const { entries, values } of [numbers, texts]) {
    if (entries.length === 0) continue
    arena.free(entries)
    arena.free(values)
  }
}

/** How many entries bitsets over `count` entries have room for. */
export function toWholeWords(count: number): number {
  return Math.ceil(count / 32) * 32
}

function toCellMoves<K extends 'numbers' | 'texts'>(moves: Move<EntryRun>[], which: K): Move<EntryRun[K]>[] {
  return moves.map(({ run, places }) => ({ run: run[which], places }))
}

type Placed = { column: number; count: number }

function movedCodes(arena: Arena, moves: Move<EntryRun>[], { column, count }: Placed): CodeArray | undefined {
  const highest = moves.reduce((most, { run, places }) => Math.max(most, highestCode(run.codes[column], places)), 0)
  if (highest === 0) return undefined
  const moved = toCodeArray(arena, toWidth(highest), toWholeWords(count))
  for (const { run, places } of moves) {
    const codes = run.codes[column]
    if (codes !== undefined) place(codes, places, moved)
  }
  return moved
}

function highestCode(codes: CodeArray | undefined, places: Uint32Array): number {
  let highest = 0
  if (codes === undefined) return highest
  for (let i = 0; i < places.length; i++) if (places[i] !== LEFT_OUT && codes[i] > highest) highest = codes[i]
  return highest
}

function place(values: CodeArray, places: Uint32Array, into: CodeArray): void {
  for (let i = 0; i < places.length; i++) if (places[i] !== LEFT_OUT) into[places[i]] = values[i]
}

function spanOf(at: Uint32Array, count: number): { earliest: number; latest: number } {
  let earliest = 2 ** 32
  let latest = -1
  for (let i = 0; i < count; i++) {
    if (at[i] < earliest) earliest = at[i]
    if (at[i] > latest) latest = at[i]
  }
  return { earliest, latest }
}
