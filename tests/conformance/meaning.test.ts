import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnsOf } from '../../packages/filters/src/fields/columns.ts'
import type { Filter } from '../../packages/filters/src/filter.ts'
import { operators } from '../../packages/filters/src/registry.ts'
import {
  builderCatalogue,
  conditionFor,
  operandOf,
  operatorOf,
  partsOf,
  subjectOf,
  withParts,
} from '../../packages/filters/src/tree/builder.ts'
import { describeFilter } from '../../packages/filters/src/tree/describe.ts'
import { lowerFilter } from '../../packages/filters/src/tree/lower.ts'
import { lowerSegments } from '../../packages/filters/src/tree/lower-segments.ts'
import { parseFilter } from '../../packages/filters/src/tree/parse.ts'
import { type Asked, interpreters } from './interpreters.ts'
import { NASTY_CATALOG, randomCondition, randomContact, randomFilter } from './random-filters.ts'

// A failure prints its seed and path; put them here as `seed` and `path` to see it again.
const RUNS = { numRuns: 2_000 }
const CONTEXT = { now: 1_790_000_000, catalog: NASTY_CATALOG }
const COLUMNS = columnsOf(NASTY_CATALOG.fields)
const filters = randomFilter(NASTY_CATALOG)
const contacts = randomContact(NASTY_CATALOG)
const [reference, ...others] = interpreters

function meaning(filter: Filter): string {
  return JSON.stringify(lowerFilter(filter, CONTEXT))
}

function askedOf(filter: Filter): Asked {
  return { lowering: lowerFilter(filter, CONTEXT), segments: lowerSegments(filter, CONTEXT) }
}

describe('a stored filter', () => {
  it('parses to itself', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        expect(parseFilter(filter, NASTY_CATALOG)).toEqual({ filter })
      }),
      RUNS,
    )
  })

  it('never shares its sentence with another meaning', () => {
    const meanings = new Map<string, string>()
    // Small filters meet each other most often, so most are of one or two conditions.
    const small = fc.array(randomCondition(NASTY_CATALOG), { minLength: 1, maxLength: 2 })
    const any = fc.oneof(filters, fc.record({ match: fc.constantFrom('all', 'any', 'none'), conditions: small }))
    fc.assert(
      fc.property(any, (filter) => {
        const sentence = describeFilter(filter, NASTY_CATALOG)
        const known = meanings.get(sentence) ?? meaning(filter)
        meanings.set(sentence, known)
        expect(meaning(filter)).toBe(known)
      }),
      { numRuns: 10_000 },
    )
  })

  it.each(others)('$name answers as the first one does', ({ matches }) =>
    fc.assert(
      fc.asyncProperty(filters, contacts, async (filter, contact) => {
        const asked = askedOf(filter)
        expect(await matches(asked, COLUMNS, contact)).toBe(await reference.matches(asked, COLUMNS, contact))
      }),
      RUNS,
    ),
  )
})

describe.each(interpreters)('$name', ({ matches }) => {
  const answer = async (filter: Filter, contact: Parameters<typeof matches>[2]) =>
    matches(askedOf(filter), COLUMNS, contact)

  it('answers none with the complement of any', () =>
    fc.assert(
      fc.asyncProperty(filters, contacts, async (filter, contact) => {
        const any = await answer({ ...filter, match: 'any' }, contact)
        expect(await answer({ ...filter, match: 'none' }, contact)).toBe(!any)
      }),
      RUNS,
    ))

  it('answers a negative operator with the complement of its positive twin', () => {
    const subjects = builderCatalogue(NASTY_CATALOG)
    const twins = new Map(operators.flatMap(({ id, complements }) => (complements ? [[id, complements.id]] : [])))
    const negative = randomCondition(NASTY_CATALOG).filter((condition) => twins.has(operatorOf(condition)))
    return fc.assert(
      fc.asyncProperty(negative, contacts, async (condition, contact) => {
        const subject = subjects.find(({ id }) => id === subjectOf(condition)) ?? subjects[0]
        if (!subject) throw new Error('There is no subject.')
        const positive = conditionFor(subject, twins.get(operatorOf(condition)) ?? '', operandOf(condition))
        const twin = withParts(positive, partsOf(condition))
        const [no, yes] = [condition, twin].map((one): Filter => ({ match: 'all', conditions: [one] }))
        if (!no || !yes) throw new Error('There are two filters.')
        expect(await answer(no, contact)).toBe(!(await answer(yes, contact)))
      }),
      RUNS,
    )
  })
})
