import type { z } from 'zod'
import type { Catalog, NamedKind } from '../catalog.ts'
import type { ColumnId, ColumnValue, Lowering, SetId } from '../lowering.ts'
import type { InputHint } from '../operators/input-hint.ts'
import type { Operand } from '../operators/operator.ts'
import type { Report } from '../problem.ts'
import type { Choice } from '../values/choices.ts'

/** One question about a contact, as stored. What stands beside `type` belongs to the file of that type. */
export type Condition = { type: string; [key: string]: unknown }

/** Everything that the language needs to know about one type of condition; the tree sees nothing else of it. */
export type ConditionType = {
  /** Saved in people's segments: never rename. */
  id: string
  /** One sentence for the reference page. */
  summary: string
  /** The keys that name things, by id or exact name. */
  names: Readonly<Record<string, NamedKind>>
  /** The shapes it may have, as the API's JSON Schema. */
  shapes(): z.ZodType[]
  /** The normalised condition; undefined, or anything at all, after reporting what is wrong. */
  parse(raw: RawCondition, catalog: Catalog, report: Report): Condition | undefined
  describe(condition: Condition, catalog: Catalog): string
  lower(condition: Condition, context: LowerContext): Lowering
  /** What the builder offers. */
  subjects(catalog: Catalog): BuilderSubject[]
  /** What the builder shows and edits of a condition, and the condition it makes of that. */
  read(condition: Condition): ConditionParts
  write(parts: ConditionParts): Condition
  examples: readonly ConditionExample[]
}

/** An untrusted condition: its own properties alone, and where it stands. */
export type RawCondition = { pointer: string; properties: ReadonlyMap<string, unknown> }

/** All that a meaning depends on beside the filter: the instant in whole seconds, and the project. */
export type LowerContext = { now: number; catalog: Catalog }

/** Something that the builder can ask about: a row's first choice, with the comparisons and choices that follow from it. */
export type BuilderSubject = {
  id: string
  group: string
  label: string
  operators: BuilderOperator[]
  /** For the inputs `choices` and `tags`: what to pick from. */
  choices?: Choice[]
}

/** A comparison as the builder offers it. */
export type BuilderOperator = { id: string; label: string; input: InputHint }

/** A condition taken apart for editing: subject and operator by id, and the values between them. */
export type ConditionParts = { subject: string; operator: string; operand: Operand }

/** A contact, a condition (without its type) asked in the example project, and the answer. */
export type ConditionExample = readonly [ExampleContact, Readonly<Record<string, unknown>>, boolean]

/** What the columns of an example's contact hold, and the sets it is in; what is not mentioned is missing. */
export type ExampleContact = { columns?: Readonly<Record<ColumnId, ColumnValue>>; sets?: readonly SetId[] }
