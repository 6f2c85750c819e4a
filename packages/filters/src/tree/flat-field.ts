import type { Catalog, FieldType } from '../catalog.ts'
import { suggestion } from '../closest.ts'
import { derivedFields } from '../fields/derived-fields.ts'
import { type Field, findField } from '../fields/field.ts'
import { parseFieldText } from '../fields/field-value.ts'
import { isObject } from '../is-object.ts'
import { step } from '../problem.ts'
import { alternatives, shown } from '../shown.ts'
import { ownProperty } from './own-property.ts'
import type { RawEntry } from './raw-entry.ts'

/** A comparison of a field in the flat form, `{ key, mode?, values }`, as a condition or a group of some. */
export function flatField(
  item: unknown,
  { pointer, catalog }: { pointer: string; catalog?: Catalog | undefined },
): RawEntry {
  const refuse = (at: string, detail: string): RawEntry => ({
    raw: null,
    place: () => pointer + at,
    problem: { pointer: pointer + at, detail },
  })
  if (!isObject(item)) {
    return refuse(
      '',
      `${shown(item)} does not fit: give an object such as {"key":"city","mode":"is","values":["Jakarta"]}.`,
    )
  }
  const stranger = Object.keys(item).find((key) => !['key', 'mode', 'values'].includes(key))
  if (stranger !== undefined)
    return refuse(step('', stranger), `Unknown key ${shown(stranger)}: key, mode and values are known.`)
  const mode = ownProperty(item, 'mode') ?? 'is'
  const operator = typeof mode === 'string' ? MODES.get(mode) : undefined
  if (operator === undefined) {
    const known = [...MODES.keys()]
    return refuse('/mode', `${shown(mode)} is no mode: it may be ${alternatives(known)}.${suggestion(mode, known)}`)
  }
  const [key, values] = [ownProperty(item, 'key'), ownProperty(item, 'values')]
  const type = typeOf(key, catalog)
  const raw = Array.isArray(values) ? conditionOf({ key, operator, values, type }) : null
  return {
    raw: raw ?? { type: 'field', field: key, op: operator, values },
    place: (inside) => pointer + placeOf(inside),
  }
}

/** Modes and the operators that they mean; `is` and `is_not` follow from the field's type. */
const MODES = new Map([
  ...['is', 'is_not', 'starts_with', 'ends_with', 'contains', 'not_contains'].map((mode) => [mode, mode] as const),
  ...['after', 'before', 'on', 'between'].map((operator) => [`date_${operator}`, operator] as const),
  ...['gt', 'gte', 'lt', 'lte', 'between'].map((operator) => [`number_${operator}`, operator] as const),
])

type Comparison = { key: unknown; operator: string; values: unknown[]; type: FieldType | undefined }

function conditionOf({ key, operator, values, type }: Comparison): object {
  const condition = (op: string, given?: unknown[]): object => ({
    type: 'field',
    field: key,
    op,
    ...(given && { values: given }),
  })
  const isEquality = operator === 'is' || operator === 'is_not'
  const match = operator === 'is_not' ? 'none' : 'any'
  if (type === 'number') return condition(NUMBER_EQUALITY[operator] ?? operator, values.map(toNumber))
  if (type === 'boolean' && isEquality)
    return { match, conditions: values.map((value) => condition(booleanOperator(value))) }
  if ((type === 'date' || type === 'instant') && isEquality) {
    return { match, conditions: values.map((value) => condition('on', [value])) }
  }
  return condition(operator, values)
}

const NUMBER_EQUALITY: Record<string, string> = { is: 'eq', is_not: 'neq' }

/** A number from its text; what is none is left for parsing to refuse. */
function toNumber(value: unknown): unknown {
  const parsed = typeof value === 'string' ? parseFieldText({ key: '', name: '', type: 'number' }, value) : { value }
  return 'value' in parsed ? (parsed.value ?? value) : value
}

/** The operator that asks for a boolean; what is none stands as it is, for parsing to refuse. */
function booleanOperator(value: unknown): string {
  const parsed = typeof value === 'string' ? parseFieldText({ key: '', name: '', type: 'boolean' }, value) : { value }
  const isTrue = 'value' in parsed ? parsed.value : undefined
  if (isTrue === true) return 'is_true'
  return isTrue === false ? 'is_false' : shown(value)
}

function typeOf(key: unknown, catalog: Catalog | undefined): FieldType | undefined {
  if (!catalog || typeof key !== 'string') return undefined
  const field: Pick<Field, 'type'> | undefined =
    findField(catalog, key) ?? derivedFields.find((derived) => derived.key === key)
  return field?.type
}

/** Where a part of the condition stands in the flat form. */
function placeOf(inside: string): string {
  const [, nested, rest = ''] = /^(?:\/conditions\/(\d+))?(.*)$/s.exec(inside) ?? []
  if (rest.startsWith('/field')) return '/key'
  if (rest.startsWith('/op')) return nested === undefined ? '/mode' : `/values/${nested}`
  return nested === undefined ? rest : `/values/${nested}`
}
