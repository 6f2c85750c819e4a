import { expect, it } from 'vitest'
import { pollMsOf } from './poll-ms-of.ts'

const now = new Date('2026-11-21T12:00:00Z')
const draft = { status: 'draft' as const, scheduledAt: null, launchedAt: null, finishedAt: null }
const launchedAt = '2026-11-21T11:00:00Z'
const sent = { ...draft, status: 'sent' as const, launchedAt, finishedAt: '2026-11-21T11:30:00Z' }
const sending = { ...draft, status: 'sending' as const, launchedAt }
const scheduledAt = (at: string) => ({ ...draft, status: 'scheduled' as const, scheduledAt: at })

it.each([
  ['nothing is on its way', [draft, sent], 0, 30_000],
  ['there is none', [], 0, 30_000],
  ['one is sending', [sent, sending], 10, 3_000],
  ['it takes long', [sending], 5_000, 20_000],
  ['one closes its books', [{ ...sending, status: 'cancelled' as const }], 0, 3_000],
  ['one is paused', [{ ...sending, status: 'paused' as const }, sent], 0, 30_000],
  ['one begins in ten seconds', [scheduledAt('2026-11-21T12:00:10Z')], 0, 10_000],
  ['one is due', [scheduledAt('2026-11-21T11:59:59Z')], 0, 3_000],
  ['one begins next week', [scheduledAt('2026-11-28T12:00:00Z')], 0, 30_000],
])('when %s', (_, rows, tookMs, everyMs) => {
  expect(pollMsOf(rows, { tookMs, now })).toBe(everyMs)
})
