import type { ColumnDefinition, ColumnValue, Lowering, Range } from '@rollcall/filters'
import { describe, expect, it } from 'vitest'
import { AudienceIndex } from './audience-index.ts'
import type { RowBatch } from './batch/row-batch.ts'
import { CHUNK_ROWS } from './chunk.ts'
import { columns, randomLowering, randomRow } from './fixtures/random-rows.ts'
import { Reference } from './fixtures/reference.ts'
import { type Random, seeded } from './fixtures/seeded.ts'
import { IndexFullError } from './memory/index-full-error.ts'
import { openLocalShard } from './shards/local-channel.ts'
import { NotLoadedError } from './shards/not-loaded-error.ts'

const EVERYONE: Lowering = { is: 'constant', value: true }
const SUBSCRIBED: Lowering = { is: 'codes', column: 'status', any: ['subscribed'] }

function openIndex(maxBytes = 2 ** 30): AudienceIndex {
  return new AudienceIndex({ shardCount: 2, openShard: () => openLocalShard({ maxBytes }) })
}

async function indexOf(definitions: ColumnDefinition[], ...batches: RowBatch[]): Promise<AudienceIndex> {
  const index = openIndex()
  await index.defineColumns(1, definitions)
  for (const batch of batches) await index.apply(1, batch)
  return index
}

describe('AudienceIndex', () => {
  const seed = Date.now() % 1_000_000
  it(`answers as row evaluation does, while rows change, leave and come back (seed ${seed})`, async () => {
    const random = seeded(seed)
    const index = await indexOf(columns)
    const reference = new Reference(columns)
    for (let round = 0; round < 8; round++) {
      // The first round fills three chunks densely enough for bitsets, the later ones touch some rows anywhere.
      const batch = randomBatch(random, round === 0 ? 24_000 : random.pick([3, 50, 2_000]))
      await index.apply(1, batch)
      reference.apply(batch)
      for (let i = 0; i < 25; i++) await expectSame(random, index, reference)
    }
    expect((await index.stats(1)).rows).toBe(reference.rows.size)
  })

  const status: ColumnDefinition = { id: 'status', storage: 'choice' }
  type Case = { storage: ColumnDefinition['storage']; value: ColumnValue; asked: Lowering; isMatch?: boolean }
  const range = (bounds: Partial<Range>): Lowering => ({ is: 'range', column: 'c', ...bounds })
  const inside = (needle: string): Lowering => ({ is: 'text', column: 'c', at: 'inside', any: [needle] })
  const present: Lowering = { is: 'present', column: 'c' }
  const cases: [string, Case][] = [
    ['an empty text is missing', { storage: 'text', value: '', asked: present }],
    ['an empty list is missing', { storage: 'choices', value: [], asked: present }],
    ['a missing value is in no range', { storage: 'number', value: null, asked: range({}) }],
    ['a missing day is in no range', { storage: 'day', value: null, asked: range({ to: { value: 0 } }) }],
    ['a number is in the boundless range', { storage: 'number', value: 0, asked: range({}), isMatch: true }],
    [
      'an open bound is left out',
      { storage: 'number', value: 0.1, asked: range({ from: { value: 0.1, open: true } }) },
    ],
    [
      'a day is after half of it',
      { storage: 'day', value: 5, asked: range({ from: { value: 4.5, open: true } }), isMatch: true },
    ],
    ['an accent is no letter e', { storage: 'text', value: 'é', asked: inside('e') }],
    ['half a code point is in no text', { storage: 'text', value: '😀', asked: inside('\ud83d') }],
    ['a needle does not span two texts', { storage: 'text', value: 'ab', asked: inside('b\0') }],
  ]
  it.each(cases)('knows that %s', async (_name, { storage, value, asked, isMatch = false }) => {
    const batch = { rows: [{ rowNo: 7, values: [value], sets: [] }], removed: [] }
    const index = await indexOf([{ id: 'c', storage }], batch)
    expect(await index.matches(1, asked, 7)).toBe(isMatch)
    expect(await index.count(1, { is: 'not', of: asked })).toBe(isMatch ? 0 : 1)
    expect(await index.matches(1, EVERYONE, 8)).toBe(false)
  })

  it('widens codes from 8 over 16 to 32 bits without losing any', async () => {
    const rows = Array.from({ length: 70_000 }, (_, rowNo) => ({ rowNo, values: [`t${rowNo}`], sets: [] }))
    const index = new AudienceIndex({ shardCount: 1, openShard: () => openLocalShard({ maxBytes: 2 ** 30 }) })
    await index.defineColumns(1, [{ id: 'c', storage: 'text' }])
    for (const [from, to] of [
      [0, 200],
      [200, 300],
      [300, 65_534],
      [65_534, 65_540],
      [65_540, 70_000],
    ]) {
      await index.apply(1, { rows: rows.slice(from, to), removed: [] })
      const probed = [0, 199, 200, 255, 256, 299, 65_533, 65_534, 65_535, 65_536, 69_999]
      for (const rowNo of probed.filter((each) => each < to)) {
        const found = await index.members(1, { is: 'text', column: 'c', at: 'equal', any: [`t${rowNo}`] })
        expect([...found]).toEqual([rowNo])
      }
    }
    // The first chunk's codes stay below 65,537; when a late one comes in, that chunk alone is widened.
    await index.apply(1, { rows: [{ rowNo: 5, values: ['late'], sets: [] }], removed: [] })
    expect([...(await index.members(1, { is: 'text', column: 'c', at: 'inside', any: ['late', 't69999'] }))]).toEqual([
      5, 69_999,
    ])
  })

  it('holds whole numbers in 32 bits until one comes that needs more, and loses none', async () => {
    const index = openIndex()
    await index.defineColumns(1, [{ id: 'n', storage: 'number' }])
    const put = (values: (number | null)[], first: number) => {
      const rows = values.map((value, at) => ({ rowNo: first + at, values: [value], sets: [] }))
      return index.apply(1, { rows, removed: [] })
    }
    const sizeBytes = async () => (await index.stats(1)).columns[0].sizeBytes
    const inRange = async (from: number, to: number) => {
      return [...(await index.members(1, { is: 'range', column: 'n', from: { value: from }, to: { value: to } }))]
    }
    await put([5, null, -7, 2 ** 31 - 1], 0)
    const wholeBytes = await sizeBytes()
    expect(await inRange(Number.NEGATIVE_INFINITY, 5)).toEqual([0, 2])
    // The smallest integer stands for missing among integers, so as a value it needs doubles, like a fraction.
    await put([-(2 ** 31), 0.5, null, 2 ** 31], 4)
    expect(await sizeBytes()).toBeGreaterThan(wholeBytes)
    expect(await inRange(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)).toEqual([0, 2, 3, 4, 5, 7])
    expect(await inRange(-(2 ** 31), 0.5)).toEqual([2, 4, 5])
    const sort = { column: 'n', direction: 'ascending' as const }
    expect((await index.page(1, EVERYONE, { sort, limit: 9 })).rows).toEqual([4, 2, 5, 0, 3, 7, 1, 6])
  })

  it('counts several lowerings over one state', async () => {
    const rows = [0, 1, CHUNK_ROWS].map((rowNo) => ({ rowNo, values: [rowNo === 1 ? null : 'subscribed'], sets: [] }))
    const index = await indexOf([status], { rows, removed: [] })
    expect(await index.counts(1, [EVERYONE, SUBSCRIBED, { is: 'not', of: SUBSCRIBED }])).toEqual([3, 2, 1])
  })

  it('keeps columns that stay the same and says which need their rows again', async () => {
    const index = openIndex()
    const score: ColumnDefinition = { id: 'score', storage: 'number' }
    expect(await index.defineColumns(1, [status, score])).toEqual(['status', 'score'])
    await index.apply(1, { rows: [{ rowNo: 0, values: ['subscribed', 4], sets: [] }], removed: [] })
    expect(await index.defineColumns(1, [{ id: 'score', storage: 'text' }, status])).toEqual(['score'])
    expect(await index.count(1, SUBSCRIBED)).toBe(1)
    expect(await index.count(1, { is: 'present', column: 'score' })).toBe(0)
    await index.apply(1, { rows: [{ rowNo: 0, values: ['four', 'subscribed'], sets: [] }], removed: [] })
    expect(await index.count(1, { is: 'present', column: 'score' })).toBe(1)
  })

  it('refuses what does not fit its columns and changes nothing', async () => {
    const index = await indexOf([status], { rows: [{ rowNo: 0, values: ['subscribed'], sets: [] }], removed: [] })
    const bad: [RowBatch, RegExp][] = [
      [
        { rows: [{ rowNo: 0, values: [5], sets: [] }], removed: [] },
        /Row 0 has 5 in column "status", which holds choice/,
      ],
      [{ rows: [{ rowNo: 0, values: [], sets: [] }], removed: [] }, /Row 0 has undefined/],
      [{ rows: [{ rowNo: -1, values: [null], sets: [] }], removed: [] }, /-1 is not a row number/],
      [{ rows: [{ rowNo: 0, values: [null], sets: [] }], removed: [0] }, /Row 0 stands twice/],
      [{ rows: [], removed: [3, 3] }, /Row 3 stands twice/],
    ]
    for (const [batch, message] of bad) await expect(index.apply(1, batch)).rejects.toThrow(message)
    expect(await index.count(1, SUBSCRIBED)).toBe(1)
    await expect(index.defineColumns(1, [status, status])).rejects.toThrow(/same id/)
    await expect(index.count(1, { is: 'present', column: 'nope' })).rejects.toThrow(/"nope" is not defined/)
    await expect(index.count(1, { is: 'range', column: 'status' })).rejects.toThrow(/"status" holds choice/)
  })

  it('shows the old rows until a project is loaded again, and keeps them when loading fails', async () => {
    const row = (rowNo: number) => ({ rowNo, values: ['subscribed'], sets: ['tag:a'] })
    const index = await indexOf([status], { rows: [row(0)], removed: [] })
    async function* batches() {
      yield { rows: [row(1), row(CHUNK_ROWS)], removed: [] }
      expect([...(await index.members(1, EVERYONE))]).toEqual([0])
      yield { rows: [row(2)], removed: [] }
    }
    async function* brokenBatches() {
      yield* batches()
      throw new Error('The record is gone.')
    }
    await expect(index.replaceAll(1, [status], brokenBatches())).rejects.toThrow('The record is gone.')
    expect([...(await index.members(1, { is: 'set', set: 'tag:a' }))]).toEqual([0])
    await index.replaceAll(1, [status], batches())
    expect([...(await index.members(1, { is: 'set', set: 'tag:a' }))]).toEqual([1, 2, CHUNK_ROWS])
  })

  it('keeps projects apart and forgets a dropped one', async () => {
    const index = await indexOf([status], { rows: [{ rowNo: 0, values: [null], sets: [] }], removed: [] })
    await expect(index.count(2, EVERYONE)).rejects.toThrow(NotLoadedError)
    await expect(index.apply(2, { rows: [], removed: [] })).rejects.toThrow(NotLoadedError)
    await index.defineColumns(2, [status])
    expect(await index.count(2, EVERYONE)).toBe(0)
    await index.drop(1)
    await expect(index.count(1, EVERYONE)).rejects.toThrow(NotLoadedError)
  })
})

describe('AudienceIndex out of memory', () => {
  it('refuses a batch as a whole, keeps what it had, and takes it again after a drop', async () => {
    const index = openIndex(1_400_000)
    const row = (rowNo: number) => ({ rowNo, values: [`person${rowNo}@example.org`], sets: [`tag:${rowNo % 50}`] })
    // Row numbers on both sides of a chunk border, so that each batch needs both shards.
    const batch = (at: number) => ({
      rows: Array.from({ length: 1_000 }, (_, i) => row(CHUNK_ROWS - 5_000 + at * 500 + i * 5)),
      removed: [],
    })
    for (const project of [1, 2]) await index.defineColumns(project, [{ id: 'email', storage: 'text' }])
    let applied = 0
    const fill = async () => {
      for (; applied < 100; applied++) await index.apply(1, batch(applied))
    }
    await expect(fill()).rejects.toThrow(IndexFullError)
    expect(applied).toBeGreaterThan(0)
    const expected = new Set(
      Array.from({ length: applied }, (_, at) => batch(at).rows.map(({ rowNo }) => rowNo)).flat(),
    )
    expect([...(await index.members(1, { is: 'present', column: 'email' }))]).toEqual(
      [...expected].sort((a, b) => a - b),
    )
    await expect(index.apply(1, batch(applied))).rejects.toThrow(/Nothing was changed/)
    await index.drop(1)
    await index.apply(2, batch(applied))
    expect(await index.count(2, EVERYONE)).toBe(1_000)
  })

  it('keeps the old rows when loading others fails for want of memory', async () => {
    const index = openIndex(400_000)
    const email: ColumnDefinition = { id: 'email', storage: 'text' }
    const row = (rowNo: number) => ({ rowNo, values: [`person${rowNo}@example.org`], sets: [] })
    await index.defineColumns(1, [email])
    await index.apply(1, { rows: [row(3)], removed: [] })
    async function* tooMany() {
      for (let from = 0; from < 50_000; from += 5_000) {
        yield { rows: Array.from({ length: 5_000 }, (_, i) => row(from + i)), removed: [] }
        await new Promise((resolve) => setImmediate(resolve))
      }
    }
    await expect(index.replaceAll(1, [email], tooMany())).rejects.toThrow(IndexFullError)
    expect([...(await index.members(1, EVERYONE))]).toEqual([3])
    await index.apply(1, { rows: [row(4)], removed: [] })
    expect(await index.count(1, EVERYONE)).toBe(2)
  })

  it('gives back all that it took', async () => {
    const index = openIndex(2 ** 22)
    const random = seeded(5)
    for (let round = 0; round < 30; round++) {
      await index.defineColumns(1, columns)
      const rows = Array.from({ length: 300 }, (_, at) => randomRow(random, at * 300))
      await index.apply(1, { rows, removed: [] })
      await index.drop(1)
    }
    expect(await index.defineColumns(1, columns)).toHaveLength(columns.length)
  })
})

function randomBatch(random: Random, size: number): RowBatch {
  const rowNos = new Set(Array.from({ length: size }, () => random.below(3 * CHUNK_ROWS)))
  // Every row of one stretch, so that words are full somewhere.
  for (let rowNo = CHUNK_ROWS - 400; rowNo < CHUNK_ROWS + 400; rowNo++) rowNos.add(rowNo)
  const isRemoved = new Set([...rowNos].filter(() => random.isTrue(0.2)))
  return {
    rows: [...rowNos].filter((rowNo) => !isRemoved.has(rowNo)).map((rowNo) => randomRow(random, rowNo)),
    removed: [...isRemoved],
  }
}

async function expectSame(random: Random, index: AudienceIndex, reference: Reference): Promise<void> {
  const lowering = randomLowering(random, 3)
  const expected = reference.members(lowering)
  const shown = JSON.stringify(lowering)
  expect(await index.count(1, lowering), shown).toBe(expected.length)
  expect([...(await index.members(1, lowering))], shown).toEqual(expected)
  const rowNo = random.below(3 * CHUNK_ROWS)
  expect(await index.matches(1, lowering, rowNo), `${shown} row ${rowNo}`).toBe(expected.includes(rowNo))
}
