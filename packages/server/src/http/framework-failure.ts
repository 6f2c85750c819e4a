import { type Failure, failure } from '../failure.ts'

type Refused = { method: string; path: string; bodyLimitBytes: number }

type FrameworkError = { code: string; message: string; statusCode?: number }

/** What a refusal by Fastify itself means in our catalogue; undefined for anything else. */
export function toFrameworkFailure(error: unknown, request: Refused): Failure | undefined {
  if (!isFrameworkError(error)) return undefined
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return failure('too_large', { what: 'The request body', limit: sizeText(request.bodyLimitBytes) })
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return failure('unsupported_media_type', { type: error.message })
    case 'FST_ERR_BAD_URL':
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return failure('no_such_route', request)
    default:
      return (error.statusCode ?? 500) < 500 ? failure('malformed_json', { reason: error.message }) : undefined
  }
}

function sizeText(sizeBytes: number): string {
  const mib = sizeBytes / (1024 * 1024)
  return `${Math.round(mib * 100) / 100} MiB that this call takes`
}

function isFrameworkError(error: unknown): error is FrameworkError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('FST_')
}
