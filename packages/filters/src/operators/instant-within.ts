import { windowFlaw } from '../values/window-flaw.ts'
import { instantWithin as inWindow } from '../window-lowering.ts'
import { one } from './arguments.ts'
import { missing, operator } from './operator.ts'
import { instantWindow } from './window-argument.ts'

/** Instants inside a window. */
export const instantWithin = operator({
  id: 'within',
  on: 'instant',
  argument: one(instantWindow),
  keys: { window: instantWindow },
  input: 'window',
  words: ([window]) => (window === undefined ? 'is within' : `is ${window}`),
  lower: (column, [window], clock) => inWindow(column, window, clock),
  flaw: ([window], project) => windowFlaw(window, project),
  examples: [
    ['2026-02-10T12:00:01Z', [{ last: '24h' }], true],
    ['2026-02-10T12:00:00Z', [{ last: '24h' }], false],
    ['2026-02-11T12:00:00Z', [{ last: '1h' }], true],
    ['2026-02-11T12:00:01Z', [{ last: '1h' }], false],
    ['2026-02-10T12:00:00Z', [{ before: '1d' }], true],
    ['2025-12-15T00:00:00Z', [{ last: '60d', before: '30d' }], true],
    ['2026-02-11T12:00:00Z', [{ next: '1h' }], false],
    ['2026-02-11T13:00:00Z', [{ next: '1h' }], true],
    ['2026-02-01T00:00:00Z', [{ from: '2026-02-01' }], true],
    ['2026-02-02T00:00:00Z', [{ to: '2026-02-02' }], false],
    ['2026-02-11T23:59:59Z', [{ calendar: 'today' }], true],
    ['2026-02-08T23:59:59Z', [{ calendar: 'this_week' }], false],
    ['2025-12-31T23:59:59Z', [{ calendar: 'last_quarter' }], true],
    [missing, [{ last: '1h' }], false],
  ],
})
