import type { Catalog } from '../../catalog.ts'
import type { Warning } from '../../facts.ts'
import type { Condition } from '../../filter.ts'
import type { Lowering } from '../../lowering.ts'
import type { Report } from '../../problem.ts'
import type { ConditionType, LowerContext, WarnContext } from '../condition.ts'
import type { Part } from '../parts/part.ts'

/**
 * A type of condition made of parts, with one positive operator and its exact complement: `{ type, event, op, window }`.
 *
 * `lower` is of the positive operator; the other one is its complement, missing values included.
 */
export type QuestionDefinition<P extends PartList = PartList> = Pick<ConditionType, 'id' | 'summary' | 'examples'> & {
  /** How the builder calls it, and under which heading. */
  label: string
  group: string
  /** Absent where the type asks one thing only. */
  operators?: readonly [positive: Comparison, negative: Comparison]
  parts: P
  /** What is wrong with parts that are right one by one. */
  flaws?(values: ValuesOf<P>, check: Check): void
  words(values: ValuesOf<P>, said: Said): string
  lower(values: ValuesOf<P>, context: LowerContext): Lowering
  /** What is right, and yet hardly what somebody meant; `is` says which of the two operators it is. */
  warn?(values: ValuesOf<P>, about: WarnContext & { is: boolean }): Warning[]
}

/** An operator as the builder offers it. */
export type Comparison = {
  /** Saved in people's segments: never rename. */
  id: string
  label: string
}

/** Parts by a name of their own; the key under which each is saved is the part's. */
export type PartList = Readonly<Record<string, Part>>

/** The values of parts, by the names of the parts; those that are required are always there. */
export type ValuesOf<P extends PartList> = {
  readonly [N in keyof P]: P[N] extends Part<infer V> ? V | undefined : never
}

/** What a sentence is made of: the words of each part that is there, and which of the two operators it is. */
export type Said = {
  is: boolean
  /** The words of a part with a text before them; empty where the part is absent. */
  part(name: string, before?: string): string
}

/** Where flaws are reported, and what the project is. */
export type Check = { catalog: Catalog; report: Report }

/** Whether a stored condition asks by the positive operator; a type without operators always does. */
export function isPositive({ operators }: Pick<QuestionDefinition, 'operators'>, condition: Condition): boolean {
  return operators === undefined || condition.op === operators[0].id
}

/** The values of a stored condition; storing it made sure that they are what their parts say. */
export function valuesOf<P extends PartList>(parts: P, condition: Condition): ValuesOf<P> {
  // why: the names are those of the parts, and each part parsed its value before it was stored
  return Object.fromEntries(Object.entries(parts).map(([name, { key }]) => [name, condition[key]])) as ValuesOf<P>
}
