import type { Movement } from './values/movement.ts'

/**
 * What an engine has to compute for a filter: a tree of a few primitives, as data.
 *
 * Invariants: plain JSON, no function crosses this boundary; a primitive is false on a missing value, so that `not` of a
 * primitive is its exact complement; text operands are already folded; `now` is already resolved into operands, and
 * bounds that depend on it say how (`moves`), so that `atInstant` can move them on.
 * Every backend (engine, row evaluation, ClickHouse) implements exactly these.
 */
export type Lowering =
  | { is: 'constant'; value: boolean }
  | { is: 'all'; of: Lowering[] }
  | { is: 'any'; of: Lowering[] }
  | { is: 'not'; of: Lowering }
  | Range
  | Ranges
  | TextMatch
  | SimilarMatch
  | CodesMatch
  | { is: 'present'; column: ColumnId }
  | { is: 'set'; set: SetId }
  | Since
  | { is: 'segment'; segment: SegmentId }
  | EventsMatch
  | OpportunitiesMatch
  | Sample

/** A number column between two bounds; an absent bound is open-ended. Days and instants are numbers too. */
export type Range = { is: 'range'; column: ColumnId } & Span

/** What lies between two bounds; an absent bound is open-ended. */
export type Span = { from?: Bound; to?: Bound }

/** `open` bounds exclude the value itself. `moves` says how the value follows from `now`; it never moves backwards. */
export type Bound = { value: number; open?: boolean; moves?: Movement }

/** A day or instant column in any of these closed spans, which ascend and do not touch; `follows` says how they follow from `now`. */
export type Ranges = { is: 'ranges'; column: ColumnId; any: [from: number, to: number][]; follows: Anniversary }

/** Days on which month and day come round within so many days from today; `years`: for the n-th time only. */
export type Anniversary = { counts: 'days' | 'seconds'; days: number; years?: number }

/** A text column against folded needles: true when any of them stands `at` that place. */
export type TextMatch = { is: 'text'; column: ColumnId; at: 'equal' | 'start' | 'end' | 'inside'; any: string[] }

/**
 * A text column: true when some word of it begins like `word` (folded, at most 62 letters), give or take so many typos. It
 * is what a search falls back to; no filter lowers to it.
 */
export type SimilarMatch = { is: 'similar'; column: ColumnId; word: string; typos: 1 | 2 }

/** A choice or choices column: true when the contact has any of these exact codes. */
export type CodesMatch = { is: 'codes'; column: ColumnId; any: string[] }

/** Being in a set since an instant of which `window` holds; it asks of the column `at` alone. */
export type Since = { is: 'since'; set: SetId; window: Lowering }

/**
 * How many events of one kind a contact has, or what their numbers come to.
 *
 * Events after `until` (`now`) do not exist. `where` asks of an event's columns, `window` of its column `at`.
 * Without `which`, events that satisfy both are counted: at least one, or so many that `count` holds; with `aggregate`
 * and no `count` any number will do. With `which`, `window` is asked of the first or the last event that satisfies
 * `where`; there is neither `count` nor `aggregate` then.
 */
export type EventsMatch = {
  is: 'events'
  event: EventKind
  until: Bound
  where: Lowering
  window: Lowering
  which?: 'first' | 'last'
  count?: NumberTest
  aggregate?: Aggregate
  /** `where` names the campaigns launched last, so many of them: the next launch changes it. */
  lastCampaigns?: number
}

/** The time of the first or the last event of one kind that a contact has until then and that satisfies `where`. */
export type EventTime = Pick<EventsMatch, 'event' | 'until' | 'where'> & { which: 'first' | 'last' }

/**
 * A number made of every number that a column of the events reaches. No number at all satisfies nothing.
 *
 * `min` and `max` are tested as doubles. For `sum` and `avg`, numbers and bounds are taken to micro-units (whole numbers,
 * see `microUnits`) and added exactly; an average is tested as sum against bound × n.
 */
export type Aggregate =
  | { fn: 'min'; column: ColumnId; test: NumberTest }
  | { fn: 'max'; column: ColumnId; test: NumberTest }
  | { fn: 'sum'; column: ColumnId; test: MicroTest }
  | { fn: 'avg'; column: ColumnId; test: MicroTest }

/** True when the number lies in any of these spans; `not` turns the answer round. */
export type NumberTest = { any: Span[]; not?: true }

/** The same for sums: bounds are whole micro-units as decimal texts, since they may exceed 2⁵³. */
export type MicroTest = { any: { from?: MicroBound; to?: MicroBound }[]; not?: true }

/** One bound of a sum. */
export type MicroBound = { value: string; open?: boolean }

/** How many opportunities satisfy `where`, which asks of an opportunity's columns: at least one, or as `count` says. */
export type OpportunitiesMatch = { is: 'opportunities'; where: Lowering; count?: NumberTest }

/** Ten-thousandths of everybody, by a hash of salt and id (`sampleBucket`): from ≤ bucket < to. */
export type Sample = { is: 'sample'; salt: string; from: number; to: number }

/**
 * `email`, `status`, …; a custom field's column is `fields.` and its key.
 *
 * An event's columns: `at` (seconds); for messages `channel`, `kind`, `campaign`, `machine` (code `true`), `link` (text);
 * for custom events `properties.` and a dot path, which may reach any number of numbers, texts and booleans: `range` asks
 * the numbers, `text` the texts, `codes` the booleans, `present` any.
 * An opportunity's columns: `pipeline`, `stage`, `status`, `value` (number), `stageSince` (seconds).
 */
export type ColumnId = string

/**
 * A kind, a colon and what people are in: `tag:tag_01h…`, `segment:seg_01h…` (static members; with `since` also those of
 * dynamic ones), `suppression:bounce`, `channel:sms`, `consent:sms:opted_in`, `topic:top_01h…:opted_out`, `mark:lost`,
 * `mark:paused`.
 */
export type SetId = string

/** The public id of a dynamic segment. */
export type SegmentId = string

/** `message:opened`, or `event:` and the name of a custom event. */
export type EventKind = string

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
