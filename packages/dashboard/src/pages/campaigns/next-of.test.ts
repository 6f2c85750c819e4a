import { describe, expect, it } from 'vitest'
import { type CampaignRow, nextOf } from './next-of.ts'

const now = new Date('2026-11-21T12:00:00Z')
const none = { queued: 0, sending: 0, sent: 0, deferred: 0, failed: 0, skipped: 0, uncertain: 0, cancelled: 0 }
const nobody = { people: 0, total: 0, machine: { people: 0, total: 0 } }
const results = {
  ...{ members: 0, ...none, queuedReasons: [], skippedReasons: [], failedReasons: [] },
  ...{
    opened: nobody,
    clicked: nobody,
    delivered: 0,
    undelivered: 0,
    bounced: 0,
    unsubscribed: 0,
    complained: 0,
    replied: 0,
  },
  rates: {
    delivered: null,
    opened: null,
    clicked: null,
    clickToOpen: null,
    bounced: null,
    unsubscribed: null,
    complained: null,
  },
}
const row: CampaignRow = {
  ...{
    id: 'cmp_1',
    kind: 'campaign',
    transactional: false,
    channel: 'email',
    name: 'News',
    subject: 'Hello',
    preheader: null,
    from: 'a@example.org',
    fromName: null,
  },
  ...{
    replyTo: null,
    audience: { include: {} },
    plan: {},
    utm: null,
    test: null,
    winner: null,
    frozen: null,
    provider: null,
    topic: null,
    tagRecipients: [],
    tracking: { opens: true, clicks: true },
    status: 'draft',
    error: null,
    throttle: null,
    schedule: null,
  },
  ...{ scheduledAt: null, pausedAt: null, archivedAt: null, launchedAt: null, finishedAt: null, results },
  ...{ createdAt: '2026-11-20T12:00:00Z', updatedAt: '2026-11-21T10:00:00Z' },
}

describe('what comes next for a campaign', () => {
  const launchedAt = '2026-11-21T11:59:00Z'
  const cases: [change: Partial<CampaignRow>, words: string][] = [
    [{}, 'Changed 2 hours ago'],
    [
      { status: 'scheduled', schedule: { at: '2026-12-01T09:00:00', timezone: 'Asia/Jakarta', fallback: 'UTC' } },
      'Tue, 1 Dec 2026, 09:00 in Asia/Jakarta',
    ],
    [{ status: 'sending', launchedAt, results: { ...results, sent: 600, queued: 1_200 } }, '1,200 left, about 2 min'],
    [{ status: 'sending', launchedAt, results: { ...results, queued: 5 } }, '5 left'],
    [
      { status: 'sending', launchedAt, throttle: { reason: 'It waits for 5 people.', until: null, isHeld: true } },
      'It waits for 5 people.',
    ],
    [
      {
        ...{ status: 'sending', plan: { perHour: 60 }, results: { ...results, queued: 30 } },
        throttle: { reason: 'Its plan sends at most 60 messages an hour.', until: null, isHeld: false },
      },
      '30 left, about 30 min',
    ],
    [{ status: 'sending', plan: { perHour: 60 }, results: { ...results, queued: 30 } }, '30 left, about 30 min'],
    [
      { status: 'paused', pausedAt: '2026-11-21T11:00:00Z', results: { ...results, queued: 3, deferred: 1 } },
      'Paused 1 hour ago, 4 waiting',
    ],
    [{ status: 'paused', error: 'Paused by itself: 12 of 200 bounced.' }, 'Paused by itself: 12 of 200 bounced.'],
    [{ status: 'sent', finishedAt: '2026-11-20T12:00:00Z' }, 'yesterday'],
  ]
  it.each(cases)('%j: %s', (change, words) => {
    expect(nextOf({ ...row, ...change }, now).words).toBe(words)
  })
})
