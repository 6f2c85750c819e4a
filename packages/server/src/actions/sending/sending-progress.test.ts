import { describe, expect, it } from 'vitest'
import type { DeliveryCount } from '../../store/deliveries.ts'
import type { SendingRecord } from '../../store/sendings.ts'
import type { DomainCount } from '../../store/waiting-deliveries.ts'
import { sendingProgress } from './sending-progress.ts'

const now = new Date('2026-03-01T12:00:00Z')
const launchedAt = new Date('2026-03-01T11:00:00Z')
const sending: SendingRecord = {
  id: 'cmp_1',
  kind: 'batch',
  status: 'sending',
  transactional: false,
  error: null,
  launchedAt,
  pausedAt: null,
  finishedAt: null,
  people: 10,
  sendingLimits: { perHour: null, perDomain: [] },
  account: null,
}

const NONE = { perSecond: null, perHour: null, perDay: null }
const through = (limits: object) => ({ account: { id: 'a', name: 'SES', limits: { ...NONE, ...limits } } })

type States = Partial<Record<DeliveryCount['state'], number>>
const judge = (states: States, changes: Partial<SendingRecord> = {}, byDomain: DomainCount[] = []) => {
  const counted = Object.entries(states).map(([state, count]) => ({ campaignId: '1', state, reason: null, count }))
  // why: the keys of States are the states
  return sendingProgress({ ...sending, ...changes }, { counted: counted as DeliveryCount[], byDomain }, now)
}

describe('how far a sending is', () => {
  it.each<[string, States, Partial<SendingRecord>]>([
    ['queued', {}, {}],
    ['queued', { queued: 4 }, {}],
    ['queued', { queued: 8, skipped: 2 }, {}],
    ['processing', { queued: 9, leased: 1 }, {}],
    ['processing', { queued: 9, sent: 1 }, {}],
    ['processing', { deferred: 10 }, {}],
    ['completed', { sent: 10 }, { status: 'sent' }],
    ['completed', { sent: 8, skipped: 2 }, { status: 'sent' }],
    ['partial', { sent: 9, failed: 1 }, { status: 'sent' }],
    ['partial', { sent: 9, uncertain: 1 }, { status: 'sent' }],
    ['partial', { sent: 1, cancelled: 9 }, { status: 'cancelled' }],
    ['failed', { failed: 9, skipped: 1 }, { status: 'sent' }],
    ['failed', { skipped: 10 }, { status: 'sent' }],
    ['failed', { cancelled: 10 }, { status: 'cancelled' }],
    ['throttled', { queued: 9, sent: 1 }, { status: 'paused', pausedAt: now }],
    ['throttled', { queued: 9, sent: 1 }, { error: 'The mail server cannot be used.' }],
    ['throttled', { queued: 9, sent: 1 }, { sendingLimits: { perHour: 100, perDomain: [] } }],
    ['processing', { queued: 9, sent: 1 }, { sendingLimits: { perHour: 1_000, perDomain: [] } }],
    ['throttled', { queued: 9, sent: 1 }, through({ perDay: 100 })],
    ['processing', { queued: 9, sent: 1 }, through({ perSecond: 1 })],
    ['completed', { sent: 10 }, { status: 'sent', error: 'The mail server cannot be used.' }],
  ])('%s: %j, %j', (status, states, changes) => {
    const progress = judge(states, changes)
    expect(progress.status).toBe(status)
    expect(progress.queued + progress.sent + progress.failed + progress.skipped).toBe(progress.total)
    expect(progress.throttle !== null).toBe(status === 'throttled')
  })
})

it('says since when it is held up, how far it came, and when the last one leaves', () => {
  const { throttle } = judge({ queued: 9, sent: 1 }, { sendingLimits: { perHour: 18, perDomain: [] } })
  expect(throttle).toMatchObject({
    throttledAt: launchedAt.toISOString(),
    expiresAt: '2026-03-01T12:30:00.000Z',
    resumeCount: 1,
    remainingCount: 9,
    reason: 'The project sends at most 18 messages an hour.',
  })
})

it.each([
  [through({ perSecond: 14, perDay: 500 }), 'The provider "SES" sends at most 500 messages a day.'],
  [
    { ...through({ perHour: 20 }), sendingLimits: { perHour: 18, perDomain: [] } },
    'The project sends at most 18 messages an hour.',
  ],
  [
    { ...through({ perHour: 17 }), sendingLimits: { perHour: 18, perDomain: [] } },
    'The provider "SES" sends at most 17 messages an hour.',
  ],
])('names the limit that holds most back: %j', (changes, reason) => {
  expect(judge({ queued: 9, sent: 1 }, changes).throttle?.reason).toBe(reason)
})

describe('a limit of a domain that it is sent to', () => {
  const limits = (perHour: number | null) => ({
    sendingLimits: { perHour, perDomain: [{ domain: 'gmail.com', perHour: 60 }] },
  })
  const at = (people: number) => [{ domain: 'gmail.com', people }]

  it('holds it up for as long as people wait there', () => {
    const { status, throttle } = judge({ queued: 9, sent: 1 }, limits(null), at(3))
    expect([status, throttle?.reason, throttle?.expiresAt]).toEqual([
      ...['throttled', 'The project sends at most 60 messages an hour to gmail.com, where 3 people wait.'],
      '2026-03-01T12:03:00.000Z',
    ])
    expect(judge({ queued: 9, sent: 1 }, limits(null), at(1)).throttle).toBeNull()
    expect(judge({ queued: 9, sent: 1 }, limits(null)).throttle).toBeNull()
  })

  it('is told where it holds up for longer than a limit for all, though that is the lower one', () => {
    const reasonWith = (perHour: number) => judge({ queued: 9, sent: 1 }, limits(perHour), at(8)).throttle?.reason
    expect(reasonWith(61)).toContain('at most 61 messages an hour.')
    expect(reasonWith(90)).toContain('to gmail.com')
  })
})
