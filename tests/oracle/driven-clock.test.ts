import { describe, expect, it } from 'vitest'
import { lowerAggregate } from '../../packages/filters/src/conditions/parts/aggregate-part.ts'
import { passesAggregate } from '../../packages/filters/src/row/number-tests.ts'
import { type Clock, type Movement, positionOf } from '../../packages/filters/src/values/movement.ts'
import { isAggregateMatch } from './naive/numbers.ts'
import { randomFrom } from './naive/random.ts'
import { edgesOf } from './naive/windows.ts'
import { monthsAway, wallAt } from './naive/zone-clock.ts'
import { SEED } from './seed.ts'

const HOUR = 3_600
const at = (text: string): number => Date.parse(text) / 1_000

/** Two years each, with every kind of change: an hour, half an hour, a day that never was, midnight twice. */
const YEARS: [zone: string, from: string][] = [
  ['Europe/Berlin', '2025-01-01T00:00:00Z'],
  ['Australia/Lord_Howe', '2025-01-01T00:00:00Z'],
  ['Pacific/Apia', '2010-12-01T00:00:00Z'],
  ['America/St_Johns', '2009-12-01T00:00:00Z'],
]
const DURATIONS = ['30d', '1mo', '2mo', '1y']
const UNITS = ['today', 'tomorrow', 'this_week', 'last_month', 'this_quarter', 'last_year'] as const

function durationBounds(duration: string): Movement[] {
  return [
    { counts: 'seconds', point: 'ago', duration },
    { counts: 'seconds', point: 'ahead', duration },
  ]
}

function unitBounds(unit: (typeof UNITS)[number]): Movement[] {
  return [
    { counts: 'seconds', point: 'start', unit },
    { counts: 'seconds', point: 'end', unit },
  ]
}

function positions(movements: Movement[], clock: Clock): number[] {
  return movements.map((movement) => positionOf(movement, clock))
}

describe.each(YEARS)('two years in %s, hour by hour', (timezone, from) => {
  const hours = Array.from({ length: 2 * 365 * 24 }, (_, index) => at(from) + index * HOUR)

  it('move no bound backwards', () => {
    const movements = [...DURATIONS.flatMap(durationBounds), ...UNITS.flatMap(unitBounds)]
    const days: Movement[] = movements.map((movement) => ({ ...movement, counts: 'days' }))
    let before = positions([...movements, ...days], { now: at(from) - HOUR, timezone })
    for (const now of hours) {
      const after = positions([...movements, ...days], { now, timezone })
      expect(after.filter((value, index) => value < (before[index] ?? 0))).toEqual([])
      before = after
    }
  })

  it('place every bound where the oracle does', () => {
    for (const [index, hour] of hours.entries()) {
      if (index % 13 > 0) continue
      const now = hour + (index % 2) * 1_799
      const clock = { now, zone: timezone }
      for (const duration of DURATIONS) {
        expect([now, ...positions(durationBounds(duration), { now, timezone })]).toEqual([
          now,
          ...edgesOf(duration, clock),
        ])
      }
      for (const unit of UNITS) {
        expect([now, ...positions(unitBounds(unit), { now, timezone })]).toEqual([now, ...edgesOf(unit, clock)])
      }
    }
  })

  it('let an event leave a window once', () => {
    const random = randomFrom(SEED)
    for (let drawn = 0; drawn < 20; drawn++) {
      const event = at(from) + random.below(600 * 24 * HOUR)
      const inside = hours
        .filter((now) => now >= event)
        .map((now) => event > positionOf({ counts: 'seconds', point: 'ago', duration: '1mo' }, { now, timezone }))
      expect(inside.lastIndexOf(true)).toBe(inside.indexOf(false) - 1)
    }
  })
})

describe('a bound in months', () => {
  // The clock is put back, or forward, at or a month after the middle of each stretch.
  it.each([
    ['Europe/Berlin', '2026-10-25T01:00:00Z'],
    ['Europe/Berlin', '2026-11-25T01:00:00Z'],
    ['Europe/Berlin', '2026-04-29T01:00:00Z'],
    ['Australia/Lord_Howe', '2026-04-04T15:00:00Z'],
    ['America/St_Johns', '2010-11-07T02:31:00Z'],
    ['Pacific/Apia', '2012-01-30T10:00:00Z'],
    ['America/Sao_Paulo', '2018-12-04T03:00:00Z'],
  ])('is the largest that any second alone has given: %s, %s', (timezone, middle) => {
    let largest = Number.NEGATIVE_INFINITY
    // A day before, so that whatever the clock has shown further on is seen.
    for (let now = at(middle) - 26 * HOUR; now < at(middle) + 3 * HOUR; now += 5) {
      if (now < at(middle) - 3 * HOUR && now % 600 > 0) continue
      const alone = [now - 1, now].map((second) => monthsAway(wallAt(second, timezone), -1, timezone))
      largest = Math.max(largest, ...alone)
      if (now < at(middle) - 2 * HOUR || (now % 13 > 0 && Math.abs(now - at(middle)) > 3)) continue
      const position = positionOf({ counts: 'seconds', point: 'ago', duration: '1mo' }, { now, timezone })
      expect([now, position]).toEqual([now, largest])
    }
  })
})

describe('sums', () => {
  const numbers = [
    0.1, 0.2, 0.3, 5e-7, -5e-7, 4.9999999e-7, 1e21, -1e21, 1e300, 1e305, -1e305, 1e-300, 9007199254740992,
  ]

  it('are exact in any order and at any size, as the oracle has them', () => {
    const random = randomFrom(SEED)
    for (let drawn = 0; drawn < 3_000; drawn++) {
      const some = Array.from({ length: random.below(5) }, () => random.pick(numbers))
      const test = {
        fn: random.pick(['sum', 'avg', 'min', 'max'] as const),
        property: 'amount',
        op: random.pick(['eq', 'neq', 'gt', 'gte', 'lt', 'lte']),
        value: random.pick([...some, 0, 0.6, 1e-6, 1e305]),
      }
      const answers = [some, some.toReversed()].map((order) => passesAggregate(lowerAggregate(test), order))
      const expected = isAggregateMatch(some, test)
      expect([test, some, ...answers]).toEqual([test, some, expected, expected])
    }
  })

  it.each([
    [[0.1, 0.2], 'eq', 0.3, true],
    [[5e-7], 'eq', 1e-6, true],
    [[-5e-7], 'eq', -1e-6, true],
    [[4.9e-7], 'eq', 0, true],
    [[1e21, 1, -1e21], 'eq', 1, true],
    [[1e305, -1e305, 0.5], 'gt', 0.4, true],
    [[], 'neq', 1, false],
  ])('of %j %s %d is %s', (some, op, value, expected) => {
    expect(passesAggregate(lowerAggregate({ fn: 'sum', property: 'a', op, value }), some)).toBe(expected)
  })
})
