import { describe, expect, it } from 'vitest'
import type { FieldDefinition } from '../catalog.ts'
import { EXAMPLE_CATALOG } from '../conditions/example-catalog.ts'
import { builtInFields, isReservedKey } from './built-in-fields.ts'
import { columnValueOf } from './column-value.ts'
import { columnsOf } from './columns.ts'
import { toField } from './field.ts'

describe('columnsOf', () => {
  const columns = new Map(columnsOf(EXAMPLE_CATALOG.fields).map(({ id, storage }) => [id, storage]))

  it.each([
    ['status', 'choice'],
    ['validation', 'choice'],
    ['funnel', 'choice'],
    ['search', 'text'],
    ['email', 'text'],
    ['country', 'choice'],
    ['language', 'choices'],
    ['createdAt', 'instant'],
    ['fields.city', 'text'],
    ['fields.ltv', 'number'],
    ['fields.vip', 'choice'],
    ['fields.birthday', 'day'],
    ['fields.lastSeen', 'instant'],
    ['fields.plan', 'choice'],
    ['fields.colours', 'choices'],
  ])('holds %s as %s', (id, storage) => expect(columns.get(id)).toBe(storage))

  it('names each column once', () => {
    expect(columns.size).toBe(4 + builtInFields.length + EXAMPLE_CATALOG.fields.length)
  })
})

describe('columnValueOf', () => {
  const language = builtInFields.find(({ key }) => key === 'language') ?? toField({ key: '', name: '', type: 'text' })
  const of = (type: FieldDefinition['type']): FieldDefinition => ({ key: 'f', name: 'F', type })
  it.each([
    [of('text'), 'ÄΣ', 'äσ'],
    [of('text'), '', null],
    [of('email'), 'Ada@Example.org', 'ada@example.org'],
    [of('number'), 0, 0],
    [of('number'), '12', null],
    [of('boolean'), false, 'false'],
    [of('date'), '1970-01-02', 1],
    [of('date'), '--12-31', -719_163],
    [of('instant'), '1970-01-01T00:01:00Z', 60],
    [of('select'), 'Pro', 'Pro'],
    [of('list'), ['a', 'b'], ['a', 'b']],
    [of('list'), [], null],
    [of('list'), null, null],
    [language, 'en-GB', ['en-GB', 'en']],
  ])('of %o and %j is %j', (field, value, expected) => expect(columnValueOf(field, value)).toEqual(expected))
})

describe('isReservedKey', () => {
  it.each([
    ['firstName', true],
    ['FIRST_NAME', true],
    ['created_at', true],
    ['last_opened_at', true],
    ['city', false],
  ])('says of %s: %s', (key, expected) => expect(isReservedKey(key)).toBe(expected))
})
