import { type AudienceIndex, type MembershipChange, RowBitmap, type WatchedSegment } from '@rollcall/engine'
import type { Clock, SegmentId } from '@rollcall/filters'
import type { Queryable } from '../../store/database.ts'
import { type LiveCursor, takeEpoch } from '../../store/live-cursors.ts'
import { forgetSegments } from '../../store/segment-memberships.ts'
import { loadSegmentRules } from '../../store/segment-rules.ts'
import { type HeldRules, readMembersBefore, withThoseThatAsk } from './held-rules.ts'
import { type Instant, LiveClock } from './live-clock.ts'
import { type LoweredRule, lowerRules } from './lower-rules.ts'
import { type Found, logMembership, type Watched } from './membership-log.ts'
import { isForeignCursor, type LoadedState, missedReasons } from './missed-reasons.ts'
import { type ReasonOf, TIME } from './reasons.ts'
import { readEnteredTimes } from './recorded-entries.ts'
import { type RecordedMembers, readRecordedMembers } from './recorded-members.ts'
import { type Position, Recorder } from './recorder.ts'

export type LiveSegmentsOptions = {
  projectId: number
  index: AudienceIndex
  /** From a pool that a busy API cannot exhaust. */
  record: Queryable
  now: () => Date
  log: { warn(message: string, data?: Record<string, unknown>): void }
  /** Called whenever members or contacts may be others than before. */
  onChange: () => void
}

/** The latest transaction of a step that changed definitions; `hasContacts`: one of those changed contacts, too. */
export type DefinitionChange = { actor: string; xid: string; hasContacts: boolean }

/** Where the index stands after a step. */
export type StepPosition = Omit<Position, 'evaluatedAt'>

/**
 * Keeps the members of all segments of a project live, and records who comes and goes, when and why.
 *
 * The follower calls, in this order and never two at once: `claim` before it loads, `start` after that; then in each step `begin`, `define` when
 * definitions changed, `applied` after the index took the batch, and `tick`.
 */
export class LiveSegments {
  readonly #options: LiveSegmentsOptions
  readonly #clock: LiveClock
  #claimed: LiveCursor | undefined
  #recorder: Recorder | undefined
  #watched = new Map<SegmentId, Watched>()
  /** Segments of which the index keeps since when people are in them. */
  #kept = new Set<SegmentId>()
  #timezone = 'UTC'
  #instant: Instant
  #tickedAt = 0
  #position: StepPosition | undefined
  #held: HeldRules | undefined
  #cleaning: Promise<void> = Promise.resolve()
  #isStopped = false

  constructor(options: LiveSegmentsOptions) {
    this.#options = options
    this.#clock = new LiveClock(options.now)
    this.#instant = this.#clock.read()
  }

  /** The state of the record up to which membership is recorded; null before the first time. */
  get recordedSnapshot(): string | null {
    return this.#recorder?.snapshot ?? null
  }

  /** The last second at which every segment was judged. */
  get evaluatedAt(): number {
    return this.#tickedAt
  }

  /** The instant of this step, at which batches are to be applied. */
  get clock(): Clock {
    return { now: this.#instant.now, timezone: this.#timezone }
  }

  /** Begins a step; waits while too much is still to be written. */
  async begin(): Promise<void> {
    await this.#recorder?.hasRoom()
    this.#instant = this.#clock.read()
  }

  /** Becomes the one who records. Before the state that is then loaded, so that nobody else records a later one. */
  async claim(): Promise<void> {
    this.#claimed = await takeEpoch(this.#options.record, this.#options.projectId)
  }

  /** Watches every segment, and records what differs from the recorded membership. `record` is what was loaded from. */
  async start(record: Queryable, state: LoadedState): Promise<void> {
    const { projectId, record: own, log } = this.#options
    await this.#recorder?.stop()
    const cursor = this.#claimed ?? (await takeEpoch(own, projectId))
    this.#claimed = undefined
    if (isForeignCursor(cursor, state)) {
      log.warn('The recorded membership comes from another database; it is compared with this one.', { projectId })
    }
    this.#clock.startAt(cursor.evaluatedAt)
    this.#instant = this.#clock.read()
    this.#recorder = new Recorder({ projectId, record: own, cursor, log })
    this.#position = { cluster: state.cluster, snapshot: state.snapshot, waiting: [] }
    const recorded = await readRecordedMembers(own, projectId)
    const rules = await this.#load(record)
    this.#kept.clear()
    this.#held = undefined
    this.#watched = new Map()
    const differences = await this.#watch(rules, recorded)
    const missed = await missedReasons(record, projectId, { cursor, state, differences })
    const begun = idsOf(rules.filter(({ uuid, version }) => recorded.get(uuid)?.version !== version))
    for (const rule of rules) this.#adopt(rule, begun.has(rule.id) ? undefined : recorded.get(rule.uuid))
    const isFirst = cursor.snapshot === null
    await this.#log(differences, {
      reasonOf: (rule) => (!isFirst && isSaved(rule, begun) ? savedBy(rule) : missed),
      before: cursor,
      begun,
    })
    const uuids = new Set(rules.map(({ uuid }) => uuid))
    this.#forget([...recorded.keys()].filter((uuid) => !uuids.has(uuid)))
    this.#tickedAt = this.#instant.now
  }

  /** Takes all rules out of force until `start`; what is recorded stays as it is. */
  async release(): Promise<void> {
    await this.#options.index.unwatch(this.#options.projectId, [...this.#watched.keys()])
  }

  /**
   * Takes over what was changed of segments and of what they mention, before the step's contacts are applied. When the same transaction changed
   * contacts as well, rules come into force only with those, in `applied`; answers whether any wait for that.
   */
  async define(record: Queryable, change: DefinitionChange): Promise<boolean> {
    const rules = await this.#load(record)
    const ids = idsOf(rules)
    await this.#unwatch([...this.#watched.values()].filter(({ id }) => !ids.has(id)))
    const before = this.#watched
    const begun = idsOf(rules.filter(({ id, version }) => before.get(id)?.version !== version))
    const changed = rules.filter(({ id, meaning }) => begun.has(id) || before.get(id)?.meaning !== meaning)
    if (changed.length === 0) return false
    const { actor, xid } = change
    const byDefinition: ReasonOf = () => ({ cause: 'definition', actor, xid })
    const reasonOf = (rule: Watched) => (isSaved(rule, begun) ? savedBy(rule) : byDefinition)
    if (change.hasContacts && changed.some(({ id }) => before.has(id))) {
      const place = { ...this.#options, watched: before }
      const held = withThoseThatAsk(changed, rules)
      this.#held = { rules: held, begun, reasonOf, before: await readMembersBefore(held, place, this.#held) }
      return true
    }
    const differences = await this.#watch(changed, new Map())
    for (const rule of changed) this.#adopt(rule, begun.has(rule.id) ? undefined : before.get(rule.id))
    await this.#log(differences, { reasonOf, begun })
    return false
  }

  /** Records what a batch changed; the index stands at `position` now. */
  async applied(changes: MembershipChange[], { reasonOf, position }: { reasonOf: ReasonOf; position: StepPosition }) {
    this.#position = position
    const held = this.#held
    if (held === undefined) return await this.#log(changes, { reasonOf: () => reasonOf })
    const ids = idsOf(held.rules)
    // Since when people are in them was kept by the old rules; what is recorded knows better.
    for (const id of ids) this.#kept.delete(id)
    const differences = await this.#watch(held.rules, held.before)
    for (const rule of held.rules) this.#adopt(rule, held.begun.has(rule.id) ? undefined : this.#watched.get(rule.id))
    this.#held = undefined
    const others = changes.filter(({ segment }) => !ids.has(segment))
    await this.#log([...others, ...differences], {
      // The people of a static segment come by themselves.
      reasonOf: (rule) => (rule.kind === 'dynamic' && ids.has(rule.id) ? held.reasonOf(rule) : reasonOf),
      begun: held.begun,
    })
  }

  /** Lets time go by, once a second. */
  async tick(): Promise<void> {
    if (this.#recorder === undefined) return
    this.#instant = this.#clock.read()
    if (this.#instant.now <= this.#tickedAt) return
    this.#tickedAt = this.#instant.now
    const changes = await this.#options.index.tick(this.#options.projectId, this.clock)
    if (changes.length > 0) await this.#log(changes, { reasonOf: () => () => TIME })
  }

  /** Lets the index answer since when people are in a segment; false when that is not kept live. Between two steps only. */
  async keepEntered(segment: SegmentId): Promise<boolean> {
    const { index, projectId, record } = this.#options
    const watched = this.#watched.get(segment)
    if (!watched) return false
    if (this.#kept.has(segment)) return true
    await this.#recorder?.flushed()
    const members = await index.watchedMembers(projectId, segment)
    await index.keepEntered(
      projectId,
      segment,
      await readEnteredTimes(record, projectId, { uuid: watched.uuid, members }),
    )
    this.#kept.add(segment)
    return true
  }

  /** Resolves when everything found so far is written. */
  async recorded(): Promise<void> {
    await this.#recorder?.flushed()
  }

  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#recorder?.stop()
    await this.#cleaning
  }

  async #load(record: Queryable): Promise<LoweredRule[]> {
    const loaded = await loadSegmentRules(record, this.#options.projectId)
    this.#timezone = loaded.catalog.timezone
    const { lowered, refused } = lowerRules(loaded, this.clock)
    for (const { rule, reason } of refused) {
      this.#options.log.warn('The rule of a segment could not be understood; it is not kept live.', {
        segment: rule.id,
        reason,
      })
    }
    return lowered
  }

  /** Puts rules in force, all at once, and answers what differs from the recorded members or else from those before. */
  async #watch(rules: LoweredRule[], recorded: Map<string, RecordedMembers>): Promise<MembershipChange[]> {
    const { index, projectId, record } = this.#options
    if (rules.length === 0) return []
    const asked = new Set(rules.flatMap(({ asksSince }) => asksSince))
    const segments: WatchedSegment[] = []
    for (const rule of rules) {
      const known = recorded.get(rule.uuid)
      const isSaved = (known ?? this.#watched.get(rule.id))?.version !== rule.version
      const members = known?.members ?? (this.#watched.has(rule.id) ? undefined : RowBitmap.of([]))
      const segment: WatchedSegment = { id: rule.id, lowering: rule.lowering, members, isSaved }
      if (asked.has(rule.id) && !this.#kept.has(rule.id)) {
        await this.#recorder?.flushed()
        const held = members ?? (await index.watchedMembers(projectId, rule.id))
        segment.entered = await readEnteredTimes(record, projectId, { uuid: rule.uuid, members: held })
      }
      segments.push(segment)
    }
    const ids = idsOf(rules)
    for (const id of asked) if (!ids.has(id)) await this.keepEntered(id)
    const differences = await index.watch(projectId, segments, this.clock)
    for (const id of asked) this.#kept.add(id)
    return differences
  }

  /** Keeps a rule; `recorded` is what its membership goes on from, nothing when it begins anew. */
  #adopt(rule: LoweredRule, recorded?: { since: Date; weight: number; baseCount: number }) {
    const { since, weight, baseCount } = recorded ?? { since: this.#instant.at, weight: 0, baseCount: 0 }
    this.#watched.set(rule.id, { ...rule, since, weight, baseCount })
  }

  async #unwatch(gone: Watched[]) {
    const { index, projectId } = this.#options
    if (gone.length === 0) return
    const ids = gone.map(({ id }) => id)
    await index.unwatch(projectId, ids)
    for (const id of ids) {
      this.#watched.delete(id)
      this.#kept.delete(id)
    }
    this.#forget(gone.map(({ uuid }) => uuid))
    this.#options.onChange()
  }

  async #log(
    changes: MembershipChange[],
    { begun: ids = new Set(), ...found }: Pick<Found, 'reasonOf' | 'before'> & { begun?: ReadonlySet<SegmentId> },
  ) {
    const { index, projectId, onChange } = this.#options
    if (this.#recorder === undefined || this.#position === undefined) return
    const begun = [...ids].flatMap((id) => this.#watched.get(id) ?? [])
    const position = { ...this.#position, evaluatedAt: this.#instant.at }
    const place = { index, projectId, recorder: this.#recorder }
    await logMembership(place, this.#watched, { ...found, changes, position, begun })
    onChange()
  }

  /** Removes what is recorded of deleted segments, behind everything that is still to be written of them. */
  #forget(uuids: string[]) {
    const { projectId, record, log } = this.#options
    const recorder = this.#recorder
    if (uuids.length === 0) return
    this.#cleaning = this.#cleaning.then(async () => {
      try {
        await recorder?.flushed()
        while (!this.#isStopped && (await forgetSegments(record, projectId, uuids)));
      } catch (error) {
        // What is left is found at the next start.
        log.warn('The history of deleted segments could not be removed yet.', { reason: String(error) })
      }
    })
  }
}

/** Whether a rule is the reason why a membership begins; the people of a static segment come by themselves. */
function isSaved({ id, kind }: Watched, begun: ReadonlySet<SegmentId>): boolean {
  return kind === 'dynamic' && begun.has(id)
}

function idsOf(rules: LoweredRule[]): Set<SegmentId> {
  return new Set(rules.map(({ id }) => id))
}

function savedBy({ savedBy: actor }: Watched): ReasonOf {
  return () => ({ cause: 'rule', actor, xid: null })
}
