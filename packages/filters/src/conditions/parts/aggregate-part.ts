import { z } from 'zod'
import { isObject } from '../../is-object.ts'
import type { Aggregate } from '../../lowering.ts'
import { text } from '../../operators/arguments.ts'
import { quoted } from '../../quoted.ts'
import { alternatives, shown } from '../../shown.ts'
import { refuseStrangers } from '../shape-problem.ts'
import { toMicroTest, toNumberTest } from './number-test-lowering.ts'
import type { Part } from './part.ts'
import { PART_INPUTS } from './part-input.ts'
import { parseProperty, propertyColumn } from './property-part.ts'
import { numberTests, parseTest, TEST_KEYS, testShapes, testWords, type ValueTest } from './value-test.ts'

const FUNCTIONS = ['sum', 'avg', 'min', 'max'] as const

/** What the numbers of a property come to over several events, and how that compares. */
export type AggregateTest = ValueTest & { fn: (typeof FUNCTIONS)[number]; property: string }

/** What the numbers of a property come to. */
export const aggregatePart: Part<AggregateTest> = {
  key: 'aggregate',
  label: 'Adding up',
  input: 'aggregate',
  shape: z.union(testShapes(numberTests, { fn: z.enum(FUNCTIONS), property: text })),
  parse: (raw, { report }) => {
    if (!isObject(raw)) {
      report('', `${shown(raw)} does not fit: give ${PART_INPUTS.aggregate}.`)
      return undefined
    }
    refuseStrangers(
      Object.keys(raw),
      { known: ['fn', 'property', ...TEST_KEYS], who: 'An aggregate', pointer: '' },
      report,
    )
    const given: unknown = Object.getOwnPropertyDescriptor(raw, 'fn')?.value
    const fn = FUNCTIONS.find((known) => known === given)
    if (!fn) report('/fn', `${shown(given)} is no aggregate: it may be ${alternatives(FUNCTIONS)}.`)
    const property = parseProperty(raw, report)
    const test = parseTest(raw, numberTests, report)
    return fn && property !== undefined && test ? { fn, property, ...test } : undefined
  },
  words: (test) => `whose ${WORDS[test.fn]} of ${quoted(test.property)} ${testWords(test, numberTests)}`,
}

const WORDS = { sum: 'sum', avg: 'average', min: 'smallest', max: 'largest' }

/** An aggregate as the primitives know it. */
export function lowerAggregate({ fn, property, ...test }: AggregateTest): Aggregate {
  const column = propertyColumn(property)
  return fn === 'sum' || fn === 'avg'
    ? { fn, column, test: toMicroTest(test) }
    : { fn, column, test: toNumberTest(test) }
}
