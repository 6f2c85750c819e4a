import { describe, expect, it } from 'vitest'
import { judgeTest, type Score } from './judge-test.ts'

const scores = (...pairs: [did: number, sent: number][]): Score[] => pairs.map(([did, sent]) => ({ did, sent }))

describe('the winner of a test', () => {
  it.each<[string, Score[], ReturnType<typeof judgeTest>]>([
    ['the better share', scores([5, 20], [9, 20]), { version: 1, reason: 'best_rate', leader: 1, isClear: false }],
    [
      'a clear lead',
      scores([310, 10_000], [240, 10_000]),
      { version: 0, reason: 'best_rate', leader: 0, isClear: true },
    ],
    [
      'fewer people, a larger share',
      scores([9, 20], [9, 10]),
      { version: 1, reason: 'best_rate', leader: 1, isClear: true },
    ],
    ['the same share', scores([10, 20], [20, 40]), { version: 0, reason: 'tie', leader: null, isClear: false }],
    [
      'a tie among the best',
      scores([1, 20], [9, 20], [9, 20]),
      { version: 1, reason: 'tie', leader: null, isClear: false },
    ],
    ['nine people in all', scores([0, 20], [9, 20]), { version: 0, reason: 'too_little', leader: 1, isClear: false }],
    ['ten people in all', scores([0, 20], [10, 20]), { version: 1, reason: 'best_rate', leader: 1, isClear: true }],
    [
      'nobody was sent one of them',
      scores([0, 0], [10, 20]),
      { version: 1, reason: 'best_rate', leader: 1, isClear: false },
    ],
    ['nobody at all', scores([0, 0], [0, 0]), { version: 0, reason: 'too_little', leader: null, isClear: false }],
    ['everybody', scores([20, 20], [20, 20]), { version: 0, reason: 'tie', leader: null, isClear: false }],
  ])('%s', (_, given, expected) => {
    expect(judgeTest(given)).toEqual(expected)
  })
})
