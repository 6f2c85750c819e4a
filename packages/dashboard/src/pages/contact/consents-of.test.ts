import { describe, expect, it } from 'vitest'
import { consentsOf } from './consents-of.ts'

const said = (at: string, details: Record<string, unknown>) => ({ at, by: 'contact', byName: null, details })

describe('what is known of consent', () => {
  it('is the last word on each channel', () => {
    const entries = [
      said('2026-03-01T00:00:00Z', { channel: 'sms', state: 'opted_out' }),
      said('2026-02-01T00:00:00Z', { channel: 'email', state: 'opted_in' }),
      said('2026-01-01T00:00:00Z', { channel: 'sms', state: 'opted_in' }),
    ]
    expect(consentsOf(entries).map(({ channel, state }) => [channel, state])).toEqual([
      ['sms', 'opted_out'],
      ['email', 'opted_in'],
    ])
  })

  it('carries its proof, as far as there is one', () => {
    const proof = { source: 'checkout', wording: 'Yes, send me news', ip: '', other: 1 }
    const [consent] = consentsOf([said('2026-03-01T00:00:00Z', { channel: 'email', state: 'opted_in', proof })])
    expect(consent).toMatchObject({ source: 'checkout', wording: 'Yes, send me news', ip: undefined })
    expect(
      consentsOf([said('2026-03-01T00:00:00Z', { channel: 'email', state: 'opted_in', proof: 'odd' })]),
    ).toHaveLength(1)
  })

  it('is nothing where nothing was said', () => {
    expect(consentsOf([])).toEqual([])
  })
})
