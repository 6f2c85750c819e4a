import { type AudienceIndex, IndexFullError, ShardEndedError } from '@rollcall/engine'
import { failure, invalid } from '../failure.ts'
import { type Database, openReadPool } from '../store/database.ts'
import { checkpointsIn } from './checkpoint/checkpoints-in.ts'
import type { ProjectCheckpoint } from './checkpoint/project-checkpoint.ts'
import { toQuestions } from './index-questions.ts'
import type { LiveIndex } from './live-index.ts'
import { ProjectFollower } from './project-follower.ts'

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
  log: { warn(message: string, data?: Record<string, unknown>): void }
}

/** Follows the record for each project that is asked for. */
export function startLiveIndex({ database, openIndex, checkpointDir, log }: LiveIndexOptions): LiveIndex {
  // Apart from the API's pool, so that a busy API cannot hold up the feed.
  const pool = openReadPool(database.connectionString, 4)
  const projects = new Map<number, FollowedProject>()
  let index = openIndex()
  const checkpointOf = checkpointsIn(checkpointDir, log)
  const followed = (projectId: number) => {
    let project = projects.get(projectId)
    if (!project) {
      const follower = new ProjectFollower({ projectId, pool, index, checkpoint: checkpointOf(projectId) })
      project = new FollowedProject(follower, { database, log, reopen: () => reopen(follower) })
      projects.set(projectId, project)
    }
    return project
  }
  // The index is a cache: when a part of it died, all of it is opened anew, and each project is loaded again.
  const reopen = (from: ProjectFollower) => {
    if (!from.uses(index)) return
    const [broken, followers] = [index, [...projects.keys()]]
    log.warn('A worker thread of the audience index ended; the index is loaded again.')
    index = openIndex()
    for (const project of projects.values()) void project.stop()
    projects.clear()
    for (const projectId of followers) followed(projectId)
    broken.close().catch(() => {})
  }
  const asked = async <Result>(projectId: number, ask: () => Promise<Result>): Promise<Result> => {
    const project = followed(projectId)
    await project.loaded()
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof ShardEndedError)) throw error
      project.reopen()
      await followed(projectId).loaded()
      return await ask()
    }
  }
  const stopListening = database.onCommit((projectId) => projects.get(projectId)?.wake())
  return {
    caughtUp: async (projectId, position) => {
      if (position !== null) await followed(projectId).caughtUp(position)
    },
    count: (projectId, lowering) => asked(projectId, () => index.count(projectId, lowering)),
    counts: (projectId, lowerings) => asked(projectId, () => index.counts(projectId, lowerings)),
    members: (projectId, lowering) =>
      asked(projectId, () => followed(projectId).members(() => index.members(projectId, lowering))),
    page: (projectId, lowering, options) => asked(projectId, () => index.page(projectId, lowering, options)),
    ...toQuestions((projectId, ask) => asked(projectId, () => ask(index))),
    wake: (projectId) => followed(projectId).wake(),
    deleteCheckpoint: (projectId) => deleteCheckpoint(projects.get(projectId), checkpointOf(projectId)),
    isReady: () => [...projects.values()].every((project) => project.isLoaded),
    async close() {
      stopListening()
      await Promise.all([...projects.values()].map((project) => project.stop({ saves: true })))
      await index.close()
      await pool.end()
    },
  }
}

async function deleteCheckpoint(project: FollowedProject | undefined, checkpoint: ProjectCheckpoint | undefined) {
  await project?.stopSaving()
  await checkpoint?.delete()
}

type Services = Pick<LiveIndexOptions, 'database' | 'log'> & { reopen: () => void }

type Waiter = { xid: bigint; resolve: () => void }

const NO_MORE = new Error('No more checkpoints are wanted.')

/** Steps a follower: at once when woken, else at each poll. Those who wait are answered after each step. */
class FollowedProject {
  readonly #follower: ProjectFollower
  readonly #services: Services
  #waiters: Waiter[] = []
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

  async stop({ saves = false } = {}) {
    this.#stopped = true
    clearTimeout(this.#timer)
    this.#follower.stop()
    await this.#running
    if (saves) await this.#saveAtLast()
    else await this.stopSaving()
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
