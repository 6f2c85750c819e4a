import { errorCode } from './database.ts'

/** Why the database does nothing at the moment, as the end of a sentence; undefined when an error says nothing of the kind. */
export function findOutage(error: unknown): string | undefined {
  const state = errorCode(error)
  if (state !== undefined) return REASONS.find(([states]) => states.test(state))?.[1]
  if (!(error instanceof Error)) return undefined
  const { code = '', syscall } = error as NodeJS.ErrnoException // why: system errors carry more than Error declares
  const isUnreached = SOCKET_ERRORS.has(code) || (code === 'ENOENT' && syscall === 'connect')
  return isUnreached || LOST.test(error.message) ? 'does not answer' : undefined
}

// Source: PostgreSQL, appendix A. 57P01 to 57P03: shut down, crashed, not ready yet.
const REASONS: readonly [states: RegExp, reason: string][] = [
  [/^08/, 'does not answer'],
  [/^57P0[123]$/, 'is shutting down or starting'],
  [/^53100$/, 'has no room left on its disk'],
  [/^53200$/, 'has no memory left'],
  [/^53300$/, 'takes no more connections'],
]

const SOCKET_ERRORS = new Set(
  'ECONNREFUSED ECONNRESET EPIPE ETIMEDOUT EHOSTUNREACH ENETUNREACH ENOTFOUND EAI_AGAIN'.split(' '),
)

// What pg says of a connection that ended under a query or is gone before one; these have no code.
const LOST =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when)/
