import { range } from '../primitives.ts'
import { spanOf } from '../values/moment.ts'
import { moment, one } from './arguments.ts'
import { missing, operator } from './operator.ts'
import { list } from './wording.ts'

/** That very second, or within a project day. */
export const instantOn = operator({
  id: 'on',
  on: 'instant',
  argument: one(moment),
  input: 'moment',
  words: (moments) => `is on ${list(moments)}`,
  lower: (column, [moment], { timezone }) => {
    const { from, end } = spanOf(moment, timezone)
    return range(column, { from: { value: from }, to: { value: end, open: true } })
  },
  examples: [
    ['2026-02-01T00:00:00Z', ['2026-02-01'], true],
    ['2026-02-01T23:59:59Z', ['2026-02-01'], true],
    ['2026-02-02T00:00:00Z', ['2026-02-01'], false],
    ['2026-02-01T08:00:00Z', ['2026-02-01T10:00:00+02:00'], true],
    ['2026-02-01T08:00:01Z', ['2026-02-01T08:00:00Z'], false],
    [missing, ['2026-02-01'], false],
  ],
})
