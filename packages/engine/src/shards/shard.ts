import type { SegmentId } from '@rollcall/filters'
import type { ChunkBatch } from '../batch/chunk-batch.ts'
import { restorePart, type TextsPart, toChunkPart, toTextsPart } from '../checkpoint/table-parts.ts'
import { LiveSegments } from '../live/live-segments.ts'
import type { MembershipChange } from '../live/membership-change.ts'
import { Budget } from '../memory/budget.ts'
import { WordPool } from '../memory/word-pool.ts'
import { breakdown } from '../query/breakdown.ts'
import { counts } from '../query/count.ts'
import { eventTimes } from '../query/event-times.ts'
import { matches } from '../query/matches.ts'
import { type ChunkBitsets, members } from '../query/members.ts'
import { type NearMissCounts, nearMisses } from '../query/near-misses.ts'
import { type PageSlice, page } from '../query/page.ts'
import { regions } from '../query/regions.ts'
import type { Tallied } from '../query/tally.ts'
import { ProjectTable } from '../table/project-table.ts'
import { NOTHING_WATCHED, type TableStats } from '../table/table-stats.ts'
import type { ShardCalls, ShardInput } from './messages.ts'
import { NotLoadedError } from './not-loaded-error.ts'

/** A batch that waits for its commit, with the memory that was promised to it. */
type Staged = { batches: ChunkBatch[]; promisedBytes: number }

/** The rows of some chunks of many projects, and the answers about them. One thread owns it; it does one thing at a time. */
export class Shard implements ShardCalls {
  readonly #budget: Budget
  readonly #pool = new WordPool()
  readonly #tables = new Map<number, ProjectTable>()
  /** States that are being loaded and that no query sees yet. */
  readonly #hidden = new Map<number, ProjectTable>()
  readonly #live = new Map<number, LiveSegments>()
  readonly #staged = new Map<number, Staged>()

  constructor(maxBytes: number) {
    this.#budget = new Budget(maxBytes, { inKernelMemory: true })
  }

  define({ project, columns }: ShardInput<'define'>): void {
    const table = this.#tables.get(project) ?? this.#emptyTable()
    const live = this.#live.get(project)
    live?.assertReadable(columns)
    const emptied = table.define(columns)
    live?.distrust(emptied)
    this.#tables.set(project, table)
  }

  stage({ project, batches }: ShardInput<'stage'>): void {
    const promisedBytes = this.#get(project).boundBytes(batches) + (this.#live.get(project)?.boundBytes(batches) ?? 0)
    this.#budget.promise(promisedBytes)
    this.#staged.set(project, { batches, promisedBytes })
  }

  commit({ project, clock }: ShardInput<'commit'>): MembershipChange[] {
    const table = this.#get(project)
    const batches = this.#takeStaged(project)
    const live = this.#live.get(project)
    if (live !== undefined && clock !== undefined) return live.apply(batches, clock)
    table.apply(batches)
    return []
  }

  abandon({ project }: ShardInput<'abandon'>): void {
    this.#takeStaged(project)
  }

  begin({ project, columns }: ShardInput<'begin'>): void {
    this.discard({ project })
    this.#live.get(project)?.assertReadable(columns)
    const table = this.#emptyTable()
    table.define(columns)
    this.#hidden.set(project, table)
  }

  load({ project, batches }: ShardInput<'load'>): void {
    const table = this.#getHidden(project)
    const promisedBytes = table.boundBytes(batches)
    this.#budget.promise(promisedBytes)
    this.#budget.settle(promisedBytes)
    table.apply(batches)
  }

  restore({ project, bytes }: ShardInput<'restore'>): void {
    this.#budget.promise(bytes.length)
    this.#budget.settle(bytes.length)
    restorePart(this.#getHidden(project), bytes)
  }

  publish({ project, clock }: ShardInput<'publish'>): MembershipChange[] {
    const table = this.#getHidden(project)
    this.#tables.get(project)?.release()
    this.#tables.set(project, table)
    this.#hidden.delete(project)
    const live = this.#live.get(project)
    return live === undefined || clock === undefined ? [] : live.moveToTable(table, clock)
  }

  discard({ project }: ShardInput<'discard'>): void {
    this.#hidden.get(project)?.release()
    this.#hidden.delete(project)
  }

  drop({ project }: ShardInput<'drop'>): void {
    this.discard({ project })
    this.#takeStaged(project)
    this.#live.get(project)?.release()
    this.#live.delete(project)
    this.#tables.get(project)?.release()
    this.#tables.delete(project)
  }

  stageWatch({ project, segment, clock }: ShardInput<'stageWatch'>): void {
    const live = this.#live.get(project) ?? new LiveSegments(this.#get(project), this.#budget, this.#pool)
    this.#live.set(project, live)
    live.stage(segment, clock)
  }

  commitWatch({ project, clock }: ShardInput<'commitWatch'>): MembershipChange[] {
    return this.#live.get(project)?.commit(clock) ?? []
  }

  abandonWatch({ project }: ShardInput<'abandonWatch'>): void {
    this.#live.get(project)?.abandon()
  }

  unwatch({ project, ids }: ShardInput<'unwatch'>): void {
    this.#live.get(project)?.unwatch(ids)
  }

  tick({ project, clock }: ShardInput<'tick'>): MembershipChange[] {
    return this.#live.get(project)?.tick(clock) ?? []
  }

  keepEntered({ project, id, entered, clock }: ShardInput<'keepEntered'>): void {
    this.#getLive(project, id).keepEntered(id, entered, clock)
  }

  watchedSizes({ project, within }: ShardInput<'watchedSizes'>): [SegmentId, number][] {
    const live = this.#live.get(project)
    if (within === undefined) return live?.sizes() ?? []
    return live?.sizesWithin(members(this.#get(project), within.lowering), within.segments) ?? []
  }

  watchedMembers({ project, id }: ShardInput<'watchedMembers'>): ChunkBitsets {
    return this.#getLive(project, id).members(id)
  }

  watchedOf({ project, rowNo }: ShardInput<'watchedOf'>): SegmentId[] {
    return this.#live.get(project)?.idsOf(rowNo) ?? []
  }

  counts({ project, lowerings }: ShardInput<'counts'>): number[] {
    return counts(this.#get(project), lowerings)
  }

  members({ project, lowering }: ShardInput<'members'>): ChunkBitsets {
    return members(this.#get(project), lowering)
  }

  page({ project, request }: ShardInput<'page'>): PageSlice {
    return page(this.#get(project), request, this.#pool)
  }

  eventTimes({ project, request }: ShardInput<'eventTimes'>): (number | null)[][] {
    return eventTimes(this.#get(project), request, this.#pool)
  }

  breakdown({ project, request }: ShardInput<'breakdown'>): Tallied[] {
    return breakdown(this.#get(project), request, this.#pool)
  }

  regions({ project, lowerings }: ShardInput<'regions'>): Float64Array {
    return regions(this.#get(project), lowerings)
  }

  nearMisses({ project, request }: ShardInput<'nearMisses'>): NearMissCounts {
    return nearMisses(this.#get(project), request, this.#pool)
  }

  matches({ project, lowering, rowNo }: ShardInput<'matches'>): boolean {
    return matches(this.#get(project), lowering, rowNo)
  }

  stats({ project }: ShardInput<'stats'>): TableStats {
    const table = this.#get(project).stats()
    const watched = this.#live.get(project)?.stats() ?? NOTHING_WATCHED
    return { ...table, sizeBytes: table.sizeBytes + watched.sizeBytes, watched }
  }

  beginSave({ project }: ShardInput<'beginSave'>): { chunkNos: number[]; version: string } {
    const { alive, codesVersion } = this.#get(project)
    return { chunkNos: [...alive.chunkNos], version: codesVersion }
  }

  saveChunk({ project, version, chunkNo }: ShardInput<'saveChunk'>): Uint8Array<ArrayBuffer> {
    return toChunkPart(this.#getUnchanged(project, version), chunkNo)
  }

  saveTexts({ project, version, from }: ShardInput<'saveTexts'>): TextsPart {
    return toTextsPart(this.#getUnchanged(project, version), from)
  }

  #getUnchanged(project: number, version: string): ProjectTable {
    const table = this.#get(project)
    if (table.codesVersion !== version) throw new Error(`Project ${project} was rebuilt while it was saved.`)
    return table
  }

  /** Gives all memory back; the shard may not be used any more. */
  release(): void {
    for (const live of this.#live.values()) live.release()
    this.#live.clear()
    for (const table of [...this.#tables.values(), ...this.#hidden.values()]) table.release()
    this.#tables.clear()
    this.#hidden.clear()
    this.#pool.release()
  }

  #get(project: number): ProjectTable {
    const table = this.#tables.get(project)
    if (table === undefined) throw new NotLoadedError(`Project ${project} is not in the audience index. Load it first.`)
    return table
  }

  #getLive(project: number, id: SegmentId): LiveSegments {
    this.#get(project)
    const live = this.#live.get(project)
    if (live === undefined) throw new Error(`Segment ${id} is not watched. Watch it first.`)
    return live
  }

  #getHidden(project: number): ProjectTable {
    const table = this.#hidden.get(project)
    if (table === undefined) throw new Error(`Project ${project} is not being loaded.`)
    return table
  }

  #takeStaged(project: number): ChunkBatch[] {
    const staged = this.#staged.get(project)
    this.#staged.delete(project)
    this.#budget.settle(staged?.promisedBytes ?? 0)
    return staged?.batches ?? []
  }

  #emptyTable(): ProjectTable {
    return new ProjectTable(this.#budget, this.#pool)
  }
}
