import type { z } from 'zod'
import type { Catalog, NamedKind } from '../catalog.ts'
import type { Facts, Warning } from '../facts.ts'
import type { Condition } from '../filter.ts'
import type { ColumnId, ColumnValue, EventKind, Lowering, SetId } from '../lowering.ts'
import type { InputHint } from '../operators/input-hint.ts'
import type { Operand } from '../operators/operator.ts'
import type { Report } from '../problem.ts'
import type { RowEvent, RowOpportunity } from '../row/row.ts'
import type { Choice } from '../values/choices.ts'
import type { PartInput } from './parts/part-input.ts'

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
  /** What is right, and yet hardly what somebody meant. */
  warn?(condition: Condition, about: WarnContext): Warning[]
  examples: readonly ConditionExample[]
}

/** Where a condition stands, and what is known of the project. `isAlone`: it is the whole filter; `isNegated`: it is about others. */
export type WarnContext = { facts: Facts; catalog: Catalog; isAlone: boolean; isNegated: boolean }

/** An untrusted condition: its own properties alone, and where it stands. */
export type RawCondition = { pointer: string; properties: ReadonlyMap<string, unknown> }

/** All that a meaning depends on beside the filter: the instant in whole seconds, and the project. */
export type LowerContext = { now: number; catalog: Catalog }

/** Something that the builder can ask about: a row's first choice, with the comparisons and choices that follow from it. */
export type BuilderSubject = {
  id: string
  group: string
  label: string
  /** A type that asks one thing only has one, without an id. */
  operators: BuilderOperator[]
  /** For the inputs `choices` and `tags`: what to pick from. */
  choices?: Choice[]
}

/** A comparison as the builder offers it, with what else can be said beside its operand. */
export type BuilderOperator = { id: string; label: string; input: InputHint; parts?: BuilderPart[] }

/** One more thing that can be said in a condition, under a key of its own. */
export type BuilderPart = { key: string; label: string; input: PartInput; isRequired: boolean; choices?: Choice[] }

/** A condition taken apart for editing: subject and operator by id, the values between them, and its other parts by key. */
export type ConditionParts = { subject: string; operator: string; operand: Operand; parts: Parts }

/** What a condition says beside its operand, by key. */
export type Parts = Readonly<Record<string, unknown>>

/** A contact, a condition (without its type) asked in the example project at `EXAMPLE_NOW`, and the answer. */
export type ConditionExample = readonly [ExampleContact, Readonly<Record<string, unknown>>, boolean]

/** What is known of an example's contact; what is not mentioned is missing. */
export type ExampleContact = {
  columns?: Readonly<Record<ColumnId, ColumnValue>>
  /** The sets it is in, or since when. */
  sets?: readonly SetId[]
  since?: Readonly<Record<SetId, number>>
  events?: Readonly<Record<EventKind, readonly RowEvent[]>>
  opportunities?: readonly RowOpportunity[]
  idBytes?: readonly number[]
}
