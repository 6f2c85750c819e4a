import type { Condition, Filter } from '@rollcall/filters'
import { describe, expect, it } from 'vitest'
import { finishedPart } from './finished-part.ts'

const done = (type: string): Condition => ({ type, values: ['x'] })
const open = (type: string): Condition => ({ type, values: [] })
const isFinished = (condition: Condition) => Array.isArray(condition.values) && condition.values.length > 0
const all = (...conditions: Filter['conditions']): Filter => ({ match: 'all', conditions })

describe('the finished part of a draft', () => {
  const cases: [what: string, draft: Filter, filter: Filter, unfinished: number][] = [
    ['is all of it when nothing is missing', all(done('a'), done('b')), all(done('a'), done('b')), 0],
    ['leaves out a condition without its operand', all(open('a'), done('b')), all(done('b')), 1],
    ['leaves out a group with nothing finished in it', all(done('a'), all(open('b'))), all(done('a')), 1],
    ['leaves out an empty group', all(done('a'), all()), all(done('a')), 0],
    ['is everyone when nothing is finished, whatever the match', { match: 'none', conditions: [open('a')] }, all(), 1],
  ]
  it.each(cases)('%s', (...[, draft, filter, unfinished]) => {
    expect(finishedPart(draft, isFinished)).toMatchObject({ filter, unfinished })
  })

  it('translates pointers back to where the person sees the condition', () => {
    const { draftPointer } = finishedPart(all(open('a'), all(open('b'), done('c')), done('d')), isFinished)
    expect(draftPointer('/filters/conditions/0/conditions/0/values/0')).toBe(
      '/filters/conditions/1/conditions/1/values/0',
    )
    expect(draftPointer('/filters/conditions/1/op')).toBe('/filters/conditions/2/op')
    expect(draftPointer('/filters/match')).toBe('/filters/match')
  })
})
