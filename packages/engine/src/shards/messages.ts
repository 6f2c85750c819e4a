import type { Clock, ColumnDefinition, Lowering, SegmentId } from '@rollcall/filters'
import type { ChunkBatch } from '../batch/chunk-batch.ts'
import type { TextsPart, TextsPlace } from '../checkpoint/table-parts.ts'
import type { MembershipChange } from '../live/membership-change.ts'
import type { SentSegment } from '../live/staged-segment.ts'
import type { EnteredTimes, Within } from '../live/watched-segment.ts'
import type { BreakdownRequest } from '../query/breakdown.ts'
import type { EventTimesRequest } from '../query/event-times.ts'
import type { ChunkBitsets } from '../query/members.ts'
import type { NearMissCounts, NearMissRequest } from '../query/near-misses.ts'
import type { PageRequest, PageSlice } from '../query/page.ts'
import type { Tallied } from '../query/tally.ts'
import type { TableStats } from '../table/table-stats.ts'

/** Everything that a shard can be asked, by name; all of it plain data that survives a structured clone. */
export type ShardCalls = {
  /** Defines the columns of a project, which is empty if it was not there. */
  define(input: { project: number; columns: ColumnDefinition[] }): void
  /** Takes a batch without showing it, or throws IndexFullError; `commit` shows it, `abandon` forgets it. */
  stage(input: { project: number; batches: ChunkBatch[] }): void
  commit(input: { project: number; clock?: Clock }): MembershipChange[]
  abandon(input: { project: number }): void
  /** Starts a second, hidden state of a project; `load` fills it, `publish` puts it in the place of the first. */
  begin(input: { project: number; columns: ColumnDefinition[] }): void
  load(input: { project: number; batches: ChunkBatch[] }): void
  /** Fills the hidden state with a part of a checkpoint. */
  restore(input: { project: number; bytes: Uint8Array<ArrayBuffer> }): void
  publish(input: { project: number; clock?: Clock }): MembershipChange[]
  discard(input: { project: number }): void
  /** Forgets a project. */
  drop(input: { project: number }): void
  /** Judges a segment without showing it; `commitWatch` puts all that were staged in force, `abandonWatch` forgets them. */
  stageWatch(input: { project: number; segment: SentSegment; clock: Clock }): void
  commitWatch(input: { project: number; clock: Clock }): MembershipChange[]
  abandonWatch(input: { project: number }): void
  unwatch(input: { project: number; ids: SegmentId[] }): void
  tick(input: { project: number; clock: Clock }): MembershipChange[]
  keepEntered(input: { project: number; id: SegmentId; entered: EnteredTimes; clock: Clock }): void
  watchedSizes(input: { project: number; within?: Within | undefined }): [SegmentId, number][]
  watchedMembers(input: { project: number; id: SegmentId }): ChunkBitsets
  watchedOf(input: { project: number; rowNo: number }): SegmentId[]
  counts(input: { project: number; lowerings: Lowering[] }): number[]
  members(input: { project: number; lowering: Lowering }): ChunkBitsets
  page(input: { project: number; request: PageRequest }): PageSlice
  eventTimes(input: { project: number; request: EventTimesRequest }): (number | null)[][]
  breakdown(input: { project: number; request: BreakdownRequest }): Tallied[]
  regions(input: { project: number; lowerings: Lowering[] }): Float64Array
  nearMisses(input: { project: number; request: NearMissRequest }): NearMissCounts
  matches(input: { project: number; lowering: Lowering; rowNo: number }): boolean
  stats(input: { project: number }): TableStats
  /** What there is to save; the calls that save fail once codes stand for other texts than at this version. */
  beginSave(input: { project: number }): { chunkNos: number[]; version: string }
  saveChunk(input: { project: number; version: string; chunkNo: number }): Uint8Array<ArrayBuffer>
  /** Texts are saved after all chunks, so that none is missing. */
  saveTexts(input: { project: number; version: string; from: TextsPlace | undefined }): TextsPart
}

/** The name of a call. */
export type ShardCall = keyof ShardCalls

/** What a call is given. */
export type ShardInput<C extends ShardCall> = Parameters<ShardCalls[C]>[0]

/** What a call answers. */
export type ShardOutput<C extends ShardCall> = ReturnType<ShardCalls[C]>

/** What travels to a worker. */
export type ShardRequest = { id: number; call: ShardCall; input: ShardInput<ShardCall> }

/** What comes back, in the order of the requests. */
export type ShardReply = { id: number; output: ShardOutput<ShardCall> } | { id: number; error: SentError }

/** An error as data. */
export type SentError = { name: string; message: string; segment?: SegmentId }

/**
 * The way to one shard.
 *
 * What everything rests on: the shard answers calls one at a time, in the order in which `ask` was called.
 */
export type ShardChannel = {
  ask<C extends ShardCall>(call: C, input: ShardInput<C>): Promise<ShardOutput<C>>
  /** Ends the shard; calls that wait for an answer are rejected. */
  close(): Promise<void>
}
