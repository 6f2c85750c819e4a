/**
 * What an engine has to compute for a filter: a tree of a few primitives, as data.
 *
 * Invariants: plain JSON, no function crosses this boundary; a primitive is false on a missing value, so that `not` of a
 * primitive is its exact complement; text operands are already folded; `now` is already resolved into operands.
 * Every backend (engine, row evaluation, ClickHouse) implements exactly these.
 */
export type Lowering =
  | { is: 'constant'; value: boolean }
  | { is: 'all'; of: Lowering[] }
  | { is: 'any'; of: Lowering[] }
  | { is: 'not'; of: Lowering }
  | Range
  | TextMatch
  | CodesMatch
  | { is: 'present'; column: ColumnId }
  | { is: 'set'; set: SetId }

/** A number column between two bounds; an absent bound is open-ended. Days and instants are numbers too. */
export type Range = { is: 'range'; column: ColumnId; from?: Bound; to?: Bound }

/** `open` bounds exclude the value itself. */
export type Bound = { value: number; open?: boolean }

/** A text column against folded needles: true when any of them stands `at` that place. */
export type TextMatch = { is: 'text'; column: ColumnId; at: 'equal' | 'start' | 'end' | 'inside'; any: string[] }

/** A choice or choices column: true when the contact has any of these exact codes. */
export type CodesMatch = { is: 'codes'; column: ColumnId; any: string[] }

/** `email`, `status`, …; a custom field's column is `fields.` and its key. */
export type ColumnId = string

/** A kind, a colon and the id of what people are in: `tag:tag_01h…`, `segment:seg_01h…` (static members). */
export type SetId = string

/**
 * How a column is held. `text`: folded text. `choice`: one exact code. `choices`: any number of codes.
 * `number`: a double. `day`: days since 1970-01-01. `instant`: whole seconds since 1970-01-01T00:00:00Z.
 * Booleans are choices with the codes `true` and `false`.
 */
export type ColumnStorage = 'text' | 'choice' | 'choices' | 'number' | 'day' | 'instant'

/** A column and how it is held. */
export type ColumnDefinition = { id: ColumnId; storage: ColumnStorage }

/** One contact's value in a column; null is missing. Text is folded, choices are never empty. */
export type ColumnValue = string | number | string[] | null
