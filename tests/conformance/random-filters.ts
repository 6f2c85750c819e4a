import fc from 'fast-check'
import type { Catalog, FieldType } from '../../packages/filters/src/catalog.ts'
import type { BuilderOperator, BuilderSubject, Condition } from '../../packages/filters/src/conditions/condition.ts'
import { EXAMPLE_CATALOG } from '../../packages/filters/src/conditions/example-catalog.ts'
import { columnValueOf } from '../../packages/filters/src/fields/column-value.ts'
import { type Field, listFields } from '../../packages/filters/src/fields/field.ts'
import type { FieldValue } from '../../packages/filters/src/fields/field-value.ts'
import type { ColumnValue } from '../../packages/filters/src/lowering.ts'
import type { InputHint } from '../../packages/filters/src/operators/input-hint.ts'
import type { Operand } from '../../packages/filters/src/operators/operator.ts'
import { builderCatalogue, conditionFor } from '../../packages/filters/src/tree/builder.ts'
import { type Filter, MATCHES } from '../../packages/filters/src/tree/filter.ts'
import { parseFilter } from '../../packages/filters/src/tree/parse.ts'
import { tidyText } from '../../packages/filters/src/values/text.ts'
import type { Contact } from './interpreters.ts'

/** Names made to be confused: with each other, with ids, with the words of a sentence. */
export const NASTY_CATALOG: Catalog = {
  timezone: 'Europe/Berlin',
  fields: [
    ...EXAMPLE_CATALOG.fields.map((field) => ({
      ...field,
      ...(field.options && { options: ['a', 'A', 'a", "b', 'b'] }),
    })),
    { key: 'a', name: 'City', type: 'text' },
    { key: 'b', name: 'City" is "a', type: 'text' },
    { key: 'c', name: 'is', type: 'number' },
    { key: 'd', name: 'status', type: 'list' },
  ],
  named: {
    tag: [
      { id: 'tag_1', name: 'a' },
      { id: 'tag_2', name: 'a", "b' },
      { id: 'tag_3', name: 'b' },
      { id: 'tag_4', name: 'tag_1' },
      { id: 'tag_5', name: 'A' },
      { id: 'tag_6', name: 'b' },
    ],
  },
}

const text = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'aAåÅßσΣς%_\\"e\u0301 iİ,'), minLength: 1, maxLength: 3 }),
  fc.constantFrom('a', 'b', 'a" or city is "b', 'any of "a"', 'a", "b', '1'),
)
const value = text.filter((candidate) => tidyText(candidate) !== '')
const number = fc.constantFrom(-1, 0, 0.1, 1, 2, 1e21, 5e-324)
const date = fc.constantFrom('0001-01-01', '2024-02-29', '2026-03-29', '2026-03-30', '9999-12-31')
const instant = fc.constantFrom(
  '2026-03-28T22:59:59Z',
  '2026-03-28T23:00:00Z',
  '2026-03-29T22:00:00Z',
  '2026-10-25T00:30:00Z',
)
const moment = fc.oneof(date, instant)

/** Values for each editor; the two of a pair are put in order by their first being refused and drawn again. */
const OPERANDS: Record<InputHint, fc.Arbitrary<Operand>> = {
  none: fc.constant([]),
  text: fc.tuple(value),
  texts: some(value),
  number: fc.tuple(number),
  numbers: some(number),
  'two-numbers': fc.tuple(number, number),
  choices: some(value),
  tags: some(value),
  date: fc.tuple(date),
  'two-dates': fc.tuple(date, date),
  moment: fc.tuple(moment),
  'two-moments': fc.tuple(moment, moment),
}

/** Any condition that the builder can make of a project and parsing accepts, as it is stored. */
export function randomCondition(catalog: Catalog): fc.Arbitrary<Condition> {
  const subjects = builderCatalogue(catalog)
  return fc
    .constantFrom(...subjects)
    .chain((subject) => fc.constantFrom(...subject.operators).chain((operator) => writtenBy(subject, operator)))
    .map((condition) => parsed({ match: 'all', conditions: [condition] }, catalog)?.conditions[0])
    .filter((node): node is Condition => node !== undefined)
}

/** Any filter of up to three levels, as it is stored. */
export function randomFilter(catalog: Catalog): fc.Arbitrary<Filter> {
  const condition = randomCondition(catalog)
  const match = fc.constantFrom(...MATCHES)
  const group = (entry: fc.Arbitrary<Filter | Condition>): fc.Arbitrary<Filter> =>
    fc.record({ match, conditions: fc.array(entry, { minLength: 1, maxLength: 3 }) })
  const inner = group(condition)
  return group(fc.oneof(condition, inner, group(fc.oneof(condition, inner))))
}

/** A contact with a few of the values that the filters ask for, in the columns of a project. */
export function randomContact(catalog: Catalog): fc.Arbitrary<Contact> {
  const columns = Object.fromEntries(listFields(catalog).map((field) => [field.column, columnValue(field)]))
  const status = fc.constantFrom('subscribed', 'unsubscribed', 'non-subscribed', 'bounced')
  const validation = fc.constantFrom('valid', 'invalid', 'risky', 'unknown')
  const sets = fc.subarray((catalog.named.tag ?? []).map(({ id }) => `tag:${id}`))
  return fc.record({ columns: fc.record({ ...columns, status, validation }), sets })
}

function columnValue(field: Field): fc.Arbitrary<ColumnValue> {
  const raw: Record<FieldType, fc.Arbitrary<FieldValue>> = {
    text: value,
    email: value,
    phone: value,
    url: value,
    number,
    boolean: fc.boolean(),
    date: fc.oneof(date, fc.constantFrom('--02-29', '--12-31')),
    instant,
    select: choice(field),
    list: fc.array(choice(field), { maxLength: 3 }),
  }
  return fc.option(raw[field.type]).map((stored) => columnValueOf(field, stored))
}

function choice({ choices }: Field): fc.Arbitrary<string> {
  const listed =
    choices
      ?.list?.()
      .slice(0, 4)
      .map((one) => one.value) ?? []
  return fc.constantFrom(...listed, 'en', 'en-GB', 'a')
}

function writtenBy(subject: BuilderSubject, { id, input }: BuilderOperator): fc.Arbitrary<Condition> {
  const isListed = (input === 'choices' || input === 'tags') && subject.choices
  const operand = isListed
    ? some(fc.constantFrom(...(subject.choices ?? []).slice(0, 6).map((one) => one.value)))
    : OPERANDS[input]
  return operand.map((values) => conditionFor(subject, id, values))
}

function some<T extends string | number>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.oneof(fc.array(one, { minLength: 1, maxLength: 2 }), fc.array(one, { minLength: 7, maxLength: 10 }))
}

function parsed(filter: Filter, catalog: Catalog): Filter | undefined {
  const result = parseFilter(filter, catalog)
  return 'filter' in result ? result.filter : undefined
}
