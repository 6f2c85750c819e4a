import type { Clock, Lowering, SegmentId } from '@rollcall/filters'
import { CHUNK_WORDS, toChunkNo, toLocal } from '../chunk.ts'
import { MISSING_INT32 } from '../columns/number-array.ts'
import type { NumberColumn } from '../columns/number-column.ts'
import { countBits, isZero } from '../kernels/bits.ts'
import { hasMember, listMembers, type Members } from '../kernels/members.ts'
import { ARRAY_OVERHEAD_BYTES } from '../memory/arena.ts'
import { Budget } from '../memory/budget.ts'
import type { WordPool } from '../memory/word-pool.ts'
import type { ProjectTable, ScanOptions } from '../table/project-table.ts'
import type { Base, FindMembers } from './difference.ts'
import { LiveSegment } from './live-segment.ts'
import { emptyTimes, TIMES_BYTES } from './membership-times.ts'
import type { EnteredTimes } from './watched-segment.ts'

/** A segment to be watched, as a shard is sent it: of its members and their times, those of the shard's chunks. */
export type SentSegment = {
  id: SegmentId
  lowering: Lowering
  members?: [chunkNo: number, members: Members][]
  entered?: EnteredTimes
  isSaved?: boolean
}

/** A segment that waits for its commit: whom it has, since when, and what to compare that with. */
export type StagedSegment = { segment: LiveSegment; base?: Base; times?: NumberColumn }

/** What a segment is staged with. */
export type StagingContext = {
  table: ProjectTable
  budget: Budget
  pool: WordPool
  clock: Clock
  leafProbe: ScanOptions['leafProbe']
  held: { segment: LiveSegment; times?: NumberColumn } | undefined
}

/** Judges everybody by the rule; throws IndexFullError when its members have no room. */
export function toStagedSegment(sent: SentSegment, context: StagingContext): StagedSegment {
  const { table, budget, pool, clock, leafProbe } = context
  const segment = new LiveSegment(sent, budget, pool)
  const found: [number, Uint32Array][] = []
  const visit = (chunkNo: number, words: Uint32Array) => {
    if (!isZero(words)) found.push([chunkNo, words.slice()])
  }
  table.scan(segment.at(clock), visit, { leafProbe })
  const keepsTimes = !segment.isStatic && (sent.entered !== undefined || context.held?.times !== undefined)
  const sizeBytes = found.reduce((sum, [, words]) => sum + boundBytes(words, keepsTimes), 0)
  budget.promise(sizeBytes)
  budget.settle(sizeBytes)
  for (const [chunkNo, words] of found) segment.fill(chunkNo, words)
  const base = toBase(sent, context)
  if (!keepsTimes) return { segment, base }
  return { segment, base, times: toTimes(segment, { sent, base, context }) }
}

/** The times of rows as a column of their own, which no budget knows of. */
export function givenTimes(segment: SegmentId, { rowNos, at }: EnteredTimes): NumberColumn {
  const times = emptyTimes(segment, new Budget(Number.POSITIVE_INFINITY))
  const places = Array.from(rowNos, (_, place) => place).sort((a, b) => rowNos[a] - rowNos[b])
  for (const [chunkNo, ofChunk] of Map.groupBy(places, (place) => toChunkNo(rowNos[place]))) {
    times.write(
      { chunkNo, locals: Uint16Array.from(ofChunk, (place) => toLocal(rowNos[place])) },
      Float64Array.from(ofChunk, (place) => at[place]),
    )
  }
  return times
}

/** The times of a segment's members: what is known of those who were in it before, and `now` of the others. */
export function timesOfMembers(
  segment: LiveSegment,
  { wasMember, known, now, budget }: { wasMember: FindMembers; known?: NumberColumn; now: number; budget: Budget },
): NumberColumn {
  const times = emptyTimes(segment.id, budget)
  for (const chunkNo of segment.chunkNos()) {
    const members = segment.findMembers(chunkNo)
    if (members === undefined) continue
    const places = new Uint16Array(CHUNK_WORDS * 32)
    const locals = places.slice(0, listMembers(members, places))
    const before = wasMember(chunkNo)
    const at = known?.find(chunkNo)
    const values = Float64Array.from(locals, (local) => {
      const time = before !== undefined && hasMember(before, local) ? at?.[local] : undefined
      return time === undefined || isMissing(time) ? now : time
    })
    times.write({ chunkNo, locals }, values)
  }
  return times
}

// Times are whole seconds, so a chunk of them is one of integers as soon as it has any.
function isMissing(time: number): boolean {
  return Number.isNaN(time) || time === MISSING_INT32
}

function toBase({ members }: SentSegment, { held }: StagingContext): Base | undefined {
  if (members !== undefined) {
    const given = new Map(members)
    return { find: (chunkNo) => given.get(chunkNo), chunkNos: [...given.keys()] }
  }
  return held?.segment.members
}

type TimesContext = { sent: SentSegment; base: Base | undefined; context: StagingContext }

function toTimes(segment: LiveSegment, { sent, base, context }: TimesContext): NumberColumn {
  const { clock, budget, held } = context
  const given = sent.entered && givenTimes(sent.id, sent.entered)
  const known = sent.isSaved ? undefined : (given ?? held?.times)
  // Without members to compare with, those that times are given for are those who were in it.
  const wasMember = base?.find ?? ((chunkNo: number) => segment.findMembers(chunkNo))
  return timesOfMembers(segment, { wasMember, known, now: clock.now, budget })
}

function boundBytes(words: Uint32Array, keepsTimes: boolean): number {
  const memberBytes = Math.min(CHUNK_WORDS * 4, 2 * countBits(words)) + ARRAY_OVERHEAD_BYTES
  return keepsTimes ? memberBytes + TIMES_BYTES : memberBytes
}
