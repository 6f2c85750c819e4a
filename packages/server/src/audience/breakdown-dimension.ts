import type { BreakdownBy } from '@rollcall/engine'
import { type Field, type FieldDefinition, funnelChoices, type Lowering, listFields } from '@rollcall/filters'
import { invalid } from '../failure.ts'

/** What people are broken down by, and how its values are told apart. */
export type Dimension = {
  by: string
  counted: BreakdownBy
  /** Having just this value; `among` are all values that anybody has. */
  one(value: string, among: readonly string[]): Lowering
  /** Having any of these values. */
  some(values: readonly string[], among: readonly string[]): Lowering
  label(value: string): string
  /** A person counts under shorter values, too: a contact in en-GB under en. */
  isNested: boolean
}

/** By tag; `names` has the name of each tag by its id. */
export function toTagDimension(names: ReadonlyMap<string, string>): Dimension {
  const one = (tag: string): Lowering => ({ is: 'set', set: `tag:${tag}` })
  return {
    by: 'tag',
    counted: { sets: 'tag' },
    one,
    some: (tags) => ({ is: 'any', of: tags.map(one) }),
    label: (tag) => names.get(tag) ?? tag,
    isNested: false,
  }
}

/** By status, validation, funnel stage or a field of few values; anything else is refused with what there is. */
export function getDimension(by: string, fields: FieldDefinition[]): Dimension {
  if (STATES.includes(by)) return toCodesDimension(by, by, (value) => STATE_LABELS.get(value) ?? value)
  const known = listFields({ timezone: 'UTC', fields, named: {} }).filter(hasFewValues)
  const field = known.find(({ key, column }) => by === key || by === column)
  if (!field) {
    const accepted = ['tag', ...STATES, ...known.map(({ key }) => key)].join(', ')
    throw invalid('/breakdown/by', `${JSON.stringify(by)} has too many values to count each: give one of ${accepted}`)
  }
  const labels = new Map(field.choices?.list?.().map(({ value, label }) => [value, label]))
  const dimension = toCodesDimension(field.key, field.column, (value) => labels.get(value) ?? value)
  const codes = field.choices?.codes
  return codes ? toNested(dimension, codes) : dimension
}

const STATES = ['status', 'validation', 'funnel']

// Statuses and validations are called as they are stored.
const STATE_LABELS = new Map(funnelChoices.list().map(({ value, label }) => [value, label]))

function hasFewValues({ type }: Field): boolean {
  return type === 'select' || type === 'list' || type === 'boolean'
}

function toCodesDimension(by: string, column: string, label: (value: string) => string): Dimension {
  const some = (values: readonly string[]): Lowering => ({ is: 'codes', column, any: [...values] })
  return { by, counted: { column }, one: (value) => some([value]), some, label, isNested: false }
}

/** A value counts where it stands, not under the shorter ones that its column holds along with it. */
function toNested(dimension: Dimension, codes: (value: string) => string[]): Dimension {
  const one: Dimension['one'] = (value, among) => {
    const longer = among.filter((other) => other !== value && codes(other).includes(value))
    return { is: 'all', of: [dimension.some([value], among), { is: 'not', of: dimension.some(longer, among) }] }
  }
  const some: Dimension['some'] = (values, among) => ({ is: 'any', of: values.map((value) => one(value, among)) })
  return { ...dimension, one, some, isNested: true }
}
