import type { EventTime } from '@rollcall/filters'
import type { WordPool } from '../memory/word-pool.ts'
import type { EntryLog } from './entry-log.ts'
import { eventsProbe } from './to-entries-probe.ts'

/**
 * The seconds of the rows in `words`, by their places in the chunk; infinite for a row without such an event, and of no
 * meaning for all others. They stand in scratch space: be done with them before anything else asks about entries.
 */
export type EntryTimes = (chunkNo: number, words: Uint32Array) => Float64Array

/** When the first or the last event of rows was; worked out anew for each chunk, so that nothing is held. */
export function entryTimes(time: EventTime, log: EntryLog, context: { rowCount: number; pool: WordPool }): EntryTimes {
  const { pool } = context
  const probe = eventsProbe({ ...time, is: 'events', window: { is: 'constant', value: true } }, log, context)
  return (chunkNo, words) => {
    const asked = pool.copy(words)
    probe.narrow(chunkNo, asked)
    pool.give(asked)
    return pool.rows.numbers
  }
}
