import type { EventsMatch, Lowering } from '@rollcall/filters'
import { describe, expect, it } from 'vitest'
import { AudienceIndex } from './audience-index.ts'
import type { ContactEvent } from './batch/contact-event.ts'
import type { Row, RowBatch } from './batch/row-batch.ts'
import { CHUNK_ROWS } from './chunk.ts'
import { randomEntryLeaf, randomEvent, withEntries } from './fixtures/random-entries.ts'
import { columns, randomLowering, randomRow } from './fixtures/random-rows.ts'
import { Reference } from './fixtures/reference.ts'
import { type Random, seeded } from './fixtures/seeded.ts'
import { openLocalShard } from './shards/local-channel.ts'

const EVERYONE: Lowering = { is: 'constant', value: true }
const ROW_SPACE = 3 * CHUNK_ROWS

function openIndex(maxBytes = 2 ** 30): AudienceIndex {
  return new AudienceIndex({ shardCount: 2, openShard: () => openLocalShard({ maxBytes }) })
}

function randomBatch(random: Random, size: number, known: number[]): RowBatch {
  const rowNos = [...new Set(Array.from({ length: size }, () => random.below(ROW_SPACE)))]
  const written = rowNos.filter(() => random.isTrue(0.8))
  const isWritten = new Set(written)
  const anyRow = () => random.pick([...known.slice(0, 200), ...rowNos, random.below(ROW_SPACE)])
  return {
    rows: written.map((rowNo) => withEntries(random, randomRow(random, rowNo))),
    removed: rowNos.filter((rowNo) => !isWritten.has(rowNo)),
    events: Array.from({ length: size * 4 }, () => randomEvent(random, anyRow())),
    eventsReplaced: [...new Set([anyRow(), anyRow()])],
  }
}

/** A question about events alone, or among others in front of it that leave it all, few or no rows. */
function randomQuestion(random: Random): Lowering {
  const leaf = randomEntryLeaf(random)
  const kind = random.below(4)
  if (kind === 0) return { is: 'not', of: leaf }
  if (kind === 1) return { is: 'all', of: [leaf, randomLowering(random, 1), randomEntryLeaf(random)] }
  return kind === 2 ? { is: 'any', of: [leaf, randomLowering(random, 1)] } : leaf
}

describe('AudienceIndex with events', () => {
  const seed = Date.now() % 1_000_000
  it(`answers as row evaluation does, while rows and events come and go (seed ${seed})`, async () => {
    const random = seeded(seed)
    const index = openIndex()
    const reference = new Reference(columns)
    await index.defineColumns(1, columns)
    for (const size of [1_500, 1, 20, 20, 300, 1, 1_500, 3, 600]) {
      const batch = randomBatch(random, size, [...reference.rows.keys()])
      await index.apply(1, batch)
      reference.apply(batch)
      for (let i = 0; i < 70; i++) await expectSame(random, index, reference)
    }
  })

  it(`answers the same when it is loaded at once as when it grew (seed ${seed})`, async () => {
    const random = seeded(seed + 1)
    const [grown, loaded] = [openIndex(), openIndex()]
    const reference = new Reference(columns)
    await grown.defineColumns(1, columns)
    for (let i = 0; i < 12; i++) {
      const batch = randomBatch(random, 60, [...reference.rows.keys()])
      await grown.apply(1, batch)
      reference.apply(batch)
    }
    await loaded.replaceAll(1, columns, wholeOf(reference))
    const counted = async (index: AudienceIndex) =>
      (await index.stats(1)).events.map(({ kind, count }) => [kind, count]).sort()
    expect(await counted(loaded)).toEqual(await counted(grown))
    for (let i = 0; i < 100; i++) {
      const asked = randomQuestion(random)
      expect([...(await loaded.members(1, asked))], JSON.stringify(asked)).toEqual([...(await grown.members(1, asked))])
    }
  })

  it('gives back all the memory that it took', async () => {
    const random = seeded(7)
    const index = openIndex(2 ** 23)
    for (let round = 0; round < 12; round++) {
      await index.defineColumns(1, columns)
      await index.apply(1, randomBatch(random, 400, []))
      await index.drop(1)
    }
    expect(await index.defineColumns(1, columns)).toHaveLength(columns.length)
  })

  const row = (rowNo: number, more: Partial<Row> = {}): Row => ({ rowNo, values: [], sets: [], ...more })
  const opened = (rowNo: number, at = 1_000): ContactEvent => ({ rowNo, at, event: 'message:opened' })
  const did = (more: Partial<EventsMatch> = {}): EventsMatch => {
    return {
      is: 'events',
      event: 'message:opened',
      until: { value: 5_000 },
      where: EVERYONE,
      window: EVERYONE,
      ...more,
    }
  }

  async function indexOf(...batches: RowBatch[]): Promise<AudienceIndex> {
    const index = openIndex()
    await index.defineColumns(1, [])
    for (const batch of batches) await index.apply(1, batch)
    return index
  }

  const apart: [string, RowBatch[], number[]][] = [
    [
      'keeps events of a row that is written again',
      [
        { rows: [row(1)], removed: [], events: [opened(1)] },
        { rows: [row(1)], removed: [] },
      ],
      [1],
    ],
    [
      'loses those of a removed row that comes back',
      [
        { rows: [row(1)], removed: [], events: [opened(1)] },
        { rows: [], removed: [1] },
        { rows: [row(1)], removed: [] },
      ],
      [],
    ],
    [
      'leaves out those of rows that do not exist',
      [
        { rows: [], removed: [], events: [opened(1)] },
        { rows: [row(1)], removed: [] },
      ],
      [],
    ],
    [
      'leaves out those of rows that are removed with them',
      [
        { rows: [row(1), row(2)], removed: [] },
        { rows: [], removed: [1], events: [opened(1), opened(2)] },
        { rows: [row(1)], removed: [] },
      ],
      [2],
    ],
    [
      'replaces events',
      [
        { rows: [row(1), row(2)], removed: [], events: [opened(1), opened(2)] },
        { rows: [], removed: [], eventsReplaced: [1, 2], events: [opened(2)] },
      ],
      [2],
    ],
    [
      'does not know those after until',
      [{ rows: [row(1), row(2)], removed: [], events: [opened(1, 5_001), opened(2, 5_000)] }],
      [2],
    ],
  ]
  it.each(apart)('%s', async (_name, batches, expected) => {
    const index = await indexOf(...batches)
    expect([...(await index.members(1, did()))]).toEqual(expected)
    expect((await index.stats(1)).events.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThanOrEqual(
      expected.length,
    )
  })

  it('counts more events of one row than a block and a table of counts have', async () => {
    const events = Array.from({ length: 70_000 }, (_, at) => opened(at < 69_000 ? 1 : 2, at % 4_000))
    const index = await indexOf({ rows: [row(1), row(2), row(3)], removed: [], events })
    const exactly = (value: number) => did({ count: { any: [{ from: { value }, to: { value } }] } })
    expect([...(await index.members(1, exactly(69_000)))]).toEqual([1])
    expect([...(await index.members(1, exactly(1_000)))]).toEqual([2])
    expect([...(await index.members(1, did({ count: { any: [{ to: { value: 1_000 } }] } })))]).toEqual([2, 3])
    expect(await index.matches(1, exactly(69_000), 1)).toBe(true)
  })

  it('replaces opportunities and times of memberships with their row', async () => {
    const opportunity = { pipeline: 'p', stage: 's', status: 'open', value: null, stageSince: 1 }
    const has: Lowering = { is: 'opportunities', where: EVERYONE }
    const since: Lowering = { is: 'since', set: 'tag:a', window: { is: 'range', column: 'at', from: { value: 10 } } }
    const index = await indexOf({
      rows: [row(1, { opportunities: [opportunity], since: [['tag:a', 10]] })],
      removed: [],
    })
    expect(await index.counts(1, [has, since])).toEqual([1, 1])
    await index.apply(1, { rows: [row(1, { since: [['tag:a', 9]] })], removed: [] })
    expect(await index.counts(1, [has, since])).toEqual([0, 0])
  })

  it('refuses what it cannot hold or answer, and changes nothing', async () => {
    const index = await indexOf({ rows: [row(1)], removed: [], events: [opened(1)] })
    for (const at of [-1, 0.5, 2 ** 32, Number.NaN]) {
      const batch = { rows: [], removed: [1], events: [opened(1, at)] }
      await expect(index.apply(1, batch)).rejects.toThrow(/Times are whole seconds/)
    }
    await expect(index.apply(1, { rows: [row(2, { id: 'x' })], removed: [1] })).rejects.toThrow(/32 hexadecimal/)
    await expect(index.count(1, { is: 'segment', segment: 'seg_a' })).rejects.toThrow(/no rule of segment seg_a/)
    await expect(index.count(1, did({ where: { is: 'present', column: 'nope' } }))).rejects.toThrow(/"nope"/)
    expect(await index.count(1, did())).toBe(1)
  })

  it('takes at most 16 bytes for an event of a message', async () => {
    const random = seeded(3)
    const rows = Array.from({ length: 2_000 }, (_, rowNo) => row(rowNo))
    const events = Array.from({ length: 40_000 }, (_, at) => ({
      ...randomEvent(random, at % 2_000),
      event: 'message:clicked',
    }))
    const index = await indexOf({ rows, removed: [], events: events.map(({ properties: _, ...event }) => event) })
    const [{ count, sizeBytes }] = (await index.stats(1)).events
    expect(count).toBe(40_000)
    expect(sizeBytes / count).toBeLessThanOrEqual(16)
  })
})

async function* wholeOf(reference: Reference): AsyncIterable<RowBatch> {
  const rows = [...reference.rows.values()]
  yield { rows: rows.slice(0, 100), removed: [] }
  yield { rows: rows.slice(100), removed: [] }
  for (const { rowNo } of rows) {
    const events = reference.events(rowNo)
    if (events.length > 0) yield { rows: [], removed: [], events }
  }
}

async function expectSame(random: Random, index: AudienceIndex, reference: Reference): Promise<void> {
  const asked = randomQuestion(random)
  const expected = reference.members(asked)
  const shown = JSON.stringify(asked)
  expect([...(await index.members(1, asked))], shown).toEqual(expected)
  const rowNo = random.pick([...reference.rows.keys()])
  expect(await index.matches(1, asked, rowNo), `${shown} row ${rowNo}`).toBe(expected.includes(rowNo))
}
