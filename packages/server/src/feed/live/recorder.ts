import { setTimeout as sleep } from 'node:timers/promises'
import type { Queryable } from '../../store/database.ts'
import { commitLive, findLiveCursor, type LiveCursor, type NewBase } from '../../store/live-cursors.ts'
import { rollUpSizes } from '../../store/segment-sizes.ts'
import type { NewTransition } from '../../store/segment-transitions.ts'

/** How far everything up to here has followed the record, and the clock. */
export type Position = { cluster: string | null; snapshot: string | null; waiting: string[]; evaluatedAt: Date }

/** What one evaluation found. A base holds all transitions up to and including those beside it. */
export type Recording = { position: Position; transitions: NewTransition[]; bases: NewBase[] }

export type RecorderOptions = {
  projectId: number
  /** From a pool that a busy API cannot exhaust. */
  record: Queryable
  /** As `takeEpoch` gave it. */
  cursor: LiveCursor
  log: { warn(message: string, data?: Record<string, unknown>): void }
}

/** The most in one commit, in entries or kilobytes of bitmaps: some ten milliseconds of work for PostgreSQL. */
const COMMIT_WEIGHT = 2_000
/** When so much waits the feed waits, too. */
const FULL_WEIGHT = 20_000
/** A position alone is written this late: it only tells after a restart which changes were not seen. */
const LAZY_MS = 1_000
const ROLL_UP_MS = 60_000
const RETRY_MS = 300

/**
 * Writes what was found, in order, each exactly once: while one commit is on its way the next evaluations line up, and all
 * that wait go out together. A failed commit is tried again as it was. Whoever lost the epoch writes nothing more.
 */
export class Recorder {
  readonly #options: RecorderOptions
  #queue: Recording[] = []
  #commits: number
  #running: Promise<void> | undefined
  #timer: NodeJS.Timeout | undefined
  #isLost = false
  #isStopped = false
  #snapshot: string | null
  #rolledUpAt = performance.now()
  #isRolledUp = true

  constructor(options: RecorderOptions) {
    this.#options = options
    this.#commits = options.cursor.commits
    this.#snapshot = options.cursor.snapshot
  }

  /** The state of the record up to which everything is written; null before the first commit. */
  get snapshot(): string | null {
    return this.#snapshot
  }

  /** Whether another process records this project now. */
  get isLost(): boolean {
    return this.#isLost
  }

  add(recording: Recording) {
    if (this.#isLost || this.#isStopped) return
    const last = this.#queue.at(-1)
    if (last && isBare(last) && isBare(recording)) last.position = recording.position
    else this.#queue.push(recording)
    if (isBare(recording)) this.#timer ??= setTimeout(() => this.#start(), LAZY_MS)
    else this.#start()
  }

  /** Resolves as soon as the queue is short enough for more. */
  async hasRoom(): Promise<void> {
    while (this.#queue.reduce((sum, recording) => sum + weightOf(recording), 0) > FULL_WEIGHT && this.#running)
      await this.#running
  }

  /** Resolves when all that was added is written, or will not be. */
  async flushed(): Promise<void> {
    if (this.#queue.length > 0) this.#start()
    await this.#running
  }

  /** Writes what waits, unless the record cannot be reached. */
  async stop(): Promise<void> {
    this.#isStopped = true
    await this.flushed()
    clearTimeout(this.#timer)
  }

  #start() {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#running ??= this.#writeAll().finally(() => {
      this.#running = undefined
    })
  }

  async #writeAll() {
    while (this.#queue.length > 0 && !this.#isLost) {
      await this.#write(this.#take())
      await this.#rollUpNowAndThen()
    }
  }

  /** As many as fit; nothing comes after a base in the same commit, because a base holds all entries beside it. */
  #take(): Recording {
    const [first, ...others] = this.#queue
    const taken: Recording = { ...first, transitions: [...first.transitions] }
    let count = 1
    let weight = weightOf(first)
    for (const next of others) {
      weight += weightOf(next)
      if (taken.bases.length > 0 || weight > COMMIT_WEIGHT) break
      for (const entry of next.transitions) taken.transitions.push(entry)
      taken.position = next.position
      taken.bases = next.bases
      count += 1
    }
    this.#queue.splice(0, count)
    return taken
  }

  async #write(recording: Recording) {
    const { record, projectId, cursor, log } = this.#options
    const { position, transitions, bases } = recording
    for (let tries = 0; ; tries += 1) {
      try {
        const commit = { ...position, epoch: cursor.epoch, commits: this.#commits, transitions, bases }
        if ((await commitLive(record, projectId, commit)) || (await this.#wasWritten())) break
        log.warn('Another process records who comes and goes now; this one only reads.', { projectId })
        return this.#lose()
      } catch (error) {
        if (tries === 0) {
          const reason = error instanceof Error ? error.message : String(error)
          log.warn('Changes of membership could not be written; it tries again.', { projectId, reason })
        }
        if (this.#isStopped) return this.#lose()
        await sleep(RETRY_MS)
      }
    }
    this.#commits += 1
    this.#snapshot = position.snapshot
    if (transitions.length > 0) this.#isRolledUp = false
  }

  // The answer to an earlier try may have been lost on its way.
  async #wasWritten(): Promise<boolean> {
    const { record, projectId, cursor } = this.#options
    const found = await findLiveCursor(record, projectId)
    return found?.epoch === cursor.epoch && found.commits === this.#commits + 1
  }

  #lose() {
    this.#isLost = true
    this.#queue = []
  }

  async #rollUpNowAndThen() {
    const { record, projectId } = this.#options
    if (this.#isRolledUp || this.#isLost) return
    if (performance.now() - this.#rolledUpAt < ROLL_UP_MS) return
    this.#rolledUpAt = performance.now()
    // Whatever is not rolled up is added on reading, so a failure costs nothing but time.
    await rollUpSizes(record, { projectId, epoch: this.#options.cursor.epoch }).catch(() => {})
    this.#isRolledUp = true
  }
}

const KB = 1_000

function weightOf({ transitions, bases }: Recording): number {
  const ofEntries = transitions.reduce((sum, { members }) => sum + (members?.length ?? 0), 0)
  const bytes = bases.reduce((sum, { members }) => sum + members.length, ofEntries)
  return transitions.length + bytes / KB
}

function isBare({ transitions, bases }: Recording): boolean {
  return transitions.length === 0 && bases.length === 0
}
