import { type Failure, failure } from '../failure.ts'

type FrameworkError = { code: string; message: string; statusCode?: number }

/** What a refusal by Fastify itself means in our catalogue; undefined for anything else. */
export function toFrameworkFailure(error: unknown, request: { method: string; path: string }): Failure | undefined {
  if (!isFrameworkError(error)) return undefined
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return failure('too_large', { what: 'The request body', limit: 'this call' })
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return failure('unsupported_media_type', { type: error.message })
    case 'FST_ERR_BAD_URL':
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return failure('no_such_route', request)
    default:
      return (error.statusCode ?? 500) < 500 ? failure('malformed_json', { reason: error.message }) : undefined
  }
}

function isFrameworkError(error: unknown): error is FrameworkError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('FST_')
}
