import { describe, expect, it } from 'vitest'
import { curlOf, readRule } from './rule-text.ts'

const rule = { match: 'all' as const, conditions: [{ type: 'x', values: ["O'Hara"] }] }

describe('a pasted rule', () => {
  it.each([
    ['bare', JSON.stringify(rule)],
    ['as a segment of the API has it', JSON.stringify({ id: 'seg_1', filters: rule })],
  ])('is read %s', (_, text) => expect(readRule(text)).toEqual({ rule }))

  it.each([{}, { conditions: rule.conditions }, { status: { values: ['subscribed'] } }])(
    'leaves %j to the server',
    (given) => expect(readRule(JSON.stringify(given))).toEqual({ rule: given }),
  )

  it.each(['', '{', 'null', '[]', '{"filters":null}'])('says what %j is not', (text) =>
    expect(readRule(text)).toEqual({ problem: expect.stringMatching(/^This is /) }),
  )
})

describe('a rule as a command', () => {
  it('survives the quotes of a shell', () => {
    expect(curlOf(rule, 'https://x.example')).toContain(`O'\\''Hara`)
  })
})
