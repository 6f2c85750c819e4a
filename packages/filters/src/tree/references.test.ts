import { describe, expect, it } from 'vitest'
import { referencesIn } from './references.ts'

describe('referencesIn', () => {
  it('finds names and ids at any level, tidied, each once', () => {
    const input = {
      conditions: [
        { type: 'tag', op: 'has_any', tags: ['VIP', ' cafe\u0301 ', 'tag_01'] },
        { match: 'none', conditions: [{ type: 'tag', op: 'unheard_of', tags: ['VIP', 'Other'] }] },
        { type: 'field', field: 'city', op: 'is', values: ['Jakarta'] },
      ],
    }
    expect(referencesIn(input)).toEqual({ tag: ['VIP', 'café', 'tag_01', 'Other'] })
  })

  it.each([
    null,
    'tag',
    [],
    { conditions: 'x' },
    {
      conditions: [
        null,
        1,
        [],
        { type: 'nothing', tags: ['a'] },
        { type: '__proto__' },
        { type: ['tag'], tags: ['a'] },
      ],
    },
  ])('passes over whatever is no reference: %j', (input) => expect(referencesIn(input)).toEqual({}))

  it('has the key of a kind only when a condition says something of it', () => {
    const opened = { type: 'engagement', event: 'opened', op: 'did' }
    expect(referencesIn({ conditions: [opened, { type: 'opportunity', op: 'has' }] })).toEqual({})
    expect(referencesIn({ conditions: [{ ...opened, campaigns: { last: 5 } }] })).toEqual({ campaign: [] })
    expect(referencesIn({ conditions: [{ type: 'opportunity', op: 'has', stages: ['New'] }] })).toEqual({
      stage: ['New'],
    })
  })

  it('takes what is left of a malformed list', () => {
    expect(referencesIn({ conditions: [{ type: 'tag', tags: [1, null, ' ', { a: 1 }, 'VIP'] }] })).toEqual({
      tag: ['VIP'],
    })
    expect(referencesIn({ conditions: [{ type: 'tag', tags: 'VIP' }] })).toEqual({ tag: ['VIP'] })
  })
})
