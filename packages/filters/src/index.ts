export { atInstant } from './at-instant.ts'
export type {
  Catalog,
  FieldDefinition,
  FieldType,
  Launch,
  Named,
  NamedKind,
  NamedPipeline,
  NamedSegment,
  NamedThings,
  NamedTopic,
} from './catalog.ts'
export { FIELD_TYPES } from './catalog.ts'
export { CHANNEL_LABELS, CHANNELS } from './conditions/channels.ts'
export type { BuilderOperator, BuilderPart, BuilderSubject, LowerContext, Parts } from './conditions/condition.ts'
export { messageTime } from './conditions/from-messages.ts'
export { FUNNEL_STAGES, funnelChoices } from './conditions/funnel.ts'
export { MESSAGE_EVENTS } from './conditions/messages.ts'
export { OPPORTUNITY_STATUSES } from './conditions/opportunity.ts'
export type { PartInput } from './conditions/parts/part-input.ts'
export { STATUSES } from './conditions/status.ts'
export { SUPPRESSION_LABELS } from './conditions/suppression.ts'
export { VALIDATIONS } from './conditions/validation.ts'
export type { Facts, Warning } from './facts.ts'
export type { BuiltInField } from './fields/built-in-fields.ts'
export { builtInFields, isReservedKey } from './fields/built-in-fields.ts'
export { columnValueOf } from './fields/column-value.ts'
export { columnsOf, SEARCH_COLUMN } from './fields/columns.ts'
export type { DerivedField } from './fields/derived-fields.ts'
export { derivedFields } from './fields/derived-fields.ts'
export type { Field } from './fields/field.ts'
export { findField, listFields } from './fields/field.ts'
export type { FieldValue } from './fields/field-value.ts'
export { parseFieldText, parseFieldValue } from './fields/field-value.ts'
export { USUAL_COLUMNS } from './fields/usual-columns.ts'
export type { Condition, Filter, FilterNode, Match } from './filter.ts'
export { EVERYONE, isGroup, MATCHES } from './filter.ts'
export { FOLD_VERSION, fold } from './fold.ts'
export { type Identity, lookAlikes } from './look-alikes.ts'
export type {
  Aggregate,
  Anniversary,
  Bound,
  CodesMatch,
  ColumnDefinition,
  ColumnId,
  ColumnStorage,
  ColumnValue,
  EventKind,
  EventsMatch,
  EventTime,
  Lowering,
  MicroTest,
  NumberTest,
  OpportunitiesMatch,
  Range,
  Ranges,
  Sample,
  SegmentId,
  SetId,
  SimilarMatch,
  Since,
  Span,
  TextMatch,
} from './lowering.ts'
export { type Mailing, mailingMembers, mailingReached, mailingSkipped } from './mailing-people.ts'
export type { InputHint } from './operators/input-hint.ts'
export type { Operand, OperandValue } from './operators/operator.ts'
export type { Problem } from './problem.ts'
export { recordedEvent } from './recorded-event.ts'
export type { Segments } from './row/evaluate-row.ts'
export { evaluateRow } from './row/evaluate-row.ts'
export type { Evidence } from './row/evidence.ts'
export { reachedValues } from './row/reached-values.ts'
export type { Row, RowEvent, RowOpportunity } from './row/row.ts'
export { BLANK_ROW } from './row/row.ts'
export { searchLowering, searchText, similarLowerings } from './search.ts'
export { sleptThrough } from './slept-through.ts'
export { type SmsSegments, smsSegments } from './sms-segments.ts'
export { type StarterFilter, starterFilters } from './starters/starter-filters.ts'
export { taggedWith } from './tagged-with.ts'
export {
  blankCondition,
  builderCatalogue,
  conditionFor,
  operandOf,
  operatorOf,
  partsOf,
  subjectOf,
  withParts,
} from './tree/builder.ts'
export { describeFilter } from './tree/describe.ts'
export type { ExplainedNode, Explanation } from './tree/explain.ts'
export { explainRow, nextChange } from './tree/explain.ts'
export { filterJsonSchema } from './tree/json-schema.ts'
export { FILTER_LIMITS, problemOfSize } from './tree/limits.ts'
export { lintFilter } from './tree/lint.ts'
export { lowerFilter } from './tree/lower.ts'
export { lowerSegments } from './tree/lower-segments.ts'
export { membersOf } from './tree/members-of.ts'
export { parseFilter } from './tree/parse.ts'
export { filterReference } from './tree/reference-page.ts'
export { referencesIn } from './tree/references.ts'
export { withSegments } from './tree/with-segments.ts'
export type { CalendarUnit } from './values/calendar-unit.ts'
export { CALENDAR_UNITS } from './values/calendar-unit.ts'
export type { Choice, Choices } from './values/choices.ts'
export type { Country } from './values/country.ts'
export { countries, parseCountry } from './values/country.ts'
export { dayText, parseBirthday, parseDay } from './values/day.ts'
export { instantText, parseInstant } from './values/instant.ts'
export { parseLanguage } from './values/language.ts'
export { listText, parseListText } from './values/list-text.ts'
export { microUnits } from './values/micro-units.ts'
export type { Clock, Movement } from './values/movement.ts'
export { positionOf } from './values/movement.ts'
export { SAMPLE_BUCKETS, sampleBucket } from './values/sample-bucket.ts'
export { dayAt, startOfDay } from './values/start-of-day.ts'
export { parseTimezone } from './values/timezone.ts'
export { firstReaching } from './values/wall-clock.ts'
export type { Window } from './values/window.ts'
