import { expect, it } from 'vitest'
import type { ContactState } from './contact-state.ts'
import { NO_VALUES } from './contact-state.ts'
import { toUndo } from './to-undo.ts'
import { undoContact } from './undo-contact.ts'

const state: ContactState = {
  ...{ rowNo: 7, id: 'id', values: { ...NO_VALUES, firstName: 'Ada' }, emailKey: 'a@b.example', inboxProvider: null },
  ...{
    validation: 'valid',
    status: 'subscribed',
    funnel: 'aware',
    lost: false,
    tracking: true,
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
    was: {
      values: { firstName: 'Ada', lastName: null },
      status: 'subscribed',
      funnel: 'aware',
      lost: false,
      fields: { ltv: 1, city: 'Oslo', plan: null },
      channels: { sms: null },
    },
    became: {
      values: { firstName: 'Bo', lastName: 'B' },
      status: 'unsubscribed',
      funnel: 'customer',
      lost: true,
      fields: { ltv: 2, city: null, plan: 'pro' },
      channels: { sms: '+628' },
    },
    tagsAdded: ['b'],
  })
  expect(undoContact({ ...now, tagIds: state.tagIds }, toUndo(state, now))).toEqual({ state, kept: [] })
})

it('leaves what somebody changed since', () => {
  const now: ContactState = {
    ...state,
    values: { ...state.values, firstName: 'Bo', lastName: 'B' },
    fields: { ltv: 2, city: 'Oslo' },
    ...{ status: 'unsubscribed', unsubscribedAt: '2026-01-01T00:00:00.000Z', funnel: 'customer' },
  }
  const later: ContactState = {
    ...now,
    values: { ...now.values, firstName: 'Cy' },
    fields: { ltv: 3, city: 'Oslo' },
    unsubscribedAt: '2026-01-02T00:00:00.000Z',
  }
  const { state: undone, kept } = undoContact(later, toUndo(state, now))
  expect(kept).toEqual(['firstName', 'status', 'ltv'])
  expect(undone).toEqual({ ...later, values: { ...later.values, lastName: null }, funnel: 'aware' })
})
