import type { z } from 'zod'
import { suggestion } from '../closest.ts'
import { MOST_PROBLEMS, type Report, step } from '../problem.ts'
import { enumeration, shown } from '../shown.ts'

/** Reports what zod found, as a pointer inside the raw value and a sentence that says what is expected instead. */
export function reportIssue(
  issue: z.core.$ZodIssue,
  { raw, expected }: { raw: unknown; expected: string },
  report: Report,
): void {
  const pointer = issue.path.reduce<string>((path, key) => step(path, String(key)), '')
  if (issue.code === 'unrecognized_keys') {
    for (const key of issue.keys.slice(0, MOST_PROBLEMS))
      report(step(pointer, key), `Unknown key ${shown(key)}: ${expected}`)
    return
  }
  const value = issue.path.reduce(childOf, raw)
  report(pointer, issue.code === 'custom' ? sentence(issue.message) : `${flawOf(value)}: ${expected}`)
}

/** Reports every key that is not among those that are known. */
export function refuseStrangers(
  given: Iterable<string>,
  { known, who, pointer }: { known: readonly string[]; who: string; pointer: string },
  report: Report,
): void {
  const strangers = [...given].filter((key) => !known.includes(key)).slice(0, MOST_PROBLEMS)
  for (const key of strangers) {
    const detail = `Unknown key ${shown(key)}. ${who} takes ${enumeration(known)}.${suggestion(key, known)}`
    report(step(pointer, key), detail)
  }
}

/** A message as a sentence. */
export function sentence(message: string): string {
  return message.charAt(0).toUpperCase() + message.slice(1)
}

function childOf(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined
}

function flawOf(value: unknown): string {
  if (value === undefined) return 'This is missing'
  return typeof value === 'string' && value.trim() === '' ? 'A value may not be empty' : `${shown(value)} does not fit`
}
