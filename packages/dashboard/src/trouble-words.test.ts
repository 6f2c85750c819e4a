import { RollcallError, type RollcallErrorCode } from '@rollcall/sdk'
import { describe, expect, it } from 'vitest'
import { problemAt } from './problem-at.ts'
import { troubleWords } from './trouble-words.ts'

const errorOf = (code: RollcallErrorCode, problem: object = {}) =>
  new RollcallError({ detail: 'The API said so.', help: 'Send it again.', ...problem }, code)
const refused = (...errors: [pointer: string, detail: string][]) =>
  errorOf('invalid_request', { errors: errors.map(([pointer, detail]) => ({ pointer, detail })) })

describe('what happened', () => {
  it.each([
    [errorOf('internal'), 'The API said so.'],
    [refused(['/phone', '"1" is not a phone number.']), 'Phone: "1" is not a phone number.'],
    [
      refused(['/postalAddress', 'must not be empty'], ['/tags/0', 'There is no tag "x".']),
      'Postal address: must not be empty. Tags: There is no tag "x".',
    ],
    [refused(['/fields/first~1second', 'is wrong']), 'First/second: is wrong.'],
    [refused(['?q', 'is too long'], ['', 'is nothing']), 'The search: is too long. Is nothing.'],
    [
      errorOf('already_exists', { what: 'contact', by: 'externalId', value: 'a', id: 'con_1' }),
      'The external id “a” belongs to another contact already.',
    ],
    [errorOf('already_exists'), 'The API said so.'],
    [
      errorOf('wrong_state', { what: 'campaign', state: 'sent', needed: 'a draft' }),
      'This campaign is sent; it would have to be a draft.',
    ],
  ])('%#', (error, expected) => {
    expect(troubleWords(error).what).toBe(expected)
  })

  it('comes with the API’s advice only where that is for people, too', () => {
    expect(troubleWords(errorOf('internal')).help).toBe('Send it again.')
    expect(troubleWords(refused(['/phone', 'is wrong'])).help).toBe('Change it, then try again.')
  })
})

describe('the problem at an input', () => {
  it.each([
    [refused(['/phone', 'is no number']), 'phone', 'Is no number.'],
    [refused(['/phone', 'is no number']), 'email', undefined],
    [refused(['/tags/0', 'is unknown.']), 'tags', 'Is unknown.'],
    [refused(['/tagsForAll', 'is unknown']), 'tags', undefined],
    [errorOf('already_exists', { by: 'e-mail' }), 'email', 'Taken already.'],
    [errorOf('already_exists', { by: 'name' }), 'key', undefined],
    [new Error('/phone'), 'phone', undefined],
  ])('%#', (error, name, expected) => {
    expect(problemAt(error, name)).toBe(expected)
  })
})
