import { z } from 'zod'

type Issue = z.core.$ZodRawIssue

const TYPE_WORDS: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  stringbool: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
}

const FORMAT_WORDS: Record<string, string> = {
  email: 'an e-mail address such as ada@example.org',
  datetime: 'a time such as 2026-03-01T09:30:00Z',
  date: 'a date such as 2026-03-01',
  url: 'a URL such as https://example.org',
}

/** zod's issue as a sentence that says what is wanted; a shape's own message comes before it. */
export function explainIssue(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return wanted(TYPE_WORDS[issue.expected] ?? `of type ${issue.expected}`, issue.input)
    case 'invalid_value':
      return wanted(oneOf(issue), issue.input)
    case 'invalid_format':
      return `must be ${FORMAT_WORDS[issue.format] ?? `a valid ${issue.format}`}`
    case 'too_small':
      return bound('at least', issue.origin, issue.minimum)
    case 'too_big':
      return bound('at most', issue.origin, issue.maximum)
    case 'unrecognized_keys':
      return `is not known here. Accepted: ${acceptedKeys(issue).join(', ') || 'nothing'}`
    case 'invalid_key':
      return 'is not a name that is accepted here'
    case 'invalid_union':
      return 'has a form that is not accepted here'
    default:
      return undefined
  }
}

function wanted(words: string, input: unknown): string {
  if (input === undefined) return `is missing; it must be ${words}`
  // What a query's text is when it is no number; the text itself is gone.
  if (Number.isNaN(input)) return `must be ${words}`
  return `must be ${words}, not ${shown(input)}`
}

function oneOf(issue: z.core.$ZodRawIssue<z.core.$ZodIssueInvalidValue>): string {
  if (issue.expected === 'stringbool') return TYPE_WORDS.stringbool ?? ''
  const [first, ...others] = issue.values.map((value) => JSON.stringify(value))
  return others.length === 0 ? String(first) : `one of ${[first, ...others].join(', ')}`
}

function bound(words: 'at least' | 'at most', origin: string, value: number | bigint): string {
  if (words === 'at least' && Number(value) === 1 && origin !== 'number') return 'must not be empty'
  if (origin === 'string') return `must have ${words} ${value} characters`
  if (origin === 'array') return `must have ${words} ${value} entries`
  return `must be ${words} ${value}`
}

function acceptedKeys(issue: Issue): string[] {
  return issue.inst instanceof z.ZodObject ? Object.keys(issue.inst.shape) : []
}

/** A value as a message shows it: enough to recognise it. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
