import type { Lowering } from '@rollcall/filters'
import { expect, it } from 'vitest'
import { AudienceIndex } from './audience-index.ts'
import { type Random, seeded } from './fixtures/seeded.ts'
import type { Page } from './query/to-page.ts'
import { openLocalShard } from './shards/local-channel.ts'

const EVERYONE: Lowering = { is: 'constant', value: true }
const { compare } = new Intl.Collator('en')
// They begin alike, with what sorts between letters, and several rows have the same.
const STARTS = ['ann', 'anna ', 'an', 'a', 'ánn', 'anné', 'a\u0001nn', 'b', 'bo', 'bø', 'ß', '中', '-', '😀']

function makeName(random: Random): string {
  return random.pick(STARTS) + random.pick(['', 'x', ' ', 'é', 'ly-', String(random.below(300))])
}

it.each(['ascending', 'descending'] as const)(
  'orders names that begin alike, %s, page by page, while others come',
  async (direction) => {
    const seed = Date.now() % 1_000_000
    const random = seeded(seed)
    const index = new AudienceIndex({ shardCount: 2, openShard: () => openLocalShard({ maxBytes: 2 ** 30 }) })
    await index.defineColumns(1, [{ id: 'name', storage: 'text' }])
    const names = new Map<number, string>()
    const add = async (rowNos: number[]) => {
      const rows = rowNos.map((rowNo) => ({ rowNo, values: [makeName(random)], sets: [] }))
      for (const { rowNo, values } of rows) names.set(rowNo, values[0])
      await index.apply(1, { rows, removed: [] })
    }
    const sign = direction === 'ascending' ? 1 : -1
    const inOrder = () =>
      [...names.keys()].sort((a, b) => sign * compare(names.get(a) ?? '', names.get(b) ?? '') || a - b)
    const place = (at: number) => (at % 3) * 65_536 + at
    await add(Array.from({ length: 3_000 }, (_, at) => place(at)))
    const sort = { column: 'name', direction }
    for (let round = 0; round < 6; round++) {
      // A round reads some pages only, so that what it leaves is there when new names come.
      const pages = 1 + random.below(12)
      const limit = 1 + random.below(90)
      const seen: number[] = []
      for (let after: string | undefined, at = 0; at < pages; at++) {
        const page: Page = await index.page(1, EVERYONE, { sort, limit, after })
        seen.push(...page.rows)
        after = page.cursor ?? undefined
        if (after === undefined) break
      }
      expect({ seed, seen }).toEqual({ seed, seen: inOrder().slice(0, seen.length) })
      await add([...new Set(Array.from({ length: 1 + random.below(40) }, () => place(random.below(4_000))))])
    }
    const all: number[] = []
    for (
      let after: string | undefined, page: Page | undefined;
      page?.cursor !== null;
      after = page.cursor ?? undefined
    ) {
      page = await index.page(1, EVERYONE, { sort, limit: 200, after })
      all.push(...page.rows)
    }
    expect({ seed, all }).toEqual({ seed, all: inOrder() })
  },
)
