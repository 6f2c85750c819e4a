import { range } from '../primitives.ts'
import { spanOf } from '../values/moment.ts'
import { moment, one } from './arguments.ts'
import { missing, operator } from './operator.ts'
import { list } from './wording.ts'

/** Instants before another, or before the start of a project day. */
export const instantBefore = operator({
  id: 'before',
  on: 'instant',
  argument: one(moment),
  input: 'moment',
  words: (moments) => `is before ${list(moments)}`,
  lower: (column, [moment], { timezone }) =>
    range(column, { to: { value: spanOf(moment, timezone).from, open: true } }),
  examples: [
    ['2026-01-31T23:59:59Z', ['2026-02-01'], true],
    ['2026-02-01T00:00:00Z', ['2026-02-01'], false],
    ['2026-02-01T07:59:59Z', ['2026-02-01T15:00:00+07:00'], true],
    ['2026-02-01T08:00:00.9Z', ['2026-02-01T08:00:00Z'], false],
    [missing, ['2026-02-01'], false],
  ],
})
