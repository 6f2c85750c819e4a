import type { AudienceIndex, MembershipChange, RowBitmap } from '@rollcall/engine'
import type { SegmentId } from '@rollcall/filters'
import type { NewBase } from '../../store/live-cursors.ts'
import type { NewTransition } from '../../store/segment-transitions.ts'
import type { LoweredRule } from './lower-rules.ts'
import type { ReasonOf } from './reasons.ts'
import type { Position, Recorder } from './recorder.ts'
import { type Occasion, toTransition, toTransitions } from './to-transitions.ts'

/** A segment that is kept live. `weight`: rows that came or left since its recorded base, which has `baseCount`. */
export type Watched = LoweredRule & { since: Date; weight: number; baseCount: number }

/** What an evaluation found, and why. */
export type Found = {
  changes: MembershipChange[]
  reasonOf: (watched: Watched) => ReasonOf
  position: Position
  /** Where the record stands until all of it is written; `position` unless given. */
  before?: Omit<Position, 'evaluatedAt'>
  /** Segments whose rule was saved, or that are new: their membership begins anew after these changes. */
  begun?: Watched[]
}

type Place = { projectId: number; index: AudienceIndex; recorder: Recorder }

/** A base is written anew when more than this, and more than it holds, has come on top: so many rows replay in 0.1 s. */
const COMPACT_ROWS = 50_000

/** A part of what was found goes out when its bitmaps take so much. */
const PART_BYTES = 4 * 1024 * 1024

/**
 * Adds what was found to what is to be written, in parts if it is much; `position` is reached with the last of them. Nothing may
 * change the index meanwhile: bases are read from it.
 */
export async function logMembership(
  { projectId, index, recorder }: Place,
  watched: ReadonlyMap<SegmentId, Watched>,
  { changes, reasonOf, position, before = position, begun = [] }: Found,
): Promise<void> {
  const at = position.evaluatedAt
  const bySegment = new Map(changes.map((change) => [change.segment, change]))
  const anew = new Set(begun)
  let part: Part = { transitions: [], bases: [], bytes: 0 }
  for (const segment of new Set([...begun, ...watchedOf(changes, watched)])) {
    const change = bySegment.get(segment.id) ?? { segment: segment.id, entered: NOBODY, left: NOBODY }
    segment.weight += change.entered.length + change.left.length
    const entries = toTransitions(change, occasionOf(segment, at), reasonOf(segment))
    if (entries.length === 0 && anew.has(segment)) entries.push(...emptyEntry(segment, at, reasonOf(segment)))
    for (const entry of entries) addEntry(part, entry)
    const isHeavy = segment.weight > Math.max(COMPACT_ROWS, segment.baseCount)
    if (anew.has(segment) || isHeavy) addBase(part, segment, await index.watchedMembers(projectId, segment.id))
    if (part.bytes < PART_BYTES) continue
    recorder.add({ position: { ...before, evaluatedAt: at }, transitions: part.transitions, bases: part.bases })
    part = { transitions: [], bases: [], bytes: 0 }
    await recorder.hasRoom()
  }
  recorder.add({ position, transitions: part.transitions, bases: part.bases })
}

const NOBODY = new Uint32Array()

/** `bytes`: of its bitmaps. */
type Part = { transitions: NewTransition[]; bases: NewBase[]; bytes: number }

function watchedOf(changes: MembershipChange[], watched: ReadonlyMap<SegmentId, Watched>): Watched[] {
  return changes.flatMap(({ segment }) => watched.get(segment) ?? [])
}

function addEntry(part: Part, entry: NewTransition) {
  part.transitions.push(entry)
  part.bytes += entry.members?.length ?? 0
}

function addBase(part: Part, segment: Watched, rows: RowBitmap) {
  segment.weight = 0
  segment.baseCount = rows.count
  const { uuid, version, since } = segment
  const members = Buffer.from(rows.toBytes())
  part.bases.push({ segmentId: uuid, version, since, members })
  part.bytes += members.length
}

function occasionOf({ uuid, version }: Watched, at: Date): Occasion {
  return { segmentId: uuid, version, at }
}

// That a rule was saved is told also when it changed nobody's membership.
function emptyEntry(segment: Watched, at: Date, reasonOf: ReasonOf): NewTransition[] {
  const reason = reasonOf(0, 'entered')
  return reason.cause === 'rule' ? [toTransition('entered', [], { occasion: occasionOf(segment, at), reason })] : []
}
