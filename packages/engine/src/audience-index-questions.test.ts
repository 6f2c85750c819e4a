import type { Lowering } from '@rollcall/filters'
import { describe, expect, it } from 'vitest'
import { AudienceIndex } from './audience-index.ts'
import { CHUNK_ROWS } from './chunk.ts'
import { columns, randomLowering, randomRow, setIds } from './fixtures/random-rows.ts'
import { Reference } from './fixtures/reference.ts'
import { type Random, seeded } from './fixtures/seeded.ts'
import { openLocalShard } from './shards/local-channel.ts'

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

const lowerings = (random: Random, count: number) => Array.from({ length: count }, () => randomLowering(random, 1))

describe('breakdown', () => {
  it.each(['status', 'interests', 'city', 'email'])(
    'counts each value of %s as one filter after the other would',
    async (column) => {
      const random = seeded(31)
      const { index, reference } = await openIndex(random, 500)
      for (const lowering of lowerings(random, 10)) {
        const found = await index.breakdown(1, { lowering, by: { column } })
        const members = new Set(reference.members(lowering))
        const values = [...reference.rows.values()]
          .filter(({ rowNo }) => members.has(rowNo))
          .flatMap((row) => reference.value(row, column) ?? [])
        const expected = Map.groupBy(values, (value) => String(value))
        expect(new Map(found.map(({ choice, count }) => [choice, count]))).toEqual(
          new Map([...expected].map(([choice, { length }]) => [choice, length])),
        )
      }
    },
  )

  it('counts the members of each set of a kind', async () => {
    const random = seeded(32)
    const { index, reference } = await openIndex(random, 6_000)
    for (const lowering of lowerings(random, 5)) {
      const found = new Map(
        (await index.breakdown(1, { lowering, by: { sets: 'tag' } })).map(({ choice, count }) => [choice, count]),
      )
      const counted = setIds.slice(0, 4).map((set): [string, number] => {
        const both: Lowering = { is: 'all', of: [lowering, { is: 'set', set }] }
        return [set.slice('tag:'.length), reference.members(both).length]
      })
      expect(found).toEqual(new Map(counted.filter(([, count]) => count > 0)))
    }
  })

  it('refuses numbers', async () => {
    const { index } = await openIndex(seeded(33), 5)
    const asked = index.breakdown(1, { lowering: { is: 'constant', value: true }, by: { column: 'score' } })
    await expect(asked).rejects.toThrow(/holds numbers/)
  })
})

describe('counts', () => {
  it('of lowerings that are parts of each other are those of each one alone', async () => {
    const random = seeded(38)
    const { index, reference } = await openIndex(random, 1_500)
    for (let i = 0; i < 20; i++) {
      const [rule, other, more] = lowerings(random, 3)
      const both: Lowering = { is: 'all', of: [rule, { is: 'not', of: { is: 'any', of: [other, more] } }] }
      const asked: Lowering[] = [
        both,
        rule,
        { is: 'not', of: both },
        { is: 'all', of: [other, rule] },
        other,
        { is: 'any', of: [both, more] },
      ]
      expect(await index.counts(1, asked)).toEqual(asked.map((lowering) => reference.members(lowering).length))
    }
  })
})

describe('regions', () => {
  it.each([1, 2, 5, 10])('of %d lowerings count every combination as row by row', async (size) => {
    const random = seeded(34 + size)
    const { index, reference } = await openIndex(random, 800)
    const asked = lowerings(random, size)
    const expected = Array.from({ length: 2 ** size }, () => 0)
    for (const row of reference.rows.values()) {
      const region = asked.reduce((bits, lowering, at) => bits + (reference.isMatch(lowering, row) ? 2 ** at : 0), 0)
      if (region > 0) expected[region] += 1
    }
    expect(await index.regions(1, asked)).toEqual(expected)
  })
})

describe('nearMisses', () => {
  it.each([[[4]], [[1]], [[3, 2, 1]], [[2, 2]]])('of ways in with %j conditions count as row by row', async (sizes) => {
    const random = seeded(50)
    const { index, reference } = await openIndex(random, 800)
    const ways = sizes.map((size) => lowerings(random, size))
    const [members] = lowerings(random, 1)
    const counts = ways.map((way) => way.map(() => 0))
    let total = 0
    for (const row of reference.rows.values()) {
      const failed = ways.map((way) => way.flatMap((lowering, at) => (reference.isMatch(lowering, row) ? [] : [at])))
      if (reference.isMatch(members, row)) continue
      for (const [way, places] of failed.entries()) if (places.length === 1) counts[way][places[0]] += 1
      if (failed.some(({ length }) => length === 1)) total += 1
    }
    expect(await index.nearMisses(1, { members, ways })).toEqual({ counts, total })
  })
})
