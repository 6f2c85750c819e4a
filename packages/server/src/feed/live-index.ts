import type {
  BreakdownRequest,
  EventTimesRequest,
  NearMissCounts,
  NearMissRequest,
  Page,
  PageOptions,
  RowBitmap,
  Tallied,
  Within,
} from '@rollcall/engine'
import type { EventKind, Lowering, SegmentId } from '@rollcall/filters'

/** The audience index as the rest of the server sees it: always equal to the record at one snapshot, at most a second old. */
export type LiveIndex = {
  /**
   * Waits until a write is visible; `position` is its Rollcall-Position, null asks for nothing.
   * Fails with index_behind when that does not happen in time.
   */
  caughtUp(projectId: number, position: string | null): Promise<void>
  count(projectId: number, lowering: Lowering): Promise<number>
  /** All counted at one state of the index. */
  counts(projectId: number, lowerings: Lowering[]): Promise<number[]>
  /** Everyone who matches, with the pg_snapshot at which that was true. */
  members(projectId: number, lowering: Lowering): Promise<{ members: RowBitmap; snapshot: string }>
  page(projectId: number, lowering: Lowering, options: PageOptions): Promise<Page>
  /** See AudienceIndex. */
  eventTimes(projectId: number, request: EventTimesRequest): Promise<(number | null)[][]>
  matches(projectId: number, lowering: Lowering, rowNo: number): Promise<boolean>
  breakdown(projectId: number, request: BreakdownRequest): Promise<Tallied[]>
  regions(projectId: number, lowerings: Lowering[]): Promise<number[]>
  nearMisses(projectId: number, request: NearMissRequest): Promise<NearMissCounts>
  /** How many events of each kind there are. */
  eventCounts(projectId: number): Promise<ReadonlyMap<EventKind, number>>
  /** How many are in each segment by the latest evaluation, by id; or, in some of them, of those who match. */
  sizes(projectId: number, within?: Within): Promise<ReadonlyMap<SegmentId, number>>
  /** Who is in a segment by the latest evaluation. */
  watchedMembers(projectId: number, segment: SegmentId): Promise<RowBitmap>
  /** The segments in which a contact is by the latest evaluation. */
  segmentsOf(projectId: number, rowNo: number): Promise<SegmentId[]>
  /** The latest instant, in seconds, at which all segments were judged. */
  evaluatedAt(projectId: number): Promise<number>
  /** Resolves when every change of membership that was found so far is in the record. */
  recorded(projectId: number): Promise<void>
  /** Calls back whenever contacts or members of segments may be others than before. Returns what stops it. */
  onChange(projectId: number, listener: () => void): () => void
  /** Looks for changes of the project now rather than at the next poll. */
  wake(projectId: number): void
  /**
   * Deletes what is on disk of a project's index, and makes no more of it before the next start: texts that no contact has
   * any more stay in memory, so that they would be saved again.
   */
  deleteCheckpoint(projectId: number): Promise<void>
  /** Whether every project asked for so far is loaded and following. */
  isReady(): boolean
  close(): Promise<void>
}
