import { describe, expect, it } from 'vitest'
import { EXAMPLE_CATALOG } from '../conditions/example-catalog.ts'
import { FILTER_LIMITS, problemOfSize } from './limits.ts'
import { parseFilter } from './parse.ts'
import { referencesIn } from './references.ts'

const condition = { type: 'field', field: 'city', op: 'is', values: ['Jakarta'] }

function nested(depth: number): object {
  let filter: object = { conditions: [condition] }
  for (let level = 1; level < depth; level++) filter = { conditions: [filter] }
  return filter
}

function problemsOf(input: unknown): string[] {
  const parsed = parseFilter(input, EXAMPLE_CATALOG)
  return 'problems' in parsed ? parsed.problems.map(({ pointer, detail }) => `${pointer} ${detail}`) : []
}

/** Reads count as work: entries beyond the limit must never be touched. */
function countingReads<T>(entries: T[]): { list: T[]; reads(): number } {
  let reads = 0
  const list = new Proxy(entries, {
    get: (target, key) => {
      if (typeof key === 'string' && /^\d+$/.test(key)) reads += 1
      return Reflect.get(target, key)
    },
  })
  return { list, reads: () => reads }
}

describe('the limits of a filter', () => {
  it('take what they just allow', () => {
    const { depth, conditions, values } = FILTER_LIMITS
    expect(problemsOf(nested(depth))).toEqual([])
    expect(problemsOf({ conditions: Array(conditions).fill(condition) })).toEqual([])
    const many = Array.from({ length: values }, (_, index) => `city ${index}`)
    expect(problemsOf({ conditions: [{ ...condition, values: many }] })).toEqual([])
  })

  it.each([
    [9, '/conditions/0'.repeat(8)],
    [100_000, '/conditions/0'.repeat(8)],
  ])('name the ninth of %d levels', (depth, pointer) => {
    expect(problemsOf(nested(depth))).toEqual([
      `${pointer} Groups may be nested 8 deep, the root included; this one is deeper.`,
    ])
  })

  it.each([201, 1_000_000])('name the 201st of %d conditions', (count) => {
    const { list, reads } = countingReads(Array(count).fill(condition))
    expect(problemsOf({ conditions: list })).toEqual([
      '/conditions/200 A filter takes at most 200 conditions; this is one more.',
    ])
    expect(reads()).toBe(201)
  })

  it('count conditions over all groups, and empty groups too', () => {
    const groups = Array.from({ length: 3 }, () => ({ match: 'any', conditions: Array(70).fill(condition) }))
    expect(problemsOf({ conditions: groups })).toEqual([
      expect.stringMatching(/^\/conditions\/2\/conditions\/60 A filter takes at most 200/),
    ])
    expect(problemsOf({ conditions: Array(1_000_000).fill({ conditions: [] }) })).toEqual([
      expect.stringMatching(/at most 200/),
    ])
  })

  it('visit few places of a bush of groups', () => {
    const reads: (() => number)[] = []
    let bush: object = condition
    for (let level = 0; level < 8; level++) {
      const counting = countingReads(Array(200).fill(bush))
      reads.push(counting.reads)
      bush = { conditions: counting.list }
    }
    expect(problemsOf(bush)).toEqual([
      expect.stringMatching(/^\/conditions\/0(\/conditions\/\d+){7} A filter takes at most 200/),
    ])
    expect(reads.reduce((sum, read) => sum + read(), 0)).toBeLessThanOrEqual(1_600)
  })

  it.each([5_001, 3_000_000])('name the list of %d values unread, and where so many people belong', (count) => {
    const { list, reads } = countingReads(Array(count).fill('Jakarta'))
    const expected = `/conditions/0/values This list has ${count} entries; a condition takes at most 5000. To mean many people one by one, put them into a static segment.`
    expect(problemsOf({ conditions: [{ ...condition, values: list }] })).toEqual([expected])
    expect(reads()).toBe(0)
  })

  it('hold for unknown keys, types and deep values too', () => {
    expect(problemsOf({ conditions: [{ type: 'x', y: Array(5_001) }] })).toEqual([
      expect.stringMatching(/^\/conditions\/0\/y This list/),
    ])
    let deep: unknown = 'Jakarta'
    for (let level = 0; level < 100_000; level++) deep = [deep]
    expect(problemsOf({ conditions: [{ ...condition, values: deep }] })).toEqual([
      expect.stringMatching(/^\/conditions\/0\/values\/0 a list does not fit/),
    ])
    const keys = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`key${index}`, index]))
    expect(problemsOf({ conditions: [{ ...condition, ...keys }] })).toHaveLength(50)
    expect(problemsOf({ conditions: [], ...keys })).toHaveLength(50)
  })

  it('let a filter beyond them mention nothing', () => {
    const tag = { type: 'tag', op: 'has_any', tags: ['VIP'] }
    expect(referencesIn({ conditions: Array(1_000_000).fill(tag) })).toEqual({})
    expect(referencesIn(nested(100_000))).toEqual({})
  })
})

describe('problemOfSize', () => {
  it('speaks up above 512 KiB', () => {
    expect(problemOfSize(524_288)).toBeUndefined()
    expect(problemOfSize(524_289)?.detail).toMatch(
      /^This is 524289 bytes of JSON; a filter takes at most 524288 \(512 KiB\)/,
    )
  })
})
