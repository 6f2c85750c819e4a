import { range } from '../primitives.ts'
import { spanOf } from '../values/moment.ts'
import { moment, two } from './arguments.ts'
import { missing, operator } from './operator.ts'
import { both } from './wording.ts'

/** Instants between two moments, both included with their whole day or second. */
export const instantBetween = operator({
  id: 'between',
  on: 'instant',
  argument: two(moment),
  input: 'two-moments',
  words: (moments) => `is between ${both(moments)}`,
  lower: (column, [from, to], { timezone }) =>
    range(column, {
      from: { value: spanOf(from, timezone).from },
      to: { value: spanOf(to, timezone).end, open: true },
    }),
  // A day that its zone skipped covers nothing, yet is no reversal of itself.
  flaw: ([from, to], { timezone }) =>
    from !== to && spanOf(from, timezone).from >= spanOf(to, timezone).end
      ? `the earlier moment comes first, and ${from} is after ${to}.`
      : undefined,
  examples: [
    ['2026-02-01T00:00:00Z', ['2026-02-01', '2026-02-02'], true],
    ['2026-02-02T23:59:59Z', ['2026-02-01', '2026-02-02'], true],
    ['2026-02-03T00:00:00Z', ['2026-02-01', '2026-02-02'], false],
    ['2026-02-01T08:00:00Z', ['2026-02-01', '2026-02-01T08:00:00Z'], true],
    ['2026-02-01T08:00:01Z', ['2026-02-01', '2026-02-01T08:00:00Z'], false],
    ['2026-02-01T23:00:00Z', ['2026-02-01T08:00:00Z', '2026-02-01'], true],
    [missing, ['2026-02-01', '2026-02-02'], false],
  ],
})
