import { toLocal } from '../chunk.ts'
import { textCells } from './cell-types.ts'
import type { Cells, ChunkEntries, TextCodes } from './chunk-entries.ts'
import type { Cell, Entry } from './entry.ts'
import type { EntryShape } from './entry-shape.ts'

const LATEST_S = 2 ** 32 - 1

/** Entries of one chunk and kind, ascending by row, column by column; throws when a time cannot be held. */
export function toChunkEntries(shape: EntryShape, entries: Entry[]): ChunkEntries {
  return {
    locals: toLocals(entries),
    at: toTimes(entries),
    codes: shape.codes.map((_, at) => toTextCodes(entries, at)),
    ...packCells(entries.map(({ cells }) => cells)),
  }
}

/** The cells of entry after entry, column by column. */
export function packCells(entries: Cell[][]): Pick<ChunkEntries, 'numbers' | 'texts' | 'cellTexts'> {
  const texts = new TextPlaces()
  const number = cellsOf(entries, ({ column, value }) =>
    typeof value === 'number' ? { name: column, value } : undefined,
  )
  const text = cellsOf(entries, ({ column, value }) => {
    return typeof value === 'number' ? undefined : toTextCell({ column, value }, texts)
  })
  return {
    numbers: { ...number, values: Float64Array.from(number.values) },
    texts: { ...text, values: Uint32Array.from(text.values) },
    cellTexts: texts.list,
  }
}

/** Texts in the order in which they first came, without repetition. */
class TextPlaces {
  readonly list: string[] = []
  readonly #places = new Map<string, number>()

  place(text: string): number {
    const known = this.#places.get(text)
    if (known !== undefined) return known
    this.#places.set(text, this.list.length)
    return this.list.push(text) - 1
  }
}

// Plain loops: a batch may bring a million entries, and `from` with a function takes several times as long.
function toTextCodes(entries: Entry[], column: number): TextCodes {
  const texts = new TextPlaces()
  const codes = new Uint32Array(entries.length)
  let [last, lastCode]: [string | null, number] = [null, 0]
  for (let at = 0; at < entries.length; at++) {
    const text = entries[at].codes[column]
    if (text !== last) {
      last = text
      lastCode = text === null || text === '' ? 0 : texts.place(text) + 1
    }
    codes[at] = lastCode
  }
  return { texts: texts.list, codes }
}

function toLocals(entries: Entry[]): Uint16Array {
  const locals = new Uint16Array(entries.length)
  for (let at = 0; at < entries.length; at++) locals[at] = toLocal(entries[at].rowNo)
  return locals
}

function toTimes(entries: Entry[]): Uint32Array {
  const times = new Uint32Array(entries.length)
  for (let at = 0; at < entries.length; at++) times[at] = toSecond(entries[at])
  return times
}

type NamedCell = { name: string; value: number }

function toTextCell({ column, value }: Cell, texts: TextPlaces): NamedCell {
  if (typeof value === 'string') return { name: textCells('text', column), value: texts.place(value) }
  if (typeof value === 'boolean') return { name: textCells('boolean', column), value: texts.place(String(value)) }
  return { name: textCells('object', column), value: texts.place('object') }
}

function cellsOf(entries: Cell[][], toNamed: (cell: Cell) => NamedCell | undefined): Cells<number[]> {
  const byName = new Map<string, { entries: number[]; values: number[] }>()
  for (let at = 0; at < entries.length; at++) {
    for (const cell of entries[at]) {
      const named = toNamed(cell)
      if (named === undefined) continue
      const found = byName.get(named.name)
      if (found === undefined) byName.set(named.name, { entries: [at], values: [named.value] })
      else {
        found.entries.push(at)
        found.values.push(named.value)
      }
    }
  }
  return flattened(byName)
}

function flattened(byName: Map<string, { entries: number[]; values: number[] }>): Cells<number[]> {
  const spans: Cells<number[]>['spans'] = new Map()
  let from = 0
  for (const [name, { entries }] of byName) {
    spans.set(name, { from, to: from + entries.length })
    from += entries.length
  }
  const all = [...byName.values()]
  return {
    spans,
    entries: Uint32Array.from(all.flatMap((each) => each.entries)),
    values: all.flatMap((each) => each.values),
  }
}

function toSecond({ rowNo, at }: Entry): number {
  if (Number.isInteger(at) && at >= 0 && at <= LATEST_S) return at
  throw new Error(`Row ${rowNo} has something at ${at}. Times are whole seconds from 0 to ${LATEST_S}.`)
}
