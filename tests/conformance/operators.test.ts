import { describe, expect, it } from 'vitest'
import type { FieldType } from '../../packages/filters/src/catalog.ts'
import { EXAMPLE_NOW } from '../../packages/filters/src/conditions/example-catalog.ts'
import { columnValueOf } from '../../packages/filters/src/fields/column-value.ts'
import { columnsOf } from '../../packages/filters/src/fields/columns.ts'
import { type Example, type Family, missing, type Operator } from '../../packages/filters/src/operators/operator.ts'
import { operators } from '../../packages/filters/src/registry.ts'
import { type Contact, interpreters } from './interpreters.ts'

const CLOCK = { now: EXAMPLE_NOW, timezone: 'UTC' }

/** The field types whose columns the examples of a family are asked of; sets have no column. */
const TYPES: Record<Exclude<Family, 'set'>, FieldType[]> = {
  text: ['text', 'email', 'phone', 'url'],
  choice: ['select', 'list'],
  number: ['number'],
  boolean: ['boolean'],
  day: ['date'],
  instant: ['instant'],
}

describe.each(interpreters)('$name', ({ matches }) => {
  describe.each(operators.map((operator) => [`${operator.on} ${operator.id}`, operator] as const))(
    '%s',
    (_name, operator) => {
      it.each(operator.examples)('of %j with %j is %s', async (...example) => {
        const [, raw, expected] = example
        const operand = operator.argument.parse(raw)
        expect(operator.flaw?.(operand, CLOCK)).toBeUndefined()
        for (const { column, columns, contact } of settings(operator, example)) {
          expect(await matches({ lowering: operator.lower(column, operand, CLOCK) }, columns, contact)).toBe(expected)
        }
      })
    },
  )
})

describe('the registry of operators', () => {
  it('has each once in a family', () => {
    const names = operators.map(({ on, id }) => `${on} ${id}`)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })

  it('has for each a true, a false and a missing example', () => {
    const lacking = operators.filter(({ examples }) => {
      const answers = examples.map(([, , answer]) => answer)
      return !answers.includes(true) || !answers.includes(false) || !examples.some(([value]) => value === missing)
    })
    expect(lacking.map(({ on, id }) => `${on} ${id}`)).toEqual([])
  })

  it('decides missing values in one place: only complements are true of them', () => {
    const truths = operators.filter(({ examples }) => examples.some(([value, , answer]) => value === missing && answer))
    expect(truths.filter(({ complements }) => !complements).map(({ id }) => id)).toEqual([])
  })
})

type Setting = { column: string; columns: ReturnType<typeof columnsOf>; contact: Contact }

/** An example's contact in every kind of column that its operator may meet. */
function settings({ on }: Operator, [value]: Example): Setting[] {
  if (on === 'set') {
    const sets = [value ?? []].flat().map((id) => `tag:${id}`)
    return [{ column: 'tag', columns: columnsOf([]), contact: { sets } }]
  }
  return TYPES[on]
    .filter((type) => type === 'list' || !isMany(value))
    .map((type) => {
      const field = { key: 'asked', name: 'Asked', type }
      const stored = columnValueOf(field, type === 'list' ? asList(value) : asSingle(value))
      return { column: 'fields.asked', columns: columnsOf([field]), contact: { columns: { 'fields.asked': stored } } }
    })
}

/** Several options at once can be held by a list only. */
function isMany(value: Example[0]): value is readonly string[] {
  return typeof value === 'object' && value !== null
}

function asSingle(value: Example[0]): string | number | boolean | null {
  return isMany(value) ? null : value
}

function asList(value: Example[0]): string[] | null {
  return value === null ? null : [value].flat().map(String)
}
