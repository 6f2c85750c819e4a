import { RollcallError } from '@rollcall/sdk'
import { describe, expect, it } from 'vitest'
import { problemIn } from './problem-in.ts'

const refusal = (pointer: string, detail: string) =>
  new RollcallError({ status: 422, detail: 'No.', errors: [{ pointer, detail }] }, 'invalid_request')

describe('what is wrong with a text', () => {
  const cases: [pointer: string, detail: string, expected: unknown][] = [
    [
      '/html',
      'The HTML cannot be read as Liquid: output "{{ a" not closed, line:3, col:5.',
      {
        part: 'html',
        line: 3,
        words: 'The HTML cannot be read as Liquid: output "{{ a" not closed (line 3, column 5).',
      },
    ],
    ['/mjml', 'Line 7 of x (mj-a) is unknown', { part: 'mjml', line: 7, words: 'Line 7 of x (mj-a) is unknown' }],
    ['/subject', 'is empty', { part: 'subject', line: null, words: 'is empty' }],
    ['/audience', 'names nobody', undefined],
  ]
  it.each(cases)('%s: %s', (pointer, detail, expected) => {
    expect(problemIn(refusal(pointer, detail))).toEqual(expected)
  })

  it('is nothing when something else went wrong', () => {
    expect(problemIn(new Error('offline'))).toBeUndefined()
  })
})
