import type { EventTime, Lowering } from '@rollcall/filters'
import { describe, expect, it } from 'vitest'
import { AudienceIndex } from './audience-index.ts'
import type { ContactEvent } from './batch/contact-event.ts'
import { CHUNK_ROWS } from './chunk.ts'
import { randomEvent } from './fixtures/random-entries.ts'
import { columns, randomRow } from './fixtures/random-rows.ts'
import { Reference } from './fixtures/reference.ts'
import { seeded } from './fixtures/seeded.ts'
import type { Page } from './query/to-page.ts'
import { openLocalShard } from './shards/local-channel.ts'

const EVERYONE: Lowering = { is: 'constant', value: true }
const MANY: Lowering = { is: 'set', set: 'tag:many' }
const BY_PEOPLE: Lowering = { is: 'not', of: { is: 'codes', column: 'machine', any: ['true'] } }
const NOW = 1_770_000_000

type Asked = Omit<EventTime, 'until'> & { until: number; direction: 'ascending' | 'descending' }

const opened = { event: 'message:opened', until: NOW, where: BY_PEOPLE } as const
const ASKED: Asked[] = [
  { ...opened, which: 'last', direction: 'descending' },
  { ...opened, which: 'last', direction: 'ascending' },
  { ...opened, which: 'first', direction: 'ascending', until: 2 ** 32 },
  { ...opened, which: 'first', direction: 'descending', where: EVERYONE },
  { ...opened, which: 'last', direction: 'ascending', until: 0 },
  { ...opened, which: 'last', direction: 'descending', event: 'message:unknown' },
]

async function openIndex(seed: number, size: number) {
  const random = seeded(seed)
  const index = new AudienceIndex({ shardCount: 2, openShard: () => openLocalShard({ maxBytes: 2 ** 30 }) })
  const reference = new Reference(columns)
  await index.defineColumns(1, columns)
  const rowNos = [...new Set(Array.from({ length: size }, () => random.below(3 * CHUNK_ROWS)))]
  // Two batches, so that the events of a row stand in several runs.
  for (const part of [rowNos, rowNos.slice(0, size / 20)]) {
    const events = part.flatMap((rowNo) => Array.from({ length: random.below(5) }, () => randomEvent(random, rowNo)))
    const batch = { rows: part.map((rowNo) => randomRow(random, rowNo)), removed: [], events }
    await index.apply(1, batch)
    reference.apply(batch)
  }
  return { random, index, reference }
}

/** What the reference says, by its plain events. */
function timeIn(reference: Reference, { event, until, where, which }: Asked) {
  const counts = (each: ContactEvent) =>
    each.event === event && each.at <= until && (where === EVERYONE || each.isMachine !== true)
  return (rowNo: number): number | null => {
    const times = reference
      .events(rowNo)
      .filter(counts)
      .map(({ at }) => at)
    if (times.length === 0) return null
    return which === 'last' ? Math.max(...times) : Math.min(...times)
  }
}

const toTime = ({ event, until, where, which }: Asked): EventTime => ({ event, until: { value: until }, where, which })

describe('the time of an event', () => {
  it.each(ASKED)('sorts all rows once by $which $event up to $until, $direction, missing last', async (asked) => {
    const { random, index, reference } = await openIndex(21, 500)
    const sort = { column: 'asked', time: toTime(asked), direction: asked.direction }
    const rows: number[] = []
    for (
      let after: string | undefined, page: Page | undefined;
      page?.cursor !== null;
      after = page.cursor ?? undefined
    ) {
      page = await index.page(1, MANY, { sort, limit: 1 + random.below(40), after })
      rows.push(...page.rows)
    }
    expect(rows).toEqual(inOrder(reference, asked, MANY))
  })

  it.each(ASKED)('brings the first of many rows by $which $event up to $until, $direction', async (asked) => {
    const { index, reference } = await openIndex(22, 20_000)
    const sort = { column: 'asked', time: toTime(asked), direction: asked.direction }
    const { rows } = await index.page(1, EVERYONE, { sort, limit: 60 })
    expect(rows).toEqual(inOrder(reference, asked, EVERYONE).slice(0, 60))
  })

  it('is told of any rows in the order asked for, those that are not there among them', async () => {
    const { random, index, reference } = await openIndex(23, 300)
    const rowNos = [...reference.rows.keys(), 3 * CHUNK_ROWS + 1].sort(() => random.below(3) - 1)
    const times = await index.eventTimes(1, { rowNos, times: ASKED.map(toTime) })
    expect(times).toEqual(ASKED.map((asked) => rowNos.map(timeIn(reference, asked))))
    expect(await index.eventTimes(1, { rowNos: [], times: ASKED.map(toTime) })).toEqual(ASKED.map(() => []))
  })
})

function inOrder(reference: Reference, asked: Asked, lowering: Lowering): number[] {
  const timeOf = timeIn(reference, asked)
  const sign = asked.direction === 'descending' ? -1 : 1
  const keyOf = (rowNo: number) => {
    const time = timeOf(rowNo)
    return time === null ? Number.MAX_VALUE : sign * time
  }
  return reference.members(lowering).sort((a, b) => keyOf(a) - keyOf(b) || a - b)
}
