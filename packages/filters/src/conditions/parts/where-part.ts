import { z } from 'zod'
import { isObject } from '../../is-object.ts'
import { MOST_VALUES, text } from '../../operators/arguments.ts'
import { MOST_PROBLEMS, type Report, step } from '../../problem.ts'
import { quoted } from '../../quoted.ts'
import { shown } from '../../shown.ts'
import { refuseStrangers } from '../shape-problem.ts'
import type { Part } from './part.ts'
import { PART_INPUTS } from './part-input.ts'
import { parseProperty } from './property-part.ts'
import { parseTest, propertyTests, TEST_KEYS, testShapes, testWords, type ValueTest } from './value-test.ts'

/** A test of what a dot path reaches in an event's properties. */
export type PropertyTest = ValueTest & { property: string }

/** What the properties of an event must be, all of it. */
export const wherePart: Part<PropertyTest[]> = {
  key: 'where',
  label: 'Where',
  input: 'property-tests',
  shape: z
    .array(z.union(testShapes(propertyTests, { property: text })))
    .min(1)
    .max(MOST_VALUES),
  parse: (raw, { report }) => {
    if (!Array.isArray(raw) || raw.length === 0) {
      report('', `${shown(raw)} does not fit: give ${PART_INPUTS['property-tests']}.`)
      return undefined
    }
    const tests = parseTests(raw, report)
    return tests.length === raw.length ? distinct(tests) : undefined
  },
  words: (tests) => {
    const words = tests.map((test) => `${quoted(test.property)} ${testWords(test, propertyTests)}`)
    return `(${words.join(' and ')})`
  },
}

function parseTests(raw: readonly unknown[], report: Report): PropertyTest[] {
  const tests: PropertyTest[] = []
  for (const [index, item] of raw.entries()) {
    const test = parsePropertyTest(item, (pointer, detail) => report(step('', index) + pointer, detail))
    if (test) tests.push(test)
    else if (index - tests.length >= MOST_PROBLEMS) break
  }
  return tests
}

function parsePropertyTest(raw: unknown, report: Report): PropertyTest | undefined {
  if (!isObject(raw)) {
    report('', `${shown(raw)} does not fit: a test is an object such as {"property":"amount","op":"gte","value":100}.`)
    return undefined
  }
  refuseStrangers(
    Object.keys(raw),
    { known: ['property', ...TEST_KEYS], who: 'A test of a property', pointer: '' },
    report,
  )
  const property = parseProperty(raw, report)
  const test = parseTest(raw, propertyTests, report)
  return property !== undefined && test ? { property, ...test } : undefined
}

function distinct(tests: PropertyTest[]): PropertyTest[] {
  return [...new Map(tests.map((test) => [JSON.stringify(test), test])).values()]
}
