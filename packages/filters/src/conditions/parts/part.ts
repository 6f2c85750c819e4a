import type { z } from 'zod'
import type { Catalog, NamedKind } from '../../catalog.ts'
import { MOST_PROBLEMS, type Report } from '../../problem.ts'
import type { Choice } from '../../values/choices.ts'
import { reportIssue } from '../shape-problem.ts'
import { PART_INPUTS, type PartInput } from './part-input.ts'

/** One thing that a condition says under a key of its own: how it is written, checked, said and edited. */
export type Part<V = unknown> = {
  key: string
  /** How the builder calls it. */
  label: string
  input: PartInput
  isRequired?: boolean
  /** Whether only a positive operator takes it. */
  isPositiveOnly?: boolean
  /** What the part names, if it names things. */
  names?: NamedKind
  /** The API's JSON Schema. */
  shape: z.ZodType
  /** The normalised value; undefined after reporting what is wrong, or where the value says no more than its absence. */
  parse(raw: unknown, reading: Reading): V | undefined
  /** The value in a sentence; different values never read the same. */
  words(value: V, catalog: Catalog): string
  choices?(catalog: Catalog): Choice[]
}

/** Where an untrusted part is read: against which project, beside what, and who takes the problems. */
export type Reading = { catalog: Catalog; report: Report; beside: ReadonlyMap<string, unknown> }

/** What a shape makes of an untrusted part; undefined after reporting why it does not fit. */
export function parseShape<V>(
  raw: unknown,
  { shape, input }: { shape: z.ZodType<V>; input: PartInput },
  report: Report,
): V | undefined {
  const parsed = shape.safeParse(raw)
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues.slice(0, MOST_PROBLEMS)) {
    reportIssue(issue, { raw, expected: `give ${PART_INPUTS[input]}.` }, report)
  }
  return undefined
}
