import { giveBack, lend, native } from './native.ts'

/** What to look for in texts: a needle, with the separator before or after it when it must stand there. */
export type Pattern = { bytes: Uint8Array; leadBytes: number }

/**
 * Texts one after the other in `bytes[from, to)`, with a zero byte before, between and behind them; `ends` has the place
 * of the zero byte behind each entry, and the first text is entry `firstEntry`.
 */
export type TextRun = { bytes: Uint8Array; from: number; to: number; ends: Uint32Array; firstEntry: number }

/** Sets the bit of `firstCode + entry` in `table` for every text that holds the pattern. */
export function markTexts(
  { bytes, from, to, ends, firstEntry }: TextRun,
  { bytes: needle, leadBytes }: Pattern,
  { table, firstCode }: { table: Uint32Array; firstCode: number },
): void {
  const at = lend(table, 3)
  const texts = [
    lend(bytes, 0),
    from,
    to,
    lend(needle, 1),
    needle.length,
    leadBytes,
    lend(ends, 2),
    firstEntry,
  ] as const
  native.markTexts(...texts, at, firstCode)
  giveBack(table, at)
}
