import { DamagedPartError } from '../checkpoint/damaged-part-error.ts'
import { EnteredUnknownError } from '../live/entered-unknown-error.ts'
import { IndexFullError } from '../memory/index-full-error.ts'
import type { SentError } from './messages.ts'
import { NotLoadedError } from './not-loaded-error.ts'

/** The error as data, to be sent to another thread. */
export function toSentError(error: unknown): SentError {
  if (error instanceof EnteredUnknownError) {
    return { name: error.name, message: error.message, segment: error.segment }
  }
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: 'Error', message: String(error) }
}

/** The error that was sent, of its own class when it is one that callers tell apart. */
export function fromSentError({ name, message, segment }: SentError): Error {
  if (segment !== undefined) return new EnteredUnknownError(segment)
  if (name === 'IndexFullError') return new IndexFullError(message)
  if (name === 'DamagedPartError') return new DamagedPartError(message)
  if (name === 'NotLoadedError') return new NotLoadedError(message)
  return new Error(message)
}
