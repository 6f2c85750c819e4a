import type { Aggregate, EventsMatch, Lowering, OpportunitiesMatch, Since } from '@rollcall/filters'
import type { WordPool } from '../memory/word-pool.ts'
import { AnyTally } from './any-tally.ts'
import { CellTally } from './cell-tally.ts'
import { CountTally } from './count-tally.ts'
import { EdgeTally } from './edge-tally.ts'
import { EntriesProbe } from './entries-probe.ts'
import type { EntryLog } from './entry-log.ts'
import { extremeFolding } from './extreme-folding.ts'
import { sumFolding } from './sum-folding.ts'
import type { Tally } from './tally.ts'

type Context = { rowCount: number; pool: WordPool }

/** Keeps the rows that have such events. */
export function eventsProbe(match: EventsMatch, log: EntryLog, context: Context): EntriesProbe {
  const { until, where, window, which } = match
  const known: Lowering[] = [{ is: 'range', column: 'at', to: until }, where]
  if (which !== undefined) {
    const tallies = [new EdgeTally(which, window, context.pool)]
    return new EntriesProbe(log, { where: known, tallies, ...context })
  }
  return new EntriesProbe(log, { where: [...known, window], tallies: toTallies(match, context.pool), ...context })
}

/** Keeps the rows that have such opportunities. */
export function opportunitiesProbe(
  { where, count }: OpportunitiesMatch,
  log: EntryLog,
  context: Context,
): EntriesProbe {
  return new EntriesProbe(log, { where: [where], tallies: toTallies({ count }, context.pool), ...context })
}

/** Keeps the rows whose membership began in the window. */
export function sinceProbe({ window }: Since, log: EntryLog, context: Context): EntriesProbe {
  return new EntriesProbe(log, { where: [window], tallies: toTallies({}, context.pool), ...context })
}

function toTallies({ count, aggregate }: Pick<EventsMatch, 'count' | 'aggregate'>, pool: WordPool): Tally[] {
  const tallies: Tally[] = []
  if (count !== undefined) tallies.push(new CountTally(count, pool))
  if (aggregate !== undefined) tallies.push(new CellTally(aggregate.column, toFolding(aggregate), pool))
  return tallies.length === 0 ? [new AnyTally(pool)] : tallies
}

function toFolding(aggregate: Aggregate) {
  const { fn } = aggregate
  return fn === 'min' || fn === 'max' ? extremeFolding(fn, aggregate.test) : sumFolding(fn, aggregate.test)
}
