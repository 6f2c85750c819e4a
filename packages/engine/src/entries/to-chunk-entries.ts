import { toLocal } from '../chunk.ts'
import { textCells } from './cell-types.ts'
import type { Cells, ChunkEntries, TextCodes } from './chunk-entries.ts'
import type { Cell, Entry } from './entry.ts'
import type { EntryShape } from './entry-shape.ts'

const LATEST_S = 2 ** 32 - 1

/** Entries of one chunk and kind, ascending by row, column by column; throws when a time cannot be held. */
export function toChunkEntries(shape: EntryShape, entries: Entry[]): ChunkEntries {
  const texts = new TextPlaces()
  const number = cellsOf(entries, ({ column, value }) =>
    typeof value === 'number' ? { name: column, value } : undefined,
  )
  const text = cellsOf(entries, ({ column, value }) => {
    return typeof value === 'number' ? undefined : toTextCell({ column, value }, texts)
  })
  return {
    locals: Uint16Array.from(entries, ({ rowNo }) => toLocal(rowNo)),
    at: Uint32Array.from(entries, toSecond),
    codes: shape.codes.map((_, at) => toTextCodes(entries, at)),
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

function toTextCodes(entries: Entry[], at: number): TextCodes {
  const texts = new TextPlaces()
  const codes = Uint32Array.from(entries, (entry) => {
    const text = entry.codes[at]
    return text === null || text === '' ? 0 : texts.place(text) + 1
  })
  return { texts: texts.list, codes }
}

type NamedCell = { name: string; value: number }

function toTextCell({ column, value }: Cell, texts: TextPlaces): NamedCell {
  if (typeof value === 'string') return { name: textCells('text', column), value: texts.place(value) }
  if (typeof value === 'boolean') return { name: textCells('boolean', column), value: texts.place(String(value)) }
  return { name: textCells('object', column), value: texts.place('object') }
}

function cellsOf(entries: Entry[], toNamed: (cell: Cell) => NamedCell | undefined): Cells<number[]> {
  const byName = new Map<string, { entries: number[]; values: number[] }>()
  for (const [at, entry] of entries.entries()) {
    for (const cell of entry.cells) {
      const named = toNamed(cell)
      if (named === undefined) continue
      const found = byName.get(named.name) ?? { entries: [], values: [] }
      found.entries.push(at)
      found.values.push(named.value)
      byName.set(named.name, found)
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
