import { firstAtLeast } from '../kernels/members.ts'
import type { ChunkEntries } from './chunk-entries.ts'
import type { EntryRun } from './entry-run.ts'

/** Who loses an entry, and the entries that are written; nothing when all are there already. */
export type DifferingEntries = { gone: Uint16Array; come: ChunkEntries | undefined }

/**
 * What differs between the entries that runs hold of `rows`, ascending, and those that are to be there instead: entries that
 * have a time and nothing else, of which a row has one at most.
 */
export function differingEntries(
  runs: readonly EntryRun[],
  { rows, entries }: { rows: Uint16Array; entries: ChunkEntries | undefined },
): DifferingEntries {
  const held = new Map<number, number>()
  for (let i = 0; i < rows.length; i++) {
    const at = findTime(runs, rows[i])
    if (at !== undefined) held.set(rows[i], at)
  }
  const places: number[] = []
  for (let i = 0; i < (entries?.locals.length ?? 0); i++) {
    const local = entries?.locals[i] ?? 0
    if (held.get(local) === entries?.at[i]) held.delete(local)
    else places.push(i)
  }
  return { gone: Uint16Array.from(held.keys()), come: entries && picked(entries, places) }
}

function findTime(runs: readonly EntryRun[], local: number): number | undefined {
  for (const { locals, at } of runs) {
    const entry = firstAtLeast(locals, local)
    if (locals[entry] === local) return at[entry]
  }
  return undefined
}

function picked(entries: ChunkEntries, places: number[]): ChunkEntries | undefined {
  if (places.length === 0) return undefined
  if (places.length === entries.locals.length) return entries
  return {
    ...entries,
    locals: Uint16Array.from(places, (place) => entries.locals[place]),
    at: Uint32Array.from(places, (place) => entries.at[place]),
  }
}
