import type { z } from 'zod'
import type { ColumnId, Lowering } from '../lowering.ts'
import { not } from '../primitives.ts'
import type { Clock } from '../values/movement.ts'
import type { Window } from '../values/window.ts'
import type { InputHint } from './input-hint.ts'

/**
 * One comparison: how it is written, what it means, how it reads, how it is edited, and examples that are its test.
 *
 * `words` gets the operand as a sentence shows it, or nothing when the builder wants the operator's label.
 * `lower` must be false on a missing value; whatever is true on one is made with `complementOf`.
 */
export type Operator<A extends Operand = Operand> = {
  /** Saved in people's segments: never rename. */
  id: string
  on: Family
  /** Parses the operand, and is the API's JSON Schema. */
  argument: z.ZodType<A>
  /** Where the operand's entries stand, with their shapes, if not as a list in `values`: each under a key of its own. */
  keys?: Readonly<Record<string, z.ZodType>>
  /** Which editor the builder shows. */
  input: InputHint
  words(shown: readonly string[]): string
  lower(column: ColumnId, operand: A, clock: Clock): Lowering
  /** Why a well-formed operand makes no sense, such as bounds in the wrong order. */
  flaw?(operand: A, project: Project): string | undefined
  examples: readonly Example[]
  /** The operator that this one is the exact complement of; set by `complementOf`. */
  complements?: Operator
}

/** What stands in `values`: texts or numbers; or what stands under an operator's own keys, windows among them. */
export type Operand = readonly OperandValue[]

/** One entry of an operand. */
export type OperandValue = string | number | Window

/** Kinds of values that are compared alike. `set`: people carry any number of things, such as tags. */
export type Family = 'text' | 'choice' | 'number' | 'boolean' | 'day' | 'instant' | 'set'

/** What it depends on, beside the operand itself, whether an operand makes sense. */
export type Project = { timezone: string }

/** A contact's value (as a field holds it; for `set` the things it carries), the operand, and the answer. */
export type Example = readonly [value: string | number | boolean | readonly string[] | null, Operand, boolean]

/** The value of a contact that has none. */
export const missing = null

/** A comparison for the registry. */
export function operator<A extends Operand>(definition: Operator<A>): Operator {
  return definition
}

/** The exact complement of an operator, so that missing values are decided once. */
export function complementOf(positive: Operator, own: Pick<Operator, 'id' | 'words' | 'examples'>): Operator {
  return {
    ...positive,
    ...own,
    complements: positive,
    lower: (column, operand, clock) => not(positive.lower(column, operand, clock)),
  }
}
