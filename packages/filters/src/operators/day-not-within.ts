import { dayWithin } from './day-within.ts'
import { complementOf, missing } from './operator.ts'

/** Days outside of a window, or none. */
export const dayNotWithin = complementOf(dayWithin, {
  id: 'not_within',
  words: ([window]) => (window === undefined ? 'is not within' : `is not ${window}`),
  examples: [
    ['2026-02-05', [{ last: '7d' }], false],
    ['2026-02-04', [{ last: '7d' }], true],
    [missing, [{ last: '7d' }], true],
  ],
})
