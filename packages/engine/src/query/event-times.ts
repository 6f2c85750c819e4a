import type { EventTime } from '@rollcall/filters'
import { toChunkNo, toLocal } from '../chunk.ts'
import { setBits } from '../kernels/bits.ts'
import type { WordPool } from '../memory/word-pool.ts'
import type { ProjectTable } from '../table/project-table.ts'

/** Times of events of a few rows. */
export type EventTimesRequest = { rowNos: number[]; times: EventTime[] }

/** By time asked for, the second of each row in the order of `rowNos`; null where it has no such event here. */
export function eventTimes(
  table: ProjectTable,
  { rowNos, times }: EventTimesRequest,
  pool: WordPool,
): (number | null)[][] {
  const byChunk = Map.groupBy(rowNos.keys(), (place) => toChunkNo(rowNos[place]))
  return times.map((time) => {
    const found: (number | null)[] = rowNos.map(() => null)
    const timesOf = table.eventTimes(time)
    for (const [chunkNo, places] of byChunk) {
      const words = pool.takeEmpty()
      setBits(
        words,
        Uint16Array.from(places, (place) => toLocal(rowNos[place])),
      )
      const seconds = timesOf(chunkNo, words)
      pool.give(words)
      for (const place of places) {
        const second = seconds[toLocal(rowNos[place])]
        if (Number.isFinite(second)) found[place] = second
      }
    }
    return found
  })
}

/** The same over all shards, each of which knows its own rows. */
export function toTotalTimes(parts: (number | null)[][][]): (number | null)[][] {
  const [first] = parts
  return first.map((times, at) =>
    times.map((_, place) => parts.find((part) => part[at][place] !== null)?.[at][place] ?? null),
  )
}
