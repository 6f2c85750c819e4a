import type { EventsMatch, EventTime, OpportunitiesMatch, Since } from '@rollcall/filters'
import type { ChunkBatch } from '../batch/chunk-batch.ts'
import { OPPORTUNITIES } from '../batch/to-entry-groups.ts'
import type { PartReader } from '../checkpoint/part-reader.ts'
import type { PartWriter } from '../checkpoint/part-writer.ts'
import { type EntryLog, emptyLog } from '../entries/entry-log.ts'
import { EntryLogs } from '../entries/entry-logs.ts'
import { EVENT_SHAPE, MEMBERSHIP_SHAPE, OPPORTUNITY_SHAPE } from '../entries/entry-shape.ts'
import { type EntryTimes, entryTimes } from '../entries/entry-times.ts'
import { eventsProbe, opportunitiesProbe, sinceProbe } from '../entries/to-entries-probe.ts'
import type { Budget } from '../memory/budget.ts'
import type { WordPool } from '../memory/word-pool.ts'
import type { Probe } from '../query/probe.ts'
import type { SetHints } from '../sets/set-hints.ts'
import type { Dictionary } from '../text/dictionary.ts'
import { type TableStats, toTotalEntries } from './table-stats.ts'

/** A question about entries. */
export type EntryLeaf = EventsMatch | OpportunitiesMatch | Since

/** Which entries. */
export type AskedEntries =
  | Pick<EventsMatch, 'is' | 'event'>
  | Pick<OpportunitiesMatch, 'is'>
  | Pick<Since, 'is' | 'set'>

/** The events, the opportunities and the times of memberships of one project's rows. */
export class TableEntries {
  readonly #pool: WordPool
  readonly #events: EntryLogs
  readonly #opportunities: EntryLogs
  readonly #since: EntryLogs

  /** `hints` know of entries about sets. */
  constructor(budget: Budget, pool: WordPool, hints: SetHints) {
    this.#pool = pool
    this.#events = new EntryLogs(EVENT_SHAPE, budget)
    this.#opportunities = new EntryLogs(OPPORTUNITY_SHAPE, budget)
    this.#since = new EntryLogs(MEMBERSHIP_SHAPE, budget, hints)
  }

  /** `replaced` are the written rows that were alive before, `alive` those that are now. */
  apply(batch: ChunkBatch, replaced: Uint16Array, alive: Uint32Array): void {
    const { chunkNo, removed, eventsReplaced, events, opportunities, since } = batch
    const gone = toUnion(replaced, removed)
    this.#events.apply({ chunkNo, dropped: toUnion(eventsReplaced, removed), groups: events, alive })
    this.#opportunities.apply({ chunkNo, dropped: gone, groups: opportunities, alive })
    this.#since.apply({ chunkNo, dropped: gone, groups: since, alive })
  }

  /** The most memory that `apply` can need. */
  boundBytes({ chunkNo, events, opportunities, since }: ChunkBatch): number {
    const ofRows = this.#opportunities.boundBytes(chunkNo, opportunities) + this.#since.boundBytes(chunkNo, since)
    return ofRows + this.#events.boundBytes(chunkNo, events)
  }

  probe(leaf: EntryLeaf, rowCount: number): Probe {
    return entryLeafProbe(leaf, this.log(leaf), { rowCount, pool: this.#pool })
  }

  /** The time of each row's event; see EntryTimes. */
  times(time: EventTime, rowCount: number): EntryTimes {
    return entryTimes(time, this.log({ is: 'events', event: time.event }), { rowCount, pool: this.#pool })
  }

  /** The entries that are asked about. */
  log(asked: AskedEntries): EntryLog {
    switch (asked.is) {
      case 'events':
        return found(this.#events, asked.event)
      case 'opportunities':
        return found(this.#opportunities, OPPORTUNITIES)
      case 'since':
        return found(this.#since, asked.set)
    }
  }

  /** How many kinds were forgotten so far. */
  get forgottenCount(): number {
    return this.#all.reduce((sum, logs) => sum + logs.forgottenCount, 0)
  }

  /** Where codes of a kind come from, by a name that stays. */
  dictionaries(): [name: string, dictionary: Dictionary][] {
    return this.#all.flatMap((logs, at) =>
      logs.kinds.flatMap((kind) =>
        logs.getOrAdd(kind).dictionaries.map((dictionary, column): [string, Dictionary] => {
          return [JSON.stringify([at, kind, column]), dictionary]
        }),
      ),
    )
  }

  /** The dictionary of a name that `dictionaries` gave, of a kind that may be new here. */
  getDictionary(name: string): Dictionary | undefined {
    const [at, kind, column] = JSON.parse(name)
    return this.#all[at]?.getOrAdd(kind).dictionaries[column]
  }

  save(chunkNo: number, part: PartWriter): void {
    for (const logs of this.#all) logs.save(chunkNo, part)
  }

  restore(chunkNo: number, part: PartReader): void {
    for (const logs of this.#all) logs.restore(chunkNo, part)
  }

  get #all(): EntryLogs[] {
    return [this.#events, this.#opportunities, this.#since]
  }

  stats(): Pick<TableStats, 'events' | 'opportunities' | 'since'> {
    return {
      events: this.#events.stats(),
      opportunities: toTotalEntries(this.#opportunities.stats()),
      since: toTotalEntries(this.#since.stats()),
    }
  }

  release(): void {
    for (const logs of this.#all) logs.release()
  }
}

/** The question asked of a log with such entries. */
export function entryLeafProbe(leaf: EntryLeaf, log: EntryLog, context: { rowCount: number; pool: WordPool }): Probe {
  switch (leaf.is) {
    case 'events':
      return eventsProbe(leaf, log, context)
    case 'opportunities':
      return opportunitiesProbe(leaf, log, context)
    case 'since':
      return sinceProbe(leaf, log, context)
  }
}

function found(logs: EntryLogs, kind: string): EntryLog {
  return logs.find(kind) ?? emptyLog(logs.shape)
}

/** Ascending, as both are. */
function toUnion(a: Uint16Array, b: Uint16Array): Uint16Array {
  if (a.length === 0 || b.length === 0) return a.length === 0 ? b : a
  return Uint16Array.from(new Set([...a, ...b])).sort()
}
