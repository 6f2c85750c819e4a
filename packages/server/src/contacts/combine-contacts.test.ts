import { describe, expect, it } from 'vitest'
import { combineContacts, keysOfEither, type Side } from './combine-contacts.ts'
import { type ContactState, NO_VALUES } from './contact-state.ts'

const PROOF = { source: 'merged' }

function contact({
  values,
  ...rest
}: Partial<Omit<ContactState, 'values'>> & { values?: Partial<ContactState['values']> }) {
  const state: ContactState = {
    ...{
      rowNo: 1,
      id: null,
      values: { ...NO_VALUES, ...values },
      emailKey: values?.email ?? null,
      inboxProvider: null,
    },
    ...{
      validation: 'unknown',
      status: 'subscribed',
      fields: {},
      folded: {},
      subscribedAt: null,
      unsubscribedAt: null,
    },
    ...{ funnel: null, lost: false, tracking: true, tagIds: new Set(), channels: {}, consent: {} },
  }
  return { ...state, ...rest }
}

const combine = (into: ContactState, from: ContactState, sides: Record<string, Side> = {}) =>
  combineContacts({ into, from, sides }, PROOF)

describe('two contacts that become one', () => {
  it('keep this one’s values, the other’s where it has none, and what was asked for', () => {
    const into = contact({ values: { email: 'a@x.test', firstName: 'Ada' }, fields: { plan: 'free', score: 1 } })
    const from = contact({
      values: { email: 'b@x.test', phone: '+62', firstName: 'A.' },
      fields: { plan: 'pro', city: 'Café' },
      folded: { 'fields.city': 'cafe', firstName: 'a.' },
      validation: 'valid',
    })
    const { state } = combine(into, from, { email: 'other', plan: 'other', score: 'other' })
    expect(state.values).toEqual({ ...NO_VALUES, email: 'b@x.test', phone: '+62', firstName: 'Ada' })
    expect([state.emailKey, state.validation]).toEqual(['b@x.test', 'valid'])
    expect(state.fields).toEqual({ plan: 'pro', city: 'Café' })
    expect(state.folded).toEqual({ 'fields.city': 'cafe' })
    expect(keysOfEither({ into, from, sides: {} })).toEqual(['email', 'phone', 'firstName', 'plan', 'score', 'city'])
  })

  it.each<[this: ContactState['status'], other: ContactState['status'], kept: Side, result: ContactState['status']]>([
    ['subscribed', 'unsubscribed', 'this', 'unsubscribed'],
    ['unsubscribed', 'subscribed', 'other', 'unsubscribed'],
    ['non-subscribed', 'subscribed', 'this', 'non-subscribed'],
    ['bounced', 'unsubscribed', 'this', 'unsubscribed'],
    // A bounce goes with its address.
    ['subscribed', 'bounced', 'this', 'subscribed'],
    ['subscribed', 'bounced', 'other', 'bounced'],
    ['bounced', 'subscribed', 'other', 'subscribed'],
    ['bounced', 'bounced', 'this', 'bounced'],
  ])('that are %s and %s, with the address of %s, are %s', (status, otherStatus, kept, result) => {
    const into = contact({ status, values: { email: 'a@x.test' } })
    const from = contact({ status: otherStatus, values: { email: 'b@x.test' } })
    const { state, consents } = combine(into, from, { email: kept })
    expect(state.status).toBe(result)
    const isLogged = status !== otherStatus && (result === 'unsubscribed' || result === 'non-subscribed')
    expect(consents.map(({ channel }) => channel)).toEqual(isLogged ? ['email'] : [])
  })

  it('keep the stricter answer about each channel, and write down only what the two disagree on', () => {
    const into = contact({ consent: { sms: 'opted_in', push: 'opted_in' } })
    const from = contact({ consent: { sms: 'opted_out', whatsapp: 'opted_in' } })
    const { state, consents } = combine(into, from)
    expect(state.consent).toEqual({ sms: 'opted_out', push: 'opted_in', whatsapp: 'opted_in' })
    expect(consents).toEqual([{ channel: 'sms', state: 'opted_out', proof: PROOF }])
  })

  it('have both their tags, this one’s channels first, and the stage with the lost mark that came with it', () => {
    const into = contact({ tagIds: new Set(['1', '2']), channels: { sms: '+1' }, lost: true })
    const from = contact({ tagIds: new Set(['2', '3']), channels: { sms: '+2', push: 'p' }, funnel: 'customer' })
    const { state } = combine(into, from)
    expect([...state.tagIds]).toEqual(['1', '2', '3'])
    expect(state.channels).toEqual({ sms: '+1', push: 'p' })
    expect([state.funnel, state.lost]).toEqual(['customer', false])
    expect(combine(into, from, { funnel: 'this' }).state).toMatchObject({ funnel: null, lost: true })
  })
})
