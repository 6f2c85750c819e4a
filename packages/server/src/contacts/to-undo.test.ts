import { expect, it } from 'vitest'
import type { ContactState } from './contact-state.ts'
import { NO_VALUES } from './contact-state.ts'
import { toUndo } from './to-undo.ts'

const state: ContactState = {
  ...{ rowNo: 7, id: 'id', values: { ...NO_VALUES, firstName: 'Ada' }, emailKey: 'a@b.example', inboxProvider: null },
  ...{
    validation: 'valid',
    status: 'subscribed',
    funnel: 'aware',
    lost: false,
    fields: { ltv: 1, city: 'Oslo' },
    folded: {},
  },
  ...{ subscribedAt: null, unsubscribedAt: null, tagIds: new Set(['a']), channels: {}, consent: {} },
}

it('is nothing but the row when nothing changed', () => {
  expect(toUndo(state, state)).toEqual({ rowNo: 7 })
})

it('holds the old value of what changed, and nothing else', () => {
  const now: ContactState = {
    ...state,
    values: { ...state.values, firstName: 'Bo', lastName: 'B' },
    status: 'unsubscribed',
    funnel: 'customer',
    lost: true,
    fields: { ltv: 2, plan: 'pro' },
    tagIds: new Set(['a', 'b']),
    channels: { sms: '+628' },
  }
  expect(toUndo(state, now)).toEqual({
    rowNo: 7,
    values: { firstName: 'Ada', lastName: null },
    status: 'subscribed',
    funnel: 'aware',
    lost: false,
    fields: { ltv: 1, city: 'Oslo', plan: null },
    tagsAdded: ['b'],
    channels: { sms: null },
  })
})
