import { instantWithin } from './instant-within.ts'
import { complementOf, missing } from './operator.ts'

/** Instants outside of a window, or none. */
export const instantNotWithin = complementOf(instantWithin, {
  id: 'not_within',
  words: ([window]) => (window === undefined ? 'is not within' : `is not ${window}`),
  examples: [
    ['2026-02-10T12:00:01Z', [{ last: '24h' }], false],
    ['2026-02-10T12:00:00Z', [{ last: '24h' }], true],
    [missing, [{ last: '1h' }], true],
  ],
})
