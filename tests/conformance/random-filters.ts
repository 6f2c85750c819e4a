import fc from 'fast-check'
import type { Catalog, FieldType } from '../../packages/filters/src/catalog.ts'
import type { BuilderOperator, BuilderSubject } from '../../packages/filters/src/conditions/condition.ts'
import { EXAMPLE_CATALOG } from '../../packages/filters/src/conditions/example-catalog.ts'
import { columnValueOf } from '../../packages/filters/src/fields/column-value.ts'
import { type Field, listFields } from '../../packages/filters/src/fields/field.ts'
import type { FieldValue } from '../../packages/filters/src/fields/field-value.ts'
import { type Condition, type Filter, MATCHES } from '../../packages/filters/src/filter.ts'
import { fold } from '../../packages/filters/src/fold.ts'
import type { ColumnValue } from '../../packages/filters/src/lowering.ts'
import type { InputHint } from '../../packages/filters/src/operators/input-hint.ts'
import type { Operand } from '../../packages/filters/src/operators/operator.ts'
import { builderCatalogue, conditionFor, withParts } from '../../packages/filters/src/tree/builder.ts'
import { parseFilter } from '../../packages/filters/src/tree/parse.ts'
import { tidyText } from '../../packages/filters/src/values/text.ts'
import type { Window } from '../../packages/filters/src/values/window.ts'
import type { Contact } from './interpreters.ts'
import { randomParts } from './random-parts.ts'

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
  launches: [{ campaign: 'cmp_1', at: 1_780_000_000 }],
  named: {
    tag: [
      { id: 'tag_1', name: 'a' },
      { id: 'tag_2', name: 'a", "b' },
      { id: 'tag_3', name: 'b' },
      { id: 'tag_4', name: 'tag_1' },
      { id: 'tag_5', name: 'A' },
      { id: 'tag_6', name: 'b' },
    ],
    campaign: [
      { id: 'cmp_1', name: 'a' },
      { id: 'cmp_2', name: 'a' },
    ],
    topic: [
      { id: 'top_1', name: 'a', default: 'opt_in' },
      { id: 'top_2', name: 'b', default: 'opt_out' },
    ],
    segment: [
      { id: 'seg_1', name: 'a' },
      { id: 'seg_2', name: 'b', filter: { match: 'none', conditions: [{ type: 'lost', op: 'is' }] } },
    ],
    pipeline: [
      { id: 'pip_1', name: 'a', stages: [{ id: 'stg_1', name: 'a' }] },
      {
        id: 'pip_2',
        name: 'b',
        stages: [
          { id: 'stg_2', name: 'a' },
          { id: 'stg_3', name: 'b' },
        ],
      },
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
const window = fc
  .record(
    {
      last: fc.constantFrom('7d', '1w', '24h'),
      before: fc.constantFrom('1d', '1mo'),
      from: moment,
      to: moment,
      calendar: fc.constantFrom('today', 'this_week', 'tomorrow'),
      next: fc.constantFrom('7d', '1y'),
    },
    { requiredKeys: [] },
  )
  .map((drawn): Window => drawn as Window)
const someDays = fc.constantFrom<Window>({ calendar: 'today' }, { next: '1d' }, { next: '366d' })

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
  window: fc.tuple(window),
  anniversary: fc.oneof(fc.tuple(someDays), fc.tuple(someDays, fc.constantFrom(1, 2, 21))),
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
  const tags = (catalog.named.tag ?? []).map(({ id }) => `tag:${id}`)
  const columns = Object.fromEntries(listFields(catalog).map((field) => [field.column, columnValue(field)]))
  const status = fc.constantFrom('subscribed', 'unsubscribed', 'non-subscribed', 'bounced')
  const validation = fc.constantFrom('valid', 'invalid', 'risky', 'unknown')
  const funnel = fc.constantFrom('aware', 'customer', 'none')
  const time = fc.constantFrom(1_774_738_799, 1_774_738_800, 1_789_395_201, 1_790_000_000, 1_790_000_001)
  const since = fc.dictionary(fc.constantFrom(...tags, 'segment:seg_1', 'segment:seg_2'), time, {
    noNullPrototype: true,
  })
  const message = fc.record({
    at: time,
    channel: fc.constantFrom('email', 'sms'),
    kind: fc.constantFrom('marketing', 'transactional'),
    campaign: fc.constantFrom('cmp_1', 'cmp_2', null),
    isMachine: fc.boolean(),
    link: fc.option(value.map(fold)),
  })
  const happening = fc.record({
    at: time,
    properties: fc.record({ a: fc.oneof(number, value, fc.boolean(), fc.array(fc.record({ b: number }))) }),
  })
  const opportunity = fc.record({
    pipeline: fc.constantFrom('pip_1', 'pip_2'),
    stage: fc.constantFrom('stg_1', 'stg_2', 'stg_3'),
    status: fc.constantFrom('open', 'won'),
    value: fc.option(number),
    stageSince: time,
  })
  const events = fc.record({
    'message:sent': fc.array(message, { maxLength: 2 }),
    'message:opened': fc.array(message, { maxLength: 3 }),
    'message:clicked': fc.array(message, { maxLength: 3 }),
    'event:a': fc.array(happening, { maxLength: 3 }),
  })
  return fc.record({
    columns: fc.record({ ...columns, status, validation, funnel }),
    sets: fc.subarray([
      'mark:lost',
      'channel:sms',
      'consent:sms:opted_in',
      'topic:top_1:opted_out',
      'suppression:bounce',
    ]),
    since,
    events,
    opportunities: fc.array(opportunity, { maxLength: 2 }),
    idBytes: fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 16, maxLength: 16 }),
  })
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

function writtenBy(subject: BuilderSubject, { id, input, parts }: BuilderOperator): fc.Arbitrary<Condition> {
  const isListed = (input === 'choices' || input === 'tags') && subject.choices
  const operand = isListed
    ? some(fc.constantFrom(...(subject.choices ?? []).slice(0, 6).map((one) => one.value)))
    : OPERANDS[input]
  return fc
    .tuple(operand, randomParts(parts ?? [], { value, number, window }))
    .map(([values, drawn]) => withParts(conditionFor(subject, id, values), drawn))
}

function some<T extends string | number>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> {
  return fc.oneof(fc.array(one, { minLength: 1, maxLength: 2 }), fc.array(one, { minLength: 7, maxLength: 10 }))
}

function parsed(filter: Filter, catalog: Catalog): Filter | undefined {
  const result = parseFilter(filter, catalog)
  return 'filter' in result ? result.filter : undefined
}
