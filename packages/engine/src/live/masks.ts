import { CHUNK_WORDS } from '../chunk.ts'
import { orInto, setBits } from '../kernels/bits.ts'
import type { Crossed } from './crossing.ts'
import type { Due } from './crossings.ts'
import type { Difference } from './difference.ts'
import type { LiveSegment } from './live-segment.ts'

/** Whom to judge by which rules: some rows, or everybody. */
export type Masks = Map<LiveSegment, Crossed | 'all'>

/** Adds the rows that changed to those that a segment has to judge. */
export function widen(masks: Masks, segment: LiveSegment, differences: Difference[]): void {
  const mask = masks.get(segment) ?? NOBODY
  if (mask === 'all') return
  const changed: Crossed = new Map()
  for (const { chunkNo, entered, left } of differences) {
    const words = new Uint32Array(CHUNK_WORDS)
    setBits(words, entered)
    setBits(words, left)
    changed.set(chunkNo, words)
  }
  masks.set(segment, unionOf([mask, changed]))
}

/** Whom each segment has to judge. */
export function toMasks(due: Due[]): Map<LiveSegment, Crossed> {
  const rows = new Map<LiveSegment, Crossed[]>()
  for (const each of due) {
    for (const segment of each.segments) rows.set(segment, [...(rows.get(segment) ?? []), each.rows])
  }
  return new Map(Array.from(rows, ([segment, parts]) => [segment, unionOf(parts)]))
}

/** The rows of all of these; of one alone, that one itself. */
export function unionOf(parts: Crossed[]): Crossed {
  const [only] = parts
  if (parts.length === 1) return only
  const union: Crossed = new Map()
  for (const part of parts) {
    for (const [chunkNo, words] of part) {
      const held = union.get(chunkNo)
      if (held === undefined) union.set(chunkNo, words.slice())
      else orInto(held, words)
    }
  }
  return union
}

const NOBODY: Crossed = new Map()
