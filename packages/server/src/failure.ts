import { ERRORS, type ErrorCode, type ErrorData, type PointedProblem } from '@rollcall/contract'

/** An expected failure: thrown by actions, turned into problem+json by http.ts alone. */
export class Failure extends Error {
  readonly code: ErrorCode
  readonly data: unknown
  readonly status: number

  constructor(code: ErrorCode, data: unknown, sentence: string) {
    super(sentence)
    this.code = code
    this.data = data
    this.status = ERRORS[code].status
  }
}

/** The failure of that code, ready to be thrown. */
export function failure<Code extends ErrorCode>(code: Code, data: ErrorData<Code>): Failure {
  // why: each entry takes the data of its own code; TypeScript cannot follow that through the union
  const sentence = ERRORS[code].sentence as (data: ErrorData<Code>) => string
  return new Failure(code, data, sentence(data))
}

/** A refused request body or query, with the places and what would be right there. */
export function invalid(problems: PointedProblem[] | string, detail?: string): Failure {
  if (typeof problems === 'string') return invalid([{ pointer: problems, detail: detail ?? 'is not valid' }])
  return failure('invalid_request', { problems })
}
