import type { ColumnValue, Lowering } from '@rollcall/filters'
import { describe, expect, it } from 'vitest'
import { AudienceIndex } from './audience-index.ts'
import { CHUNK_ROWS } from './chunk.ts'
import { columns, randomRow } from './fixtures/random-rows.ts'
import { Reference } from './fixtures/reference.ts'
import { type Random, seeded } from './fixtures/seeded.ts'
import { BadCursorError } from './query/bad-cursor-error.ts'
import type { Sort } from './query/page.ts'
import type { Page } from './query/to-page.ts'
import { openLocalShard } from './shards/local-channel.ts'

const EVERYONE: Lowering = { is: 'constant', value: true }
const MANY: Lowering = { is: 'set', set: 'tag:many' }
const sorts = [undefined, ...columns.map(({ id }) => id)].flatMap((column): Sort[] => [
  { column, direction: 'ascending' },
  { column, direction: 'descending' },
])

async function openIndex(random: Random, size: number) {
  const index = new AudienceIndex({ shardCount: 2, openShard: () => openLocalShard({ maxBytes: 2 ** 30 }) })
  const reference = new Reference(columns)
  await index.defineColumns(1, columns)
  const rowNos = new Set(Array.from({ length: size }, () => random.below(3 * CHUNK_ROWS)))
  const batch = { rows: [...rowNos].map((rowNo) => randomRow(random, rowNo)), removed: [] }
  await index.apply(1, batch)
  reference.apply(batch)
  return { index, reference }
}

describe('page', () => {
  it.each(sorts)('walks all rows once in the order of $column, $direction', async (sort) => {
    const random = seeded(11)
    const { index, reference } = await openIndex(random, 600)
    const rows: number[] = []
    for (
      let after: string | undefined, page: Page | undefined;
      page?.cursor !== null;
      after = page.cursor ?? undefined
    ) {
      page = await index.page(1, MANY, { sort, limit: 1 + random.below(40), after })
      expect(page.total).toBe(reference.members(MANY).length)
      rows.push(...page.rows)
    }
    expect(rows).toEqual(reference.members(MANY).sort(bySort(reference, sort)))
  })

  it.each(sorts)('loses and repeats no unchanged row by $column, $direction, while others change', async (sort) => {
    const random = seeded(12)
    const { index, reference } = await openIndex(random, 400)
    const isFixed = (rowNo: number) => rowNo % 2 === 0
    const fixed = reference.members(EVERYONE).filter(isFixed)
    const seen: number[] = []
    for (
      let after: string | undefined, page: Page | undefined;
      page?.cursor !== null;
      after = page.cursor ?? undefined
    ) {
      page = await index.page(1, EVERYONE, { sort, limit: 9, after })
      seen.push(...page.rows.filter(isFixed))
      const changed = new Set(Array.from({ length: 15 }, () => random.below(3 * CHUNK_ROWS) | 1))
      const removed = [...reference.rows.keys()].filter((rowNo) => !isFixed(rowNo) && !changed.has(rowNo)).slice(0, 15)
      const batch = { rows: [...changed].map((rowNo) => randomRow(random, rowNo)), removed }
      await index.apply(1, batch)
      reference.apply(batch)
    }
    expect(seen).toEqual(fixed.sort(bySort(reference, sort)))
  })

  it.each(sorts)('begins with the first of many rows by $column, $direction', async (sort) => {
    const { index, reference } = await openIndex(seeded(17), 9_000)
    const all = reference.members(MANY).sort(bySort(reference, sort))
    const first = await index.page(1, MANY, { sort, limit: 60 })
    expect(first.rows).toEqual(all.slice(0, 60))
    const second = await index.page(1, MANY, { sort, limit: 60, after: first.cursor ?? undefined })
    expect(second.rows).toEqual(all.slice(60, 120))
  })

  it('starts with the newest row unless asked otherwise, and ends without a cursor', async () => {
    const { index, reference } = await openIndex(seeded(13), 10)
    const newest = reference.members(EVERYONE).reverse()
    expect(await index.page(1, EVERYONE, { limit: 10 })).toEqual({ rows: newest, cursor: null, total: 10 })
    const first = await index.page(1, EVERYONE, { limit: 4 })
    expect(first.rows).toEqual(newest.slice(0, 4))
    expect(first.cursor).toMatch(/^[\w-]+$/)
  })

  it.each(['', 'x', 'W10', '{}', 'WzEsMiwzXQ'])('refuses %j as a cursor', async (after) => {
    const { index } = await openIndex(seeded(14), 10)
    await expect(index.page(1, EVERYONE, { limit: 4, after })).rejects.toThrow(BadCursorError)
  })

  it.each([0, -1, 1.5, Number.NaN])('refuses a page of %d rows', async (limit) => {
    const { index } = await openIndex(seeded(16), 10)
    await expect(index.page(1, EVERYONE, { limit })).rejects.toThrow(/Ask for 1 or more/)
  })

  it('refuses the cursor of another sort', async () => {
    const { index } = await openIndex(seeded(15), 10)
    const { cursor } = await index.page(1, EVERYONE, { limit: 4 })
    const sort: Sort = { column: 'city', direction: 'descending' }
    await expect(index.page(1, EVERYONE, { sort, limit: 4, after: cursor ?? '' })).rejects.toThrow(BadCursorError)
  })
})

/** The order as the brief states it: numbers as such, texts by the collation, lists choice by choice. */
function bySort(reference: Reference, { column, direction }: Sort): (a: number, b: number) => number {
  const sign = direction === 'descending' ? -1 : 1
  if (column === undefined) return (a, b) => sign * (a - b)
  const key = (rowNo: number) => {
    const row = reference.rows.get(rowNo)
    return row === undefined ? null : toKey(reference.value(row, column))
  }
  return (a, b) => {
    const [x, y] = [key(a), key(b)]
    if (x === null || y === null) return Number(x === null) - Number(y === null) || a - b
    return sign * compareLists(x, y) || a - b
  }
}

const { compare } = new Intl.Collator('en')

function toKey(value: ColumnValue): (string | number)[] | null {
  if (Array.isArray(value)) return value.toSorted(compare)
  return value === null ? null : [value]
}

function compareLists(a: (string | number)[], b: (string | number)[]): number {
  const compareOne = (x: string | number, y: string | number) =>
    typeof x === 'number' || typeof y === 'number' ? Number(x) - Number(y) : compare(x, y)
  const at = a.findIndex((item, i) => i >= b.length || compareOne(item, b[i]) !== 0)
  if (at < 0) return a.length - b.length
  return at >= b.length ? 1 : compareOne(a[at], b[at])
}
