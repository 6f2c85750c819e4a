import { failure, invalid } from '../failure.ts'

// Filters take 8 groups and say so at the very place; anything near this is an attack on recursive code.
const DEEPEST = 2_500

/** The JSON of a body. Refused when it is not UTF-8, not JSON, or nested deeper than anything this API takes. */
export function parseJson(bytes: Buffer): unknown {
  if (bytes.length === 0) throw failure('malformed_json', { reason: 'it is empty' })
  const text = decode(bytes)
  if (isTooDeep(text)) throw invalid('', `is nested more than ${DEEPEST} levels deep; a filter takes at most 8 groups`)
  try {
    return JSON.parse(text)
  } catch (error) {
    throw failure('malformed_json', { reason: error instanceof Error ? error.message : 'it cannot be parsed' })
  }
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw failure('malformed_json', { reason: 'it is not UTF-8' })
  }
}

// A loop rather than a regular expression: the latter needs a stack as deep as the longest text.
function isTooDeep(text: string): boolean {
  let depth = 0
  let isInText = false
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]
    if (isInText) {
      if (letter === '\\') at += 1
      else if (letter === '"') isInText = false
    } else if (letter === '"') isInText = true
    else if (letter === '[' || letter === '{') depth += 1
    else if (letter === ']' || letter === '}') depth -= 1
    if (depth > DEEPEST) return true
  }
  return false
}
