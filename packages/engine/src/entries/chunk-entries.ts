/** The entries of one kind that a batch brings into one chunk, column by column, ascending by row: what a shard is sent. */
export type ChunkEntries = {
  locals: Uint16Array
  at: Uint32Array
  /** Aligned to the shape's code columns. */
  codes: TextCodes[]
  numbers: Cells<Float64Array>
  /** Values are places in `cellTexts`; column names begin with the type of what they hold. */
  texts: Cells<Uint32Array>
  cellTexts: string[]
}

/** Entries by kind: by event, by set, or all under one name. */
export type EntryGroup = { kind: string; entries: ChunkEntries }

/** Entry `i` has `texts[codes[i] - 1]`; 0 is missing. */
export type TextCodes = { texts: string[]; codes: Uint32Array }

/** By column, the places in `[from, to)` at which its cells stand: an entry, ascending, and a value. */
export type Cells<V> = { spans: Map<string, CellSpan>; entries: Uint32Array; values: V }

/** The places from `from` up to but not including `to`. */
export type CellSpan = { from: number; to: number }
