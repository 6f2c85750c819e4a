import type { BuilderPart, BuilderSubject, Condition } from '@rollcall/filters'
import { describe, expect, it } from 'vitest'
import { blankCondition, catalogueOf, type Reading, withOperand, withOperator, withPart } from './catalogue.ts'

const catalogue = catalogueOf({
  fields: [],
  timezone: 'UTC',
  named: { topic: [{ id: 'top_1', name: 'News', default: 'opt_in' }] },
})

const partsOf = ({ operators }: BuilderSubject): BuilderPart[] => operators[0]?.parts ?? []

function subjectWith(has: (subject: BuilderSubject) => boolean): BuilderSubject {
  const found = catalogue.subjects.find(has)
  if (!found) throw new Error('The language offers no such subject any more.')
  return found
}

function read(condition: Condition): Reading {
  const reading = catalogue.read(condition)
  if (!reading) throw new Error(`The catalogue cannot read ${JSON.stringify(condition)}.`)
  return reading
}

describe('a condition with parts', () => {
  it('is unfinished until every required part is there', () => {
    const subject = subjectWith((known) => partsOf(known).filter(({ isRequired }) => isRequired).length > 1)
    let condition = blankCondition(subject)
    for (const { key } of partsOf(subject).filter(({ isRequired }) => isRequired)) {
      expect(catalogue.isFinished(condition)).toBe(false)
      condition = withPart(read(condition), key, 'something')
    }
    expect(catalogue.isFinished(condition)).toBe(true)
  })

  it('keeps its parts when its operand changes, and loses those that another operator does not take', () => {
    const subject = subjectWith((known) =>
      known.operators.some(({ parts, input }) => input !== 'none' && parts?.length === 0),
    )
    const [part] = partsOf(subject)
    const key = part?.key ?? ''
    const said = withPart(read(blankCondition(subject)), key, { last: '30d' })
    const changed = withOperand(read(said), ['x'])
    expect(read(changed)).toMatchObject({ operand: ['x'], parts: { [key]: { last: '30d' } } })
    const other = subject.operators.find(({ parts }) => parts?.length === 0)
    expect(read(withOperator(read(changed), other?.id ?? '')).parts).toEqual({})
    expect(read(withPart(read(changed), key, undefined)).parts).toEqual({})
  })

  it('picks things of the project by name', () => {
    const subject = subjectWith((known) =>
      partsOf(known).some(({ choices }) => choices?.some(({ value }) => value === 'top_1')),
    )
    expect(partsOf(subject)[0]?.choices).toEqual([{ value: 'top_1', label: 'News' }])
  })
})

describe('the tests of numbers and texts', () => {
  it('take numbers and texts, and all have a label', () => {
    expect(new Set(catalogue.tests.number.map(({ input }) => input))).toEqual(
      new Set(['number', 'numbers', 'two-numbers']),
    )
    expect(new Set(catalogue.tests.text.map(({ input }) => input))).toEqual(new Set(['texts']))
    expect([...catalogue.tests.number, ...catalogue.tests.text].every(({ label }) => label !== '')).toBe(true)
  })
})
