import { ERRORS, type Problem } from '@rollcall/contract'
import { Failure, failure, invalid } from '../failure.ts'
import type { Log } from '../product.ts'
import { errorCode } from '../store/database.ts'
import { findOutage } from '../store/find-outage.ts'

/** Where a problem happened. */
export type Occasion = { requestId: string; path: string; publicUrl: string; log: Log }

/** Any error as RFC 9457 problem+json. What nobody expected is logged once, with its stack, and told to nobody. */
export function toProblem(error: unknown, occasion: Occasion): Problem {
  const known = toFailure(error)
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error)
  if (known?.code === 'unavailable') occasion.log.warn(known.message, { requestId: occasion.requestId, trace })
  if (!known) {
    occasion.log.error('A request failed unexpectedly.', { requestId: occasion.requestId, trace })
  }
  const { code, data, message, status } = known ?? failure('internal', {})
  const { problems, ...extensions } = toExtensions(data)
  const standard: Problem = {
    type: `${occasion.publicUrl}/docs#${code}`,
    title: ERRORS[code].title,
    status,
    detail: message,
    instance: occasion.path,
    code,
    help: ERRORS[code].help,
    request_id: occasion.requestId,
    ...(problems && { errors: problems }),
  }
  // The values behind the sentence come after the standard members, and never in their place.
  return { ...standard, ...extensions, ...standard }
}

/** After how long it makes sense to ask again, as a header; none where that is not known. */
export function retryAfter({ status, seconds }: Problem): Record<string, string> {
  if (typeof seconds === 'number') return { 'retry-after': String(seconds) }
  return status === 503 ? { 'retry-after': '1' } : {}
}

function toExtensions(data: unknown): Record<string, unknown> & { problems?: Problem['errors'] } {
  // why: the data of every entry of the catalogue is a flat object, and only invalid_request has `problems`
  return { ...(data as object) }
}

function toFailure(error: unknown): Failure | undefined {
  if (error instanceof Failure) return error
  // 22: data exception. A last resort: whatever can be refused with its place is refused before.
  if (errorCode(error)?.startsWith('22')) return invalid('', 'contains a value that cannot be stored')
  const reason = findOutage(error)
  return reason === undefined ? undefined : failure('unavailable', { reason })
}
