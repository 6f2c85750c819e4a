import { describe, expect, it } from 'vitest'
import type { BuilderSubject } from '../conditions/condition.ts'
import { EXAMPLE_CATALOG } from '../conditions/example-catalog.ts'
import { conditionTypes } from '../conditions/index.ts'
import {
  blankCondition,
  builderCatalogue,
  conditionFor,
  operandOf,
  operatorOf,
  partsOf,
  subjectOf,
  withParts,
} from './builder.ts'
import { parseFilter } from './parse.ts'

const subjects = builderCatalogue(EXAMPLE_CATALOG)

function subject(id: string): BuilderSubject {
  const found = subjects.find((candidate) => candidate.id === id)
  if (!found) throw new Error(`There is no subject ${id}.`)
  return found
}

describe('builderCatalogue', () => {
  it('offers each subject once, each with a label in a group and operators that read well', () => {
    expect(new Set(subjects.map(({ id }) => id)).size).toBe(subjects.length)
    const labels = subjects.flatMap(({ label, group, operators }) => [
      label,
      group,
      ...operators.map((operator) => operator.label),
    ])
    expect(labels.filter((label) => !/^[\w ]*\w$/.test(label))).toEqual([])
  })

  it('gives the choices where they can be listed, and else lets people type', () => {
    expect(subject('tag').choices).toContainEqual({ value: 'tag_vip', label: 'VIP' })
    expect(subject('field:country').choices).toContainEqual({ value: 'ID', label: 'Indonesia' })
    expect(subject('field:plan').operators[0]).toEqual({ id: 'is', label: 'is', input: 'choices' })
    expect(subject('field:source').choices).toBeUndefined()
    expect(subject('field:source').operators[0]).toEqual({ id: 'is', label: 'is', input: 'texts' })
  })

  it('labels operators without their operands', () => {
    const labels = subjects.flatMap(({ operators }) => operators.map(({ id, label }) => `${id}: ${label}`))
    expect([...new Set(labels)]).toMatchInlineSnapshot(`
      [
        "has_any: include any of",
        "has_all: include all of",
        "has_none: include none of",
        "is: is",
        "is_not: is not",
        "contains: contains",
        "not_contains: does not contain",
        "starts_with: starts with",
        "ends_with: ends with",
        "is_empty: is empty",
        "is_not_empty: is not empty",
        "has_all: has all of",
        "before: is before",
        "after: is after",
        "on: is on",
        "between: is between",
        "within: is within",
        "not_within: is not within",
        "anniversary: has its anniversary",
        "eq: equals",
        "neq: does not equal",
        "gt: is greater than",
        "gte: is at least",
        "lt: is less than",
        "lte: is at most",
        "is_true: is true",
        "is_false: is false",
        "did: did",
        "did_not: did not",
        "is: has an address on",
        "is_not: has no address on",
        "subscribed: is subscribed to",
        "not_subscribed: is not subscribed to",
        "is: is on it",
        "is_not: is not on it",
        "is: has paused",
        "is_not: has not paused",
        "is: is lost",
        "is_not: is not lost",
        "has: has",
        "has_not: has not",
        "in: is in",
        "not_in: is not in",
        ": is in",
      ]
    `)
  })
})

describe('a condition in the builder', () => {
  it('comes apart and together again, whatever its type', () => {
    for (const { id, examples } of conditionTypes) {
      for (const [, keys] of examples) {
        const parsed = parseFilter({ conditions: [{ type: id, ...keys }] }, EXAMPLE_CATALOG)
        const [condition] = 'filter' in parsed ? parsed.filter.conditions : []
        if (!condition || !('type' in condition)) throw new Error(JSON.stringify(parsed))
        const bare = conditionFor(subject(subjectOf(condition)), operatorOf(condition), operandOf(condition))
        expect(withParts(bare, partsOf(condition))).toEqual(condition)
      }
    }
  })

  it('starts with the first operator and nothing to compare with', () => {
    expect(blankCondition(subject('tag'))).toEqual({ type: 'tag', op: 'has_any', tags: [] })
    expect(blankCondition(subject('field:city'))).toEqual({ type: 'field', field: 'city', op: 'is', values: [] })
    expect(operandOf(blankCondition(subject('field:vip')))).toEqual([])
  })

  it('drops the operand where the operator takes none', () => {
    expect(conditionFor(subject('field:city'), 'is_empty', ['a'])).toEqual({
      type: 'field',
      field: 'city',
      op: 'is_empty',
    })
  })
})
