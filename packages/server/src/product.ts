import type { OpenStreams } from './actions/live/open-streams.ts'
import type { AttemptLimiter } from './attempt-limiter.ts'
import type { Config } from './config.ts'
import type { LiveIndex } from './feed/live-index.ts'
import type { Database } from './store/database.ts'

/** Everything that actions and jobs work with, wired once in start-product.ts. */
export type Product = {
  config: Config
  database: Database
  index: LiveIndex
  /** Every decision takes its time from here, so that tests can drive it. */
  now: () => Date
  randomBytes: (size: number) => Buffer
  log: Log
  /** Who tried to sign in lately. */
  attempts: AttemptLimiter
  /** Who follows the live sizes. */
  streams: OpenStreams
  /** Tells the background work that something is waiting for it. */
  wake: (work: BackgroundWork) => void
}

export type BackgroundWork =
  | 'imports'
  | 'exports'
  | 'jobs'
  | 'campaigns'
  | 'tracking'
  | 'reports'
  | 'notices'
  | 'erasures'

/** Something that works in the background until it is stopped; `stop` waits for the step that runs. */
export type Worker = { wake(): void; stop(): Promise<void> }

/** One line each, with data beside the words; never secrets or message content. */
export type Log = {
  info(message: string, data?: Record<string, unknown>): void
  warn(message: string, data?: Record<string, unknown>): void
  error(message: string, data?: Record<string, unknown>): void
}
