import { describe, expect, it } from 'vitest'
import type { SpanCount } from '../store/reputation.ts'
import { describeGauge, judgeReputation } from './judge-reputation.ts'

const counted = (span: number, sent: number, more: Partial<SpanCount> = {}): SpanCount => ({
  ...{ domain: 'example.org', providerId: 'p', span, sent, refused: 0, bounced: 0, undelivered: 0, complained: 0 },
  ...more,
})

describe('a gauge', () => {
  it.each<[string, SpanCount[], string, number | null]>([
    ['says nothing of nothing', [], 'unknown', null],
    ['says nothing of 199 messages', [counted(0, 100), counted(2, 99, { bounced: 99 })], 'unknown', null],
    ['judges the last 7 days where they are enough', [counted(1, 200), counted(2, 900, { bounced: 900 })], 'ok', 7],
    ['judges 30 days where 7 are too little', [counted(1, 199), counted(2, 1, { bounced: 1 })], 'ok', 30],
    ['does not judge what is older', [counted(3, 10_000, { bounced: 9_000 })], 'unknown', null],
    ['is at its limit at exactly 2 % bounces', [counted(0, 196, { refused: 4, bounced: 4 })], 'ok', 7],
    ['warns beyond 2 % bounces', [counted(0, 195, { refused: 5, bounced: 5 })], 'warning', 7],
    ['is at its limit at exactly 5 % bounces', [counted(0, 190, { refused: 10 })], 'warning', 7],
    ['stops beyond 5 % bounces, at once or later', [counted(0, 194, { refused: 6, bounced: 11 })], 'stop', 7],
    ['is at its limit at exactly 0.1 % complaints', [counted(0, 1_000, { complained: 1 })], 'ok', 7],
    ['warns beyond 0.1 % complaints', [counted(0, 999, { complained: 1 })], 'warning', 7],
    ['stops beyond 0.3 % complaints', [counted(0, 1_000, { complained: 4 })], 'stop', 7],
    ['takes complaints of what arrived', [counted(0, 1_000, { complained: 3, undelivered: 100 })], 'stop', 7],
  ])('%s', (_, counts, level, judgedDays) => {
    expect(judgeReputation(counts)).toMatchObject({ level, judgedDays })
  })

  it('adds up what is in each window, shorter ones inside longer ones', () => {
    const counts = [counted(0, 100), counted(1, 50, { refused: 10, bounced: 12 }), counted(3, 40, { complained: 2 })]
    expect(judgeReputation(counts).windows).toEqual([
      { days: 1, sent: 100, delivered: 100, bounced: 0, complained: 0, bounceRate: 0, complaintRate: 0 },
      { days: 7, sent: 160, delivered: 148, bounced: 12, complained: 0, bounceRate: 0.075, complaintRate: 0 },
      { days: 30, sent: 160, delivered: 148, bounced: 12, complained: 0, bounceRate: 0.075, complaintRate: 0 },
      { days: 90, sent: 200, delivered: 188, bounced: 12, complained: 2, bounceRate: 0.06, complaintRate: 2 / 188 },
    ])
  })

  it('says in a sentence what it is and what it asks for', () => {
    expect(describeGauge(judgeReputation([counted(0, 188, { refused: 12 })]))).toBe(
      'Of 200 messages in the last 7 days 6 % bounced and 0 % were reported as spam; beyond 5 % and 0.3 % mailbox providers stop taking mail, so no campaign is launched. Clean the list; an owner may let campaigns be launched all the same, with a reason.',
    )
    expect(describeGauge(judgeReputation([]))).toContain('says nothing yet')
  })
})
