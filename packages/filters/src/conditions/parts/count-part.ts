import { z } from 'zod'
import { isObject } from '../../is-object.ts'
import { type Report, step } from '../../problem.ts'
import { passes } from '../../row/number-tests.ts'
import { shown } from '../../shown.ts'
import { refuseStrangers } from '../shape-problem.ts'
import { toNumberTest } from './number-test-lowering.ts'
import type { Part } from './part.ts'
import { PART_INPUTS } from './part-input.ts'
import { numberTests, operandOf, parseTest, TEST_KEYS, testShapes, testWords, type ValueTest } from './value-test.ts'

/** How many there are, including none; `unit` and `none` are how a sentence says that. */
export function countPart({ unit, none }: { unit: string; none: string }): Part<ValueTest> {
  return {
    key: 'count',
    label: 'How many',
    input: 'count',
    shape: z.union(testShapes(numberTests)),
    parse: (raw, { report }) => {
      const test = parseNumberTest(raw, { input: 'count' }, report)
      return test && isCounting(test, report) ? test : undefined
    },
    words: (test) => {
      const many = testWords(test, numberTests)
        .replace(/^is greater /, 'more ')
        .replace(/^is less /, 'fewer ')
        .replace(/^is /, '')
        .replace(/^equals /, 'exactly ')
        .replace(/^does not equal /, 'not exactly ')
      return `${many} ${unit}${passes(toNumberTest(test), 0) ? `, or ${none}` : ''}`
    },
  }
}

/** How often something happened. */
export const timesPart = countPart({ unit: 'times', none: 'never' })

/** A test of one number: its own keys and no others. */
export function parseNumberTest(
  raw: unknown,
  { input }: { input: 'count' | 'number-test' },
  report: Report,
): ValueTest | undefined {
  if (!isObject(raw)) {
    report('', `${shown(raw)} does not fit: give ${PART_INPUTS[input]}.`)
    return undefined
  }
  refuseStrangers(Object.keys(raw), { known: TEST_KEYS, who: 'A number test', pointer: '' }, report)
  return parseTest(raw, numberTests, report)
}

function isCounting(test: ValueTest, report: Report): boolean {
  const wrong = operandOf(test).findIndex((value) => !Number.isInteger(value) || Number(value) < 0)
  if (wrong === -1) return true
  const pointer = test.values ? step('/values', wrong) : '/value'
  report(pointer, `${shown(operandOf(test)[wrong])} does not fit: things are counted in whole numbers from 0 up.`)
  return false
}
