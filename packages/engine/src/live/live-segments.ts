import type { Clock, ColumnDefinition, SegmentId } from '@rollcall/filters'
import type { ChunkBatch } from '../batch/chunk-batch.ts'
import { CHUNK_WORDS } from '../chunk.ts'
import { countBits } from '../kernels/bits.ts'
import { keepMembers, orMembers } from '../kernels/members.ts'
import { ARRAY_OVERHEAD_BYTES, Arena } from '../memory/arena.ts'
import type { Budget } from '../memory/budget.ts'
import type { WordPool } from '../memory/word-pool.ts'
import type { Leaf } from '../query/leaf.ts'
import type { ChunkBitsets } from '../query/members.ts'
import type { Probe } from '../query/probe.ts'
import { PICKED_ROWS_MAX } from '../rows/row-picks.ts'
import type { PickedRows } from '../table/picked-rows.ts'
import type { ProjectTable } from '../table/project-table.ts'
import type { WatchedStats } from '../table/table-stats.ts'
import type { Crossed } from './crossing.ts'
import { Crossings } from './crossings.ts'
import { type Difference, differenceOf, differencesFrom, differencesOfPicks, toMembershipChange } from './difference.ts'
import { enteredProbe } from './entered-probe.ts'
import { EnteredUnknownError } from './entered-unknown-error.ts'
import { inOrderOfNeed } from './in-order-of-need.ts'
import type { LiveSegment } from './live-segment.ts'
import { type Masks, toMasks, unionOf, widen } from './masks.ts'
import type { MembershipChange } from './membership-change.ts'
import { MembershipTimes, TIMES_BYTES, toMembershipSet } from './membership-times.ts'
import { type Read, toReadName } from './read.ts'
import { type Changed, countRows, RowChanges, toPicks, touchedBy } from './row-changes.ts'
import { givenTimes, type SentSegment, type StagedSegment, timesOfMembers, toStagedSegment } from './staged-segment.ts'
import type { EnteredTimes } from './watched-segment.ts'

/** Finds what differs between whom a segment has and whom it should have. */
type Judge = (segment: LiveSegment) => Difference[]

/**
 * Who is in the watched segments of one project, as far as one shard holds its rows.
 *
 * What must stay true: after a tick, the members of each are those of its rule at the instant of that tick. A row that a
 * batch writes is judged again by the rules that read what changed; all else is crossed by a bound before it turns.
 */
export class LiveSegments {
  readonly #budget: Budget
  readonly #pool: WordPool
  readonly #crossingArena: Arena
  readonly #crossings: Crossings
  readonly #times = new MembershipTimes()
  readonly #staged = new Map<SegmentId, StagedSegment>()
  #table: ProjectTable
  /** Each after those of which it asks since when somebody is in them. */
  #inOrder: LiveSegment[] = []
  #reads: ReadonlyMap<string, Read> = new Map()
  #clock: Clock | undefined
  #judged = 0

  constructor(table: ProjectTable, budget: Budget, pool: WordPool) {
    this.#table = table
    this.#budget = budget
    this.#pool = pool
    this.#crossingArena = new Arena(budget)
    this.#crossings = new Crossings(this.#crossingArena)
    table.times = this.#times
  }

  /** Judges everybody by a rule that nobody sees before `commit`; rules of which it asks `since` come first. */
  stage(sent: SentSegment, clock: Clock): void {
    const held = this.#find(sent.id)
    const staged = toStagedSegment(sent, {
      table: this.#table,
      budget: this.#budget,
      pool: this.#pool,
      clock,
      leafProbe: (leaf) => this.#findStagedProbe(leaf),
      held: held && { segment: held, times: this.#times.findKept(held.id) },
    })
    this.#staged.set(sent.id, staged)
  }

  /** Puts what was staged in force, and answers what differs. */
  commit(clock: Clock): MembershipChange[] {
    this.#moveTo(clock)
    const staged = [...this.#staged.values()]
    this.#staged.clear()
    const ids = new Set(staged.map(({ segment }) => segment.id))
    const replaced = this.#inOrder.filter(({ id }) => ids.has(id))
    for (const { segment, times } of staged) if (!segment.isStatic) this.#times.put(segment.id, times)
    this.#assign([...this.#inOrder.filter(({ id }) => !ids.has(id)), ...staged.map(({ segment }) => segment)], clock)
    for (const { segment } of staged) this.#crossings.forget(this.#table.alive.chunkNos, sinceName(segment))
    for (const other of this.#inOrder) {
      if (!ids.has(other.id) && staged.some(({ segment }) => other.asksSinceOf(segment.id))) other.isStale = true
    }
    const others = this.#judgeMasked(this.#staleMasks(), clock).filter(({ segment }) => !ids.has(segment))
    const own = staged.map(({ segment, base }) =>
      toMembershipChange(segment.id, differencesFrom(base, segment.members)),
    )
    for (const segment of replaced) segment.release()
    return [...own.filter(({ entered, left }) => entered.length + left.length > 0), ...others]
  }

  /** Forgets what was staged. */
  abandon(): void {
    for (const { segment, times } of this.#staged.values()) {
      segment.release()
      times?.release()
    }
    this.#staged.clear()
  }

  unwatch(ids: SegmentId[]): void {
    const gone = this.#inOrder.filter(({ id }) => ids.includes(id))
    const kept = this.#inOrder.filter(({ id }) => !ids.includes(id))
    for (const { id } of gone) {
      const asking = kept.find((segment) => segment.asksSinceOf(id))
      if (asking === undefined) continue
      throw new Error(`Segment ${asking.id} asks since when people are in segment ${id}. Stop watching it, too.`)
    }
    for (const segment of gone) {
      this.#times.forget(segment.id)
      segment.release()
    }
    if (this.#clock !== undefined) this.#assign(kept, this.#clock)
  }

  /** Keeps since when people are in a segment. */
  keepEntered(id: SegmentId, entered: EnteredTimes, { now }: Clock): void {
    const segment = this.#get(id)
    if (segment.isStatic) return
    const sizeBytes = [...segment.chunkNos()].length * TIMES_BYTES
    this.#budget.promise(sizeBytes)
    this.#budget.settle(sizeBytes)
    const wasMember = (chunkNo: number) => segment.findMembers(chunkNo)
    this.#times.put(
      id,
      timesOfMembers(segment, { wasMember, known: givenTimes(id, entered), now, budget: this.#budget }),
    )
    this.#crossings.forget(this.#table.alive.chunkNos, sinceName(segment))
  }

  /** Applies a batch to the table, and answers what it changed. */
  apply(batches: ChunkBatch[], clock: Clock): MembershipChange[] {
    this.#moveTo(clock)
    const touched = touchedBy(batches)
    if (this.#isAnyStale() || countRows(touched) > PICKED_ROWS_MAX) {
      this.#table.apply(batches)
      this.#crossings.forget(touched.keys())
      return this.#judgeMasked(this.#staleMasks(this.#inOrder.map((segment) => [segment, touched])), clock)
    }
    const changes = new RowChanges(this.#table, toPicks(touched), { reads: this.#reads, batches })
    this.#table.apply(batches)
    const { picked, changed } = changes.find()
    const asked = this.#inOrder.filter((segment) => isReading(segment, changed))
    return this.#judgePicked(picked, { asked, changed, clock })
  }

  /** Lets time go by, and answers what that changed. */
  tick(clock: Clock): MembershipChange[] {
    this.#moveTo(clock)
    const due = this.#crossings.moveTo(clock, this.#table)
    const rows = unionOf(due.map((each) => each.rows))
    if (this.#isAnyStale() || countRows(rows) > PICKED_ROWS_MAX) {
      return this.#judgeMasked(this.#staleMasks(toMasks(due)), clock)
    }
    if (due.length === 0) return []
    const asked = due.flatMap(({ segments }) => segments)
    return this.#judgePicked(this.#table.pick(toPicks(rows)), { asked, changed: new Set(), clock })
  }

  /** Asks another table from now on, and answers what differs there. */
  moveToTable(table: ProjectTable, clock: Clock): MembershipChange[] {
    this.#table = table
    table.times = this.#times
    this.#moveTo(clock)
    this.#crossings.reset(clock)
    for (const segment of this.#inOrder) segment.isStale = true
    return this.#judgeMasked(this.#staleMasks(), clock)
  }

  /** Throws when these columns are not all that watched segments read. */
  assertReadable(columns: readonly ColumnDefinition[]): void {
    const ids = new Set(columns.map(({ id }) => id))
    for (const { id, reads } of this.#inOrder) {
      const missing = reads.values().find((read) => read.is === 'column' && !ids.has(read.column))
      if (missing?.is !== 'column') continue
      throw new Error(`Segment ${id}, which is watched, reads the column "${missing.column}". Stop watching it first.`)
    }
  }

  /** Takes note that columns are empty now: who reads them has to judge everybody anew. */
  distrust(columns: ReadonlySet<string>): void {
    for (const segment of this.#inOrder) {
      if (segment.reads.values().some((read) => read.is === 'column' && columns.has(read.column)))
        segment.isStale = true
    }
  }

  /** The most memory that applying a batch can need. */
  boundBytes(batches: ChunkBatch[]): number {
    return batches.reduce((sum, { chunkNo, locals, events }) => {
      const rows = locals.length + events.reduce((count, { entries }) => count + entries.locals.length, 0)
      if (rows === 0) return sum
      const memberBytes = Math.min(CHUNK_WORDS * 4, 2 * rows) + ARRAY_OVERHEAD_BYTES
      return sum + this.#inOrder.length * memberBytes + this.#times.boundBytes(chunkNo)
    }, 0)
  }

  /** How many of each of these segments are among these rows; one that is not watched is left out. */
  sizesWithin({ chunkNos, words }: ChunkBitsets, ids: SegmentId[]): [SegmentId, number][] {
    const both = new Uint32Array(CHUNK_WORDS)
    const scratch = new Uint32Array(CHUNK_WORDS)
    const countIn = (segment: LiveSegment, chunkNo: number, at: number) => {
      const members = segment.findMembers(chunkNo)
      if (members === undefined) return 0
      both.set(words.subarray(at * CHUNK_WORDS, (at + 1) * CHUNK_WORDS))
      keepMembers(both, members, scratch)
      return countBits(both)
    }
    const asked = this.#inOrder.filter(({ id }) => ids.includes(id))
    return asked.map((each) => [each.id, chunkNos.reduce((sum, chunkNo, at) => sum + countIn(each, chunkNo, at), 0)])
  }

  sizes(): [SegmentId, number][] {
    return this.#inOrder.map(({ id, count }) => [id, count])
  }

  /** The segments in which a row is. */
  idsOf(rowNo: number): SegmentId[] {
    return this.#inOrder.filter((segment) => segment.has(rowNo)).map(({ id }) => id)
  }

  members(id: SegmentId): ChunkBitsets {
    const segment = this.#get(id)
    const chunkNos = Uint32Array.from(segment.chunkNos()).sort()
    const words = new Uint32Array(chunkNos.length * CHUNK_WORDS)
    for (const [at, chunkNo] of chunkNos.entries()) {
      const members = segment.findMembers(chunkNo)
      if (members !== undefined) orMembers(words.subarray(at * CHUNK_WORDS, (at + 1) * CHUNK_WORDS), members)
    }
    return { chunkNos, words }
  }

  stats(): WatchedStats {
    const memberBytes = this.#inOrder.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
    const sizeBytes = memberBytes + this.#times.sizeBytes + this.#crossingArena.usedBytes
    return { segments: this.#inOrder.length, sizeBytes, judged: this.#judged }
  }

  /** Gives all memory back; nothing is watched any more. */
  release(): void {
    this.abandon()
    for (const segment of this.#inOrder) {
      this.#times.forget(segment.id)
      segment.release()
    }
    this.#crossingArena.release()
  }

  #assign(segments: LiveSegment[], clock: Clock): void {
    this.#inOrder = inOrderOfNeed(segments)
    this.#reads = new Map(segments.flatMap(({ reads }) => [...reads]))
    this.#crossings.assign(segments, clock)
  }

  #moveTo(clock: Clock): void {
    const before = this.#clock
    this.#clock = clock
    if (before === undefined || before.timezone === clock.timezone) return
    // In another zone every bound stands elsewhere, maybe further back.
    this.#crossings.reset(clock)
    for (const segment of this.#inOrder) segment.isStale = true
  }

  #judgePicked(picked: PickedRows, { asked, changed, clock }: PickedQuestion): MembershipChange[] {
    const all = new Set(asked)
    const names = new Set<string>()
    const judge: Judge = (segment) => {
      let differences: Difference[] = []
      picked.scan(segment.at(clock), (words) => {
        differences = differencesOfPicks(picked.rows, (chunkNo) => segment.findMembers(chunkNo), words)
      })
      return differences
    }
    const changes = this.#judge(all, judge, {
      clock,
      passOn: (segment, dependents) => {
        names.add(sinceName(segment))
        for (const dependent of dependents) all.add(dependent)
      },
    })
    this.#crossings.note(picked, changed === 'everything' ? changed : changed.union(names))
    return changes
  }

  #judgeMasked(masks: Masks, clock: Clock): MembershipChange[] {
    const judge: Judge = (segment) => {
      const mask = masks.get(segment) ?? NOBODY
      segment.isStale = false
      return this.#differencesIn(segment, mask, clock)
    }
    return this.#judge(masks, judge, {
      clock,
      passOn: (segment, dependents, differences) => {
        this.#crossings.forget(
          differences.map(({ chunkNo }) => chunkNo),
          sinceName(segment),
        )
        for (const dependent of dependents) widen(masks, dependent, differences)
      },
    })
  }

  /** Judges segments one after the other, and with them those that ask since when somebody is in one that changed. */
  #judge(asked: { has(segment: LiveSegment): boolean }, judge: Judge, { clock, passOn }: Judging): MembershipChange[] {
    const changes: MembershipChange[] = []
    for (const segment of this.#inOrder) {
      if (!asked.has(segment)) continue
      this.#judged++
      const differences = judge(segment)
      if (differences.length === 0) continue
      const times = this.#times.findKept(segment.id)
      for (const difference of differences) {
        segment.change(difference)
        times?.clear({ chunkNo: difference.chunkNo, locals: difference.left })
        times?.write(
          { chunkNo: difference.chunkNo, locals: difference.entered },
          new Float64Array(difference.entered.length).fill(clock.now),
        )
      }
      changes.push(toMembershipChange(segment.id, differences))
      if (times === undefined) continue
      const dependents = this.#inOrder.filter((other) => other.asksSinceOf(segment.id))
      passOn(segment, dependents, differences)
    }
    return changes
  }

  #differencesIn(segment: LiveSegment, mask: Crossed | 'all', clock: Clock): Difference[] {
    const rows = mask === 'all' ? undefined : mask
    const chunkNos = rows ? rows.keys() : new Set([...this.#table.alive.chunkNos, ...segment.chunkNos()])
    const differences: Difference[] = []
    this.#table.scan(
      segment.at(clock),
      (chunkNo, words) => {
        const difference = differenceOf(chunkNo, segment.findMembers(chunkNo), { words, mask: rows?.get(chunkNo) })
        if (difference !== undefined) differences.push(difference)
      },
      { chunkNos: [...chunkNos].sort((a, b) => a - b), mask: rows && ((chunkNo) => rows.get(chunkNo) ?? NO_ROWS) },
    )
    return differences
  }

  #isAnyStale(): boolean {
    return this.#inOrder.some(({ isStale }) => isStale)
  }

  /** These masks, and everybody for segments that are stale. */
  #staleMasks(masks: Iterable<[LiveSegment, Crossed]> = []): Masks {
    const stale = this.#inOrder.filter(({ isStale }) => isStale)
    return new Map<LiveSegment, Crossed | 'all'>([...masks, ...stale.map((segment) => [segment, 'all'] as const)])
  }

  /** What answers about segments that are staged. */
  #findStagedProbe(leaf: Leaf): Probe | undefined {
    if (leaf.is !== 'since') return undefined
    const staged = this.#staged.values().find(({ segment }) => toMembershipSet(segment.id) === leaf.set)
    if (staged === undefined || staged.segment.isStatic) return undefined
    const { segment, times } = staged
    if (times === undefined) throw new EnteredUnknownError(segment.id)
    return enteredProbe(leaf, (question) => times.probe(question), this.#pool)
  }

  #get(id: SegmentId): LiveSegment {
    const found = this.#find(id)
    if (found === undefined) throw new Error(`Segment ${id} is not watched. Watch it first.`)
    return found
  }

  #find(id: SegmentId): LiveSegment | undefined {
    return this.#inOrder.find((segment) => segment.id === id)
  }
}

const NO_ROWS = new Uint32Array(CHUNK_WORDS)
const NOBODY: Crossed = new Map()

type PickedQuestion = { asked: readonly LiveSegment[]; changed: Changed; clock: Clock }

type Judging = {
  clock: Clock
  /** Told of a segment that changed, whose times are kept, and who asks for them. */
  passOn(segment: LiveSegment, dependents: LiveSegment[], differences: Difference[]): void
}

function isReading({ reads }: LiveSegment, changed: Changed): boolean {
  return changed === 'everything' || reads.keys().some((name) => changed.has(name))
}

function sinceName({ id }: LiveSegment): string {
  return toReadName({ is: 'since', set: toMembershipSet(id) })
}
