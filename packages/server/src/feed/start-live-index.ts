import { type AudienceIndex, EnteredUnknownError, IndexFullError, ShardEndedError } from '@rollcall/engine'
import type { SegmentId } from '@rollcall/filters'
import type { Pool } from 'pg'
import { failure, invalid } from '../failure.ts'
import { type Database, openReadPool, type Queryable } from '../store/database.ts'
import { checkpointsIn } from './checkpoint/checkpoints-in.ts'
import type { ProjectCheckpoint } from './checkpoint/project-checkpoint.ts'
import { toQuestions } from './index-questions.ts'
import { LiveSegments } from './live/live-segments.ts'
import type { LiveIndex } from './live-index.ts'
import { ProjectFollower } from './project-follower.ts'
import { ProjectSignals } from './project-signals.ts'

/** Projects that are read at once, and as many questions beside them. */
const CONNECTIONS = 4
/** How often each project looks for changes that another process wrote. Writes of this process wake it at once. */
const POLL_MS = 200
/** How often while somebody waits for a position. */
const URGENT_POLL_MS = 5
const PRUNE_MS = 10 * 60_000
/** How often a project that changed is saved, and how soon after it was loaded from the record. */
const SAVE_MS = 10 * 60_000
const FIRST_SAVE_MS = 60_000
/** What saving may take when Rollcall stops; the checkpoint before stays if it takes longer. */
const LAST_SAVE_MS = 8_000
/** So long the record keeps changes for a checkpoint that nobody renews. */
const KEPT_FOR_CHECKPOINT_MS = 24 * 60 * 60_000
const WAIT_MS = 10_000
const RETRY_MS = 500

export type LiveIndexOptions = {
  database: Database
  /** Called again when a worker thread of the index died. */
  openIndex: () => AudienceIndex
  /** Where the index is saved now and then, to start from; nowhere unless given. */
  checkpointDir?: string
  /** The clock by which people come and go; segments are judged at it. */
  now: () => Date
  log: { warn(message: string, data?: Record<string, unknown>): void }
}

/** Follows the record for each project that is asked for. */
export function startLiveIndex(options: LiveIndexOptions): LiveIndex {
  const projects = new FollowedProjects(options)
  const stopListening = options.database.onCommit((projectId) => projects.find(projectId)?.wake())
  return {
    caughtUp: async (projectId, position) => {
      if (position !== null) await projects.of(projectId).caughtUp(position)
    },
    count: (projectId, lowering) => projects.ask(projectId, (index) => index.count(projectId, lowering)),
    counts: (projectId, lowerings) => projects.ask(projectId, (index) => index.counts(projectId, lowerings)),
    members: (projectId, lowering) =>
      projects.ask(projectId, (index) => projects.of(projectId).members(() => index.members(projectId, lowering))),
    page: (projectId, lowering, page) => projects.ask(projectId, (index) => index.page(projectId, lowering, page)),
    ...toQuestions((projectId, ask) => projects.ask(projectId, ask)),
    sizes: (projectId, within) => projects.ask(projectId, (index) => index.watchedSizes(projectId, within)),
    eventCounts: (projectId) =>
      projects.ask(projectId, async (index) => {
        const { events } = await index.stats(projectId)
        return new Map(events.map(({ kind, count }) => [kind, count]))
      }),
    watchedMembers: (projectId, segment) =>
      projects.ask(projectId, (index) => index.watchedMembers(projectId, segment)),
    segmentsOf: (projectId, rowNo) => projects.ask(projectId, (index) => index.watchedOf(projectId, rowNo)),
    evaluatedAt: (projectId) => projects.of(projectId).evaluatedAt(),
    recorded: (projectId) => projects.of(projectId).recorded(),
    onChange: (projectId, listener) => projects.changed.listen(projectId, listener),
    wake: (projectId) => projects.of(projectId).wake(),
    deleteCheckpoint: (projectId) => projects.deleteCheckpoint(projectId),
    isReady: () => projects.areLoaded,
    async close() {
      stopListening()
      await projects.close()
    },
  }
}

/** Every project that was asked for, on one index. */
class FollowedProjects {
  readonly changed = new ProjectSignals()
  readonly #options: LiveIndexOptions
  readonly #snapshots: Pool
  readonly #pool: Pool
  readonly #record: Queryable
  readonly #projects = new Map<number, FollowedProject>()
  readonly #checkpointOf: (projectId: number) => ProjectCheckpoint | undefined
  #index: AudienceIndex

  constructor(options: LiveIndexOptions) {
    this.#options = options
    // Apart from the API's pool, so that a busy API cannot hold up the feed; and apart from each other, because whoever holds a snapshot
    // asks the record beside it: of as many projects as there are connections each would wait for another's.
    const { connectionString } = options.database
    const pool = openReadPool(connectionString, CONNECTIONS)
    this.#snapshots = openReadPool(connectionString, CONNECTIONS)
    this.#pool = pool
    this.#record = { query: async (text, values) => (await pool.query(text, values)).rows }
    this.#checkpointOf = checkpointsIn(options.checkpointDir, options.log)
    this.#index = options.openIndex()
  }

  get areLoaded(): boolean {
    return this.#projects.values().every((project) => project.isLoaded)
  }

  find(projectId: number): FollowedProject | undefined {
    return this.#projects.get(projectId)
  }

  of(projectId: number): FollowedProject {
    const known = this.#projects.get(projectId)
    if (known) return known
    const { database, now, log } = this.#options
    const index = this.#index
    const onChange = () => this.changed.tell(projectId)
    const live = new LiveSegments({ projectId, index, record: this.#record, now, log, onChange })
    const follower = new ProjectFollower({
      ...{ projectId, pool: this.#snapshots, index, live },
      checkpoint: this.#checkpointOf(projectId),
    })
    const project = new FollowedProject(follower, { database, live, log, reopen: () => this.#reopen(follower) })
    this.#projects.set(projectId, project)
    return project
  }

  /** Asks the index once the project is loaded. */
  async ask<Result>(projectId: number, question: (index: AudienceIndex) => Promise<Result>): Promise<Result> {
    const project = this.of(projectId)
    await project.loaded()
    try {
      return await question(this.#index)
    } catch (error) {
      if (error instanceof ShardEndedError) {
        project.reopen()
        await this.of(projectId).loaded()
        return await question(this.#index)
      }
      // A filter may ask it of more segments than one; each is kept from then on.
      const isKept = error instanceof EnteredUnknownError && (await project.keepEntered(error.segment))
      if (!isKept) throw error
      return await this.ask(projectId, question)
    }
  }

  async deleteCheckpoint(projectId: number): Promise<void> {
    await this.find(projectId)?.stopSaving()
    await this.#checkpointOf(projectId)?.delete()
  }

  async close() {
    await Promise.all(this.#projects.values().map((project) => project.stop({ saves: true })))
    await this.#index.close()
    await Promise.all([this.#snapshots.end(), this.#pool.end()])
  }

  // The index is a cache: when a part of it died, all of it is opened anew, and each project is loaded again.
  #reopen(from: ProjectFollower) {
    if (!from.uses(this.#index)) return
    const [broken, followers] = [this.#index, [...this.#projects.keys()]]
    this.#options.log.warn('A worker thread of the audience index ended; the index is loaded again.')
    this.#index = this.#options.openIndex()
    for (const project of this.#projects.values()) void project.stop()
    this.#projects.clear()
    for (const projectId of followers) this.of(projectId)
    broken.close().catch(() => {})
  }
}

type Services = Pick<LiveIndexOptions, 'database' | 'log'> & { live: LiveSegments; reopen: () => void }

type Waiter = { xid: bigint; resolve: () => void }

const NO_MORE = new Error('No more checkpoints are wanted.')

/** Steps a follower: at once when woken, else at each poll. Those who wait are answered after each step. */
class FollowedProject {
  readonly #follower: ProjectFollower
  readonly #services: Services
  #waiters: Waiter[] = []
  /** Each settles its own caller and never fails. */
  readonly #tasks: (() => Promise<void>)[] = []
  /** For those who ask before the project is loaded. */
  #loading: PromiseWithResolvers<void> | undefined
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | undefined
  #wokenWhileRunning = false
  #delayMs = POLL_MS
  #stopped = false
  #prunedAt = performance.now()
  #savedAt = performance.now() - SAVE_MS + FIRST_SAVE_MS
  #saving: Promise<void> | undefined
  /** Ends a save that takes too long, or that must not be. */
  readonly #savesNoMore = new AbortController()

  constructor(follower: ProjectFollower, services: Services) {
    this.#follower = follower
    this.#services = services
    this.wake()
  }

  get isLoaded(): boolean {
    return this.#follower.isLoaded
  }

  async loaded(): Promise<void> {
    if (this.#follower.isLoaded) return
    this.#loading ??= Promise.withResolvers()
    await this.#loading.promise
  }

  wake() {
    if (this.#stopped) return
    if (this.#running) {
      this.#wokenWhileRunning = true
      return
    }
    clearTimeout(this.#timer)
    this.#running = this.#run().finally(() => {
      this.#running = undefined
      this.#schedule()
    })
  }

  reopen() {
    this.#services.reopen()
  }

  async caughtUp(position: string): Promise<void> {
    await this.loaded()
    const xid = BigInt(position)
    if (this.#follower.sees(xid)) return
    const waiter = Promise.withResolvers<void>()
    const timeout = setTimeout(() => waiter.reject(failure('index_behind', { position })), WAIT_MS)
    const entry = { xid, resolve: waiter.resolve }
    this.#waiters.push(entry)
    this.wake()
    try {
      await waiter.promise
    } finally {
      clearTimeout(timeout)
      this.#waiters = this.#waiters.filter((other) => other !== entry)
    }
  }

  /** Asks once all that is known to wait is applied, and between two steps, so that the answer belongs to one snapshot. */
  async members<Members>(ask: () => Promise<Members>): Promise<{ members: Members; snapshot: string }> {
    await this.loaded()
    await Promise.all(this.#follower.backlog.map((xid) => this.caughtUp(String(xid))))
    for (;;) {
      const { snapshot } = this.#follower
      const members = await ask()
      if (snapshot === this.#follower.snapshot) return { members, snapshot }
    }
  }

  /** Lets the index answer since when people are in a segment; false when that is not kept live. */
  keepEntered(segment: SegmentId): Promise<boolean> {
    return this.#between(() => this.#services.live.keepEntered(segment))
  }

  async evaluatedAt(): Promise<number> {
    await this.loaded()
    return this.#services.live.evaluatedAt
  }

  /** Resolves when everything that was found so far is written. */
  async recorded() {
    await this.loaded()
    await this.#services.live.recorded()
  }

  async stop({ saves = false } = {}) {
    this.#stopped = true
    clearTimeout(this.#timer)
    this.#follower.stop()
    await this.#running
    if (saves) await this.#saveAtLast()
    else await this.stopSaving()
    await this.#services.live.stop()
    this.#endLoading(new Error('The audience index was closed.'))
  }

  /** No more checkpoints are made of what is loaded now. */
  async stopSaving() {
    this.#savesNoMore.abort(NO_MORE)
    await this.#saving
  }

  async #saveAtLast() {
    const cutOff = setTimeout(() => this.#savesNoMore.abort(new Error('It took too long.')), LAST_SAVE_MS)
    await this.#saving
    await this.#save()
    clearTimeout(cutOff)
  }

  #saveNowAndThen() {
    if (this.#saving !== undefined || performance.now() - this.#savedAt < SAVE_MS) return
    this.#saving = this.#save().finally(() => {
      this.#saving = undefined
    })
  }

  async #save() {
    if (!this.#follower.hasUnsavedChanges || this.#savesNoMore.signal.aborted) return
    const startedAt = performance.now()
    try {
      await this.#follower.save(this.#savesNoMore.signal)
      this.#savedAt = startedAt
    } catch (error) {
      if (error === NO_MORE) return
      const reason = error instanceof Error ? error.message : String(error)
      this.#services.log.warn('The audience index could not be saved; the next start takes longer.', { reason })
      this.#savedAt = startedAt - SAVE_MS + FIRST_SAVE_MS
    }
  }

  async #run() {
    try {
      do {
        this.#wokenWhileRunning = false
        await this.#follower.step()
        await this.#runTasks()
        this.#endLoading()
        this.#answerWaiters()
        this.#delayMs = this.#waiters.length > 0 ? URGENT_POLL_MS : POLL_MS
      } while ((this.#wokenWhileRunning || this.#follower.hasBacklog) && !this.#stopped)
      this.#saveNowAndThen()
      await this.#pruneNowAndThen()
    } catch (error) {
      this.#report(error)
    }
  }

  /** Runs something after the next step, while no other does. */
  #between<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = Promise.withResolvers<Result>()
    this.#tasks.push(() => work().then(done.resolve, done.reject))
    this.wake()
    return done.promise
  }

  async #runTasks() {
    for (const task of this.#tasks.splice(0)) await task()
  }

  #report(error: unknown) {
    if (this.#stopped) return
    this.#delayMs = RETRY_MS
    this.#wokenWhileRunning = false
    const reason = error instanceof Error ? error.message : String(error)
    this.#services.log.warn('The audience index could not follow the record; it tries again.', { reason })
    if (error instanceof ShardEndedError) return this.reopen()
    if (error instanceof IndexFullError) this.#endLoading(failure('index_full', { reason }))
  }

  #endLoading(error?: Error) {
    if (error) this.#loading?.reject(error)
    else this.#loading?.resolve()
    this.#loading = undefined
  }

  #schedule() {
    if (this.#stopped) return
    if (this.#wokenWhileRunning) return this.wake()
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.wake(), this.#delayMs)
  }

  #answerWaiters() {
    for (const { xid, resolve } of this.#waiters) if (this.#follower.sees(xid)) resolve()
  }

  async #pruneNowAndThen() {
    if (performance.now() - this.#prunedAt < PRUNE_MS) return
    this.#prunedAt = performance.now()
    const keepsForCheckpoint = performance.now() - this.#savedAt < KEPT_FOR_CHECKPOINT_MS
    await this.#follower.prune(this.#services.database, { keepsForCheckpoint })
  }
}

/** Reads a Rollcall-After header. */
export function parsePosition(text: string): string {
  // An xid8 is an unsigned 64-bit number.
  if (!/^\d{1,19}$/.test(text)) throw invalid('Rollcall-After', 'must be the Rollcall-Position of an earlier answer')
  return text
}
