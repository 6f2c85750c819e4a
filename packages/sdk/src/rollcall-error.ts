import type { ErrorCode, PointedProblem, Problem } from '@rollcall/contract'

/** `unreachable`: no answer came at all; `unexpected`: an answer that Rollcall does not give, perhaps from a proxy. */
export type RollcallErrorCode = ErrorCode | 'unreachable' | 'unexpected'

/** A call that did not succeed: what happened (`detail`), where in the request (`errors`), and the id to report. */
export class RollcallError extends Error {
  override name = 'RollcallError'
  readonly code: RollcallErrorCode
  /** The HTTP status; 0 when no answer came. */
  readonly status: number
  readonly detail: string
  /** What to do. */
  readonly help: string | null
  readonly errors: PointedProblem[]
  readonly requestId: string | null
  /** The whole answer, with the extensions of its code. */
  readonly problem: Partial<Problem>

  constructor(problem: Partial<Problem> & { detail: string }, code: RollcallErrorCode, cause?: unknown) {
    super(problem.detail, { cause })
    this.code = code
    this.status = problem.status ?? 0
    this.detail = problem.detail
    this.help = problem.help ?? null
    this.errors = problem.errors ?? []
    this.requestId = problem.request_id ?? null
    this.problem = problem
  }
}

/** The error that an answer stands for. */
export async function toRollcallError(response: Response): Promise<RollcallError> {
  const text = await response.text().catch(() => '')
  const problem = parseProblem(text)
  if (problem) return new RollcallError({ ...problem, status: response.status }, problem.code)
  const requestId = response.headers.get('x-request-id') ?? undefined
  const detail = `The server answered ${response.status} ${response.statusText}`.trim()
  return new RollcallError({ detail, status: response.status, request_id: requestId }, 'unexpected')
}

function parseProblem(text: string): Problem | undefined {
  try {
    const parsed = JSON.parse(text)
    if (typeof parsed?.code === 'string' && typeof parsed.detail === 'string') return parsed
  } catch {
    // Not ours: a proxy answered.
  }
  return undefined
}
