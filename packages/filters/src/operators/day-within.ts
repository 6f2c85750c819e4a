import { windowFlaw } from '../values/window-flaw.ts'
import { dayWithin as inWindow } from '../window-lowering.ts'
import { one } from './arguments.ts'
import { missing, operator } from './operator.ts'
import { dayWindow } from './window-argument.ts'

/** Days inside a window, whole days of the project. */
export const dayWithin = operator({
  id: 'within',
  on: 'day',
  argument: one(dayWindow),
  keys: { window: dayWindow },
  input: 'window',
  words: ([window]) => (window === undefined ? 'is within' : `is ${window}`),
  lower: (column, [window], clock) => inWindow(column, window, clock),
  flaw: ([window], project) => windowFlaw(window, project),
  examples: [
    ['2026-02-05', [{ last: '7d' }], true],
    ['2026-02-04', [{ last: '7d' }], false],
    ['2026-02-11', [{ last: '1d' }], true],
    ['2026-02-12', [{ last: '7d' }], false],
    ['2026-02-04', [{ before: '7d' }], true],
    ['2026-02-11', [{ next: '1d' }], true],
    ['2026-02-12', [{ next: '1d' }], false],
    ['2026-01-12', [{ last: '1mo' }], true],
    ['2026-01-11', [{ last: '1mo' }], false],
    ['2026-02-01', [{ from: '2026-02-01', to: '2026-02-02' }], true],
    ['2026-02-02', [{ from: '2026-02-01', to: '2026-02-02' }], false],
    ['2026-02-09', [{ calendar: 'this_week' }], true],
    ['2026-02-16', [{ calendar: 'this_week' }], false],
    ['2026-05-31', [{ calendar: 'this_quarter' }], false],
    ['--02-05', [{ before: '1d' }], false],
    [missing, [{ last: '7d' }], false],
  ],
})
