import { range } from '../primitives.ts'
import { spanOf } from '../values/moment.ts'
import { moment, one } from './arguments.ts'
import { missing, operator } from './operator.ts'
import { list } from './wording.ts'

/** Instants after another, or from the project day after a date on. */
export const instantAfter = operator({
  id: 'after',
  on: 'instant',
  argument: one(moment),
  input: 'moment',
  words: (moments) => `is after ${list(moments)}`,
  lower: (column, [moment], { timezone }) => range(column, { from: { value: spanOf(moment, timezone).end } }),
  examples: [
    ['2026-02-02T00:00:00Z', ['2026-02-01'], true],
    ['2026-02-01T23:59:59Z', ['2026-02-01'], false],
    ['2026-02-01T08:00:01Z', ['2026-02-01T08:00:00Z'], true],
    ['2026-02-01T08:00:00Z', ['2026-02-01T08:00:00Z'], false],
    [missing, ['2026-02-01'], false],
  ],
})
