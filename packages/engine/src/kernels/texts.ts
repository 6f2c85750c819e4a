import type { SimilarPattern } from '../text/similar-pattern.ts'
import { giveBack, lend, native } from './native.ts'

/** What to look for in texts: a needle, with the separator before or after it when it must stand there. */
export type Pattern = { bytes: Uint8Array; leadBytes: number }

/**
 * Texts one after the other in `bytes[from, to)`, with a zero byte before, between and behind them; `ends` has the place
 * of the zero byte behind each entry, and the first text is entry `firstEntry`.
 */
export type TextRun = { bytes: Uint8Array; from: number; to: number; ends: Uint32Array; firstEntry: number }

/** The table of codes to mark; the text of entry 0 has the code `firstCode`. */
export type Marks = { table: Uint32Array; firstCode: number }

/** Sets the bit of `firstCode + entry` in `table` for every text that holds the pattern. */
export function markTexts(run: TextRun, { bytes: needle, leadBytes }: Pattern, { table, firstCode }: Marks): void {
  const at = lend(table, 3)
  native.markTexts(...lendRun(run, [lend(needle, 1), needle.length, leadBytes]), at, firstCode)
  giveBack(table, at)
}

/** The same for every text of which some word begins like the pattern's, give or take its typos. */
export function markSimilar(
  run: TextRun,
  { bytes: pattern, letters, typos }: SimilarPattern,
  { table, firstCode }: Marks,
): void {
  const at = lend(table, 3)
  native.markSimilar(...lendRun(run, [lend(pattern, 1), letters, typos]), at, firstCode)
  giveBack(table, at)
}

function lendRun({ bytes, from, to, ends, firstEntry }: TextRun, pattern: number[]): number[] {
  return [lend(bytes, 0), from, to, ...pattern, lend(ends, 2), firstEntry]
}
