import { expect, it } from 'vitest'
import { historyPoints } from './history-points.ts'

const seconds = (at: string) => Date.parse(at) / 1000
const changes = [
  { hour: new Date('2026-03-28T10:00:00Z'), entered: 5, left: 0 },
  { hour: new Date('2026-03-28T23:00:00Z'), entered: 0, left: 2 },
  { hour: new Date('2026-03-29T22:00:00Z'), entered: 4, left: 1 },
]

function check(unit: 'hour' | 'day', [from, to]: [string, string], expected: unknown[]) {
  const points = historyPoints(changes, { unit, timezone: 'Europe/Berlin', from: seconds(from), to: seconds(to) })
  const shown = points.map(({ at, size, entered, left }) => [
    new Date(at * 1000).toISOString().slice(0, 13),
    size,
    entered,
    left,
  ])
  expect(shown).toEqual(expected)
}

it('has an hour in which nothing happened, with the size of before', () => {
  check(
    'hour',
    ['2026-03-28T22:30:00Z', '2026-03-29T00:00:00Z'],
    [
      ['2026-03-28T22', 5, 0, 0],
      ['2026-03-28T23', 3, 0, 2],
      ['2026-03-29T00', 3, 0, 0],
    ],
  )
})

it('has days of the zone, also the one that is an hour shorter', () => {
  check(
    'day',
    ['2026-03-28T00:00:00Z', '2026-03-29T23:00:00Z'],
    [
      ['2026-03-27T23', 5, 5, 0],
      ['2026-03-28T23', 3, 0, 2],
      ['2026-03-29T22', 6, 4, 1],
    ],
  )
})

it('counts what was before it begins', () => {
  check('day', ['2026-04-05T12:00:00Z', '2026-04-05T13:00:00Z'], [['2026-04-04T22', 6, 0, 0]])
})
