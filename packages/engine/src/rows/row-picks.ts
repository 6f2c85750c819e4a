/** A few rows of any chunks, ascending: row `i` of them is place `i` of a small chunk of their own. */
export type RowPicks = { count: number; parts: PickedPart[] }

/** The most rows that are picked at a time, a whole number of words; few enough for bitsets over them to cost nothing. */
export const PICKED_ROWS_MAX = 4_096

/** The picks that come from one chunk; the first of them is row `first` of all. */
export type PickedPart = { chunkNo: number; locals: Uint16Array; first: number }

/** The picks of these rows, given chunk by chunk. */
export function toRowPicks(chunks: Iterable<[chunkNo: number, locals: Uint16Array]>): RowPicks {
  const parts: PickedPart[] = []
  let count = 0
  for (const [chunkNo, locals] of [...chunks].sort((a, b) => a[0] - b[0])) {
    parts.push({ chunkNo, locals, first: count })
    count += locals.length
  }
  return { count, parts }
}

/** How long an array of values is that bitsets over the picks can be asked with. */
export function toPickedLength({ count }: RowPicks): number {
  return Math.ceil(count / 32) * 32
}
