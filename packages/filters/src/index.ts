export type { Catalog, FieldDefinition, FieldType, Named, NamedKind } from './catalog.ts'
export { FIELD_TYPES } from './catalog.ts'
export type { BuilderOperator, BuilderSubject, Condition, LowerContext } from './conditions/condition.ts'
export { STATUSES } from './conditions/status.ts'
export { VALIDATIONS } from './conditions/validation.ts'
export type { Row } from './evaluate-row.ts'
export { evaluateRow } from './evaluate-row.ts'
export type { BuiltInField } from './fields/built-in-fields.ts'
export { builtInFields, isReservedKey } from './fields/built-in-fields.ts'
export { columnValueOf } from './fields/column-value.ts'
export { columnsOf, SEARCH_COLUMN } from './fields/columns.ts'
export type { Field } from './fields/field.ts'
export { findField, listFields } from './fields/field.ts'
export type { FieldValue } from './fields/field-value.ts'
export { parseFieldText, parseFieldValue } from './fields/field-value.ts'
export { FOLD_VERSION, fold } from './fold.ts'
export type {
  Bound,
  CodesMatch,
  ColumnDefinition,
  ColumnId,
  ColumnStorage,
  ColumnValue,
  Lowering,
  Range,
  SetId,
  TextMatch,
} from './lowering.ts'
export type { InputHint } from './operators/input-hint.ts'
export type { Operand } from './operators/operator.ts'
export type { Problem } from './problem.ts'
export { searchLowering, searchText } from './search.ts'
export { blankCondition, builderCatalogue, conditionFor, operandOf, operatorOf, subjectOf } from './tree/builder.ts'
export { describeFilter } from './tree/describe.ts'
export type { Filter, FilterNode, Match } from './tree/filter.ts'
export { EVERYONE, isGroup, MATCHES } from './tree/filter.ts'
export { filterJsonSchema } from './tree/json-schema.ts'
export { FILTER_LIMITS, problemOfSize } from './tree/limits.ts'
export { lowerFilter } from './tree/lower.ts'
export { parseFilter } from './tree/parse.ts'
export { filterReference } from './tree/reference-page.ts'
export { referencesIn } from './tree/references.ts'
export type { Choice, Choices } from './values/choices.ts'
export type { Country } from './values/country.ts'
export { countries, parseCountry } from './values/country.ts'
export { dayText, parseBirthday, parseDay } from './values/day.ts'
export { instantText, parseInstant } from './values/instant.ts'
export { parseLanguage } from './values/language.ts'
export { startOfDay } from './values/start-of-day.ts'
export { parseTimezone } from './values/timezone.ts'
