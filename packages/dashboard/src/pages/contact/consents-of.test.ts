import { describe, expect, it } from 'vitest'
import { consentsOf } from './consents-of.ts'

const said = (at: string, details: Record<string, unknown>) => ({ at, by: 'contact', byName: null, details })

describe('what is known of consent', () => {
  it('is the last word on each channel and each topic', () => {
    const entries = [
      said('2026-03-01T00:00:00Z', { channel: 'sms', state: 'opted_out' }),
      said('2026-02-01T00:00:00Z', { topic: 'sms', subscribed: true }),
      said('2026-02-01T00:00:00Z', { channel: 'email', state: 'opted_in' }),
      said('2026-01-01T00:00:00Z', { channel: 'sms', state: 'opted_in' }),
      said('2026-01-01T00:00:00Z', { topic: 'sms', subscribed: false }),
    ]
    expect([...consentsOf(entries)].map(([key, { state }]) => [key, state])).toEqual([
      ['sms', 'opted_out'],
      ['topic sms', 'opted_in'],
      ['email', 'opted_in'],
    ])
  })

  it('carries its proof, as far as there is one', () => {
    const proof = { source: 'checkout', wording: 'Yes, send me news', ip: '', at: '2026-02-28T10:00:00Z', other: 1 }
    const email = (given: unknown) =>
      consentsOf([said('2026-03-01T00:00:00Z', { channel: 'email', state: 'opted_in', proof: given })]).get('email')
    expect(email(proof)).toMatchObject({ source: 'checkout', wording: 'Yes, send me news', ip: undefined })
    expect(email(proof)).toMatchObject({ saidAt: '2026-02-28T10:00:00Z' })
    expect(email('odd')).toMatchObject({ state: 'opted_in' })
  })

  it('knows the form, and both halves of a double opt-in', () => {
    const proof = {
      ...{ source: 'form', form: 'Footer', formId: 'frm_1', version: 2, ip: '203.0.113.1' },
      ...{ askedAt: '2026-02-28T10:00:00Z', confirmedAt: '2026-02-28T11:00:00Z' },
      confirmedFrom: { ip: '203.0.113.2', userAgent: 'Firefox' },
    }
    const given = said('2026-03-01T00:00:00Z', { channel: 'email', state: 'opted_in', proof })
    expect(consentsOf([given]).get('email')).toMatchObject({
      form: { id: 'frm_1', name: 'Footer', version: '2' },
      ...{ askedAt: proof.askedAt, confirmedAt: proof.confirmedAt, confirmedIp: '203.0.113.2' },
    })
  })

  it('is nothing where nothing was said', () => {
    expect(consentsOf([]).size).toBe(0)
  })
})
