import { atInstant, type Bound, CALENDAR_UNITS, type Clock, type Lowering, positionOf } from '@rollcall/filters'
import { describe, expect, it } from 'vitest'
import { AudienceIndex } from './audience-index.ts'
import type { Row } from './batch/row-batch.ts'
import { CHUNK_ROWS } from './chunk.ts'
import { InterleavedShards } from './fixtures/interleaved-shards.ts'
import { seeded } from './fixtures/seeded.ts'
import { EnteredUnknownError } from './live/entered-unknown-error.ts'
import type { MembershipChange } from './live/membership-change.ts'
import { IndexFullError } from './memory/index-full-error.ts'
import { RowBitmap } from './rows/row-bitmap.ts'
import { openLocalShard } from './shards/local-channel.ts'
import { openWorkerShard } from './shards/worker-channel.ts'

const DAY = 86_400
const START = Date.parse('2026-03-01T12:00:00Z') / 1_000
const COLUMNS = [
  { id: 'name', storage: 'text' as const },
  { id: 'createdAt', storage: 'instant' as const },
  { id: 'birthday', storage: 'day' as const },
]
const NO_TIMES = { rowNos: new Uint32Array(0), at: new Float64Array(0) }

const at = (seconds: number): Clock => ({ now: START + seconds, timezone: 'Europe/Berlin' })
const inTag = (tag: string): Lowering => ({ is: 'set', set: `tag:${tag}` })
const named = (name: string): Lowering => ({ is: 'text', column: 'name', at: 'equal', any: [name] })
const row = (rowNo: number, tags: string[], values: Row['values'] = [null, null, null]): Row => {
  return { rowNo, values, sets: tags.map((tag) => `tag:${tag}`) }
}

function bound(moves: Bound['moves']): Bound {
  return { value: moves ? positionOf(moves, at(0)) : 0, moves }
}

const now = bound({ counts: 'seconds', point: 'now' })
const ago = (duration: string) => bound({ counts: 'seconds', point: 'ago', duration })

function since(segment: string, window: { from?: Bound; to?: Bound }): Lowering {
  const begun: Lowering = { is: 'range', column: 'at', to: now }
  return {
    is: 'since',
    set: `segment:${segment}`,
    window: { is: 'all', of: [begun, { is: 'range', column: 'at', ...window }] },
  }
}

async function openIndex(rows: Row[], { maxBytes = 2 ** 30, openShard = () => openLocalShard({ maxBytes }) } = {}) {
  const index = new AudienceIndex({ shardCount: 2, openShard })
  await index.defineColumns(1, COLUMNS)
  await index.apply(1, { rows, removed: [] })
  return index
}

/** The changes as text: `vip +1 +2 -3`. */
function shown(changes: MembershipChange[]): string[] {
  return changes
    .map(({ segment, entered, left }) => [
      segment,
      ...[...entered].map((no) => `+${no}`),
      ...[...left].map((no) => `-${no}`),
    ])
    .map((words) => words.join(' '))
    .sort()
}

describe('watching a segment', () => {
  it('starts with whoever matches, or answers what differs from the record', async () => {
    const index = await openIndex([row(1, ['vip']), row(2, ['vip']), row(3, [])])
    expect(await index.watch(1, [{ id: 'vip', lowering: inTag('vip') }], at(0))).toEqual([])
    const record = RowBitmap.of([2, 3, CHUNK_ROWS * 7])
    const changes = await index.watch(1, [{ id: 'vip', lowering: inTag('vip'), members: record }], at(0))
    expect(shown(changes)).toEqual([`vip +1 -3 -${CHUNK_ROWS * 7}`])
    expect(await index.watchedSizes(1)).toEqual(new Map([['vip', 2]]))
    expect([...(await index.watchedMembers(1, 'vip'))]).toEqual([1, 2])
    expect(await Promise.all([1, 3, 70_000].map((rowNo) => index.watchedOf(1, rowNo)))).toEqual([['vip'], [], []])
  })

  it('takes a new rule in the place of the old one', async () => {
    const index = await openIndex([row(1, ['a']), row(2, ['a', 'b']), row(3, ['b'])])
    await index.watch(1, [{ id: 'x', lowering: inTag('a') }], at(0))
    expect(shown(await index.watch(1, [{ id: 'x', lowering: inTag('b') }], at(1)))).toEqual(['x +3 -1'])
    expect(shown(await index.apply(1, { rows: [row(4, ['b']), row(5, ['a'])], removed: [2] }))).toEqual(['x +4 -2'])
  })

  it('ends with unwatch, unless others ask since when somebody is in it', async () => {
    const index = await openIndex([row(1, ['a'])])
    const asked = { id: 'a', lowering: inTag('a'), entered: NO_TIMES }
    await index.watch(1, [{ id: 'b', lowering: since('a', { to: ago('1h') }) }, asked], at(0))
    await expect(index.unwatch(1, ['a'])).rejects.toThrow(/Segment b asks since when/)
    await index.unwatch(1, ['b', 'unknown'])
    await index.unwatch(1, ['a'])
    expect(await index.apply(1, { rows: [], removed: [1] })).toEqual([])
    expect((await index.stats(1)).watched.sizeBytes).toBe(0)
    await expect(index.watchedMembers(1, 'a')).rejects.toThrow('Segment a is not watched')
  })

  it('changes nothing when there is no room, a column is unknown, or rules go in a circle', async () => {
    const rows = Array.from({ length: 3_000 }, (_, no) => row(no, ['a']))
    const index = await openIndex(rows, { maxBytes: 200_000 })
    await index.watch(1, [{ id: 'a', lowering: { is: 'not', of: inTag('a') } }], at(0))
    const before = await index.stats(1)
    const many = Array.from({ length: 40 }, (_, no) => ({ id: `m${no}`, lowering: inTag('a') }))
    await expect(index.watch(1, many, at(1))).rejects.toThrow(IndexFullError)
    const unknown: Lowering = { is: 'present', column: 'gone' }
    await expect(
      index.watch(
        1,
        [
          { id: 'a', lowering: inTag('a') },
          { id: 'b', lowering: unknown },
        ],
        at(1),
      ),
    ).rejects.toThrow(/"gone"/)
    const circle = ['x', 'y'].map((id) => ({ id, lowering: since(id === 'x' ? 'y' : 'x', {}), entered: NO_TIMES }))
    await expect(index.watch(1, circle, at(1))).rejects.toThrow(/since when itself/)
    expect(await index.stats(1)).toEqual(before)
    expect(await index.watchedSizes(1)).toEqual(new Map([['a', 0]]))
  })

  it('keeps columns that are read from being forgotten', async () => {
    const index = await openIndex([row(1, [], ['ada', null, null])])
    await index.watch(1, [{ id: 'ada', lowering: named('ada') }], at(0))
    await expect(index.defineColumns(1, COLUMNS.slice(1))).rejects.toThrow(
      /Segment ada, which is watched, reads .* "name"/,
    )
    await index.defineColumns(1, [{ id: 'name', storage: 'choice' }, ...COLUMNS.slice(1)])
    // What was held as text is gone until the row is applied again, as whatever it is then.
    expect(shown(await index.apply(1, { rows: [row(1, [], [null, null, null])], removed: [] }))).toEqual(['ada -1'])
  })
})

describe('a change', () => {
  it('is judged only by segments that read what really changed', async () => {
    const index = await openIndex([row(1, ['a'], ['ada', START, 0]), row(2, [], ['bob', START, 1])])
    const rules: [string, Lowering][] = [
      ['a', inTag('a')],
      ['b', inTag('b')],
      ['name', named('ada')],
      ['new', { is: 'range', column: 'createdAt', from: ago('1d') }],
      ['opened', { is: 'events', event: 'message:opened', until: now, where: EVERYONE, window: EVERYONE }],
      ['applied', { is: 'since', set: 'tag:a', window: { is: 'range', column: 'at', from: ago('1d') } }],
    ]
    await index.watch(
      1,
      rules.map(([id, lowering]) => ({ id, lowering })),
      at(0),
    )
    const judged = async (work: () => Promise<MembershipChange[]>) => {
      const before = (await index.stats(1)).watched.judged
      const changes = shown(await work())
      return [(await index.stats(1)).watched.judged - before, changes]
    }
    const apply = (...rows: Row[]) => judged(() => index.apply(1, { rows, removed: [] }))
    expect(await apply(row(1, ['a'], ['ada', START, 0]))).toEqual([0, []])
    expect(await apply(row(1, ['a', 'unread'], ['ada', START, 5]))).toEqual([0, []])
    expect(await apply(row(1, ['a', 'b'], ['ada', START, 5]))).toEqual([1, ['b +1']])
    expect(await apply(row(1, ['b'], ['bea', START, 5]))).toEqual([2, ['a -1', 'name -1']])
    expect(await apply({ ...row(1, ['b'], ['bea', START, 5]), since: [['tag:a', START]] })).toEqual([1, ['applied +1']])
    const event = { rowNo: 2, event: 'message:opened', at: START }
    expect(await judged(() => index.apply(1, { rows: [], removed: [], events: [event] }))).toEqual([1, ['opened +2']])
    expect(await apply(row(3, []))).toEqual([6, []])
    expect(await judged(() => index.tick(1, at(60)))).toEqual([0, []])
    expect(await judged(() => index.tick(1, at(DAY + 1)))).toEqual([2, ['applied -1', 'new -1 -2']])
  })

  it('of many rows at once is answered for each of them, by several threads too', async () => {
    const rows = Array.from({ length: 20_000 }, (_, no) =>
      row(no * 9, no % 2 === 0 ? ['a'] : [], [null, START - no, null]),
    )
    const index = await openIndex(rows, { openShard: () => openWorkerShard({ maxBytes: 2 ** 28 }) })
    const recent: Lowering = { is: 'range', column: 'createdAt', from: { ...ago('1h'), open: true } }
    await index.watch(
      1,
      [
        { id: 'a', lowering: inTag('a') },
        { id: 'recent', lowering: recent },
      ],
      at(0),
    )
    expect(await index.watchedSizes(1)).toEqual(
      new Map([
        ['a', 10_000],
        ['recent', 3_600],
      ]),
    )
    const [storm] = await index.tick(1, at(3_600))
    expect(storm).toEqual({
      segment: 'recent',
      entered: new Uint32Array(0),
      left: Uint32Array.from({ length: 3_600 }, (_, no) => no * 9),
    })
    const [left] = await index.apply(1, { rows: rows.map(({ rowNo }) => row(rowNo, [])), removed: [] })
    expect(left).toEqual({
      segment: 'a',
      entered: new Uint32Array(0),
      left: Uint32Array.from({ length: 10_000 }, (_, no) => no * 18),
    })
    await index.close()
  })
})

const EVERYONE: Lowering = { is: 'constant', value: true }

describe('time', () => {
  it('never goes back', async () => {
    const index = await openIndex([row(1, [], [null, START, null])])
    const young: Lowering = { is: 'range', column: 'createdAt', from: { ...ago('1h'), open: true } }
    await index.watch(1, [{ id: 'young', lowering: young }], at(0))
    expect(shown(await index.tick(1, at(3_600)))).toEqual(['young -1'])
    expect(await index.tick(1, at(0))).toEqual([])
    expect(shown(await index.apply(1, { rows: [row(2, [], [null, START + 1, null])], removed: [] }, at(0)))).toEqual([
      'young +2',
    ])
    expect(shown(await index.tick(1, at(3_601)))).toEqual(['young -2'])
  })

  it.each(['Europe/Berlin', 'Australia/Lord_Howe', 'America/St_Johns'])(
    'turns calendar windows at the same instants in %s, however seldom one looks, over two years of hours',
    async (timezone) => {
      const random = seeded(20_260_301)
      const times = Array.from({ length: 40 }, () => START + random.below(730 * DAY))
      const rows = times.map((time, rowNo) => row(rowNo * 9_001, [], [null, time, Math.floor(time / DAY)]))
      const rules = CALENDAR_UNITS.map((unit, which): { id: string; lowering: Lowering } => {
        const counts = which % 2 === 0 ? ('seconds' as const) : ('days' as const)
        const edges = {
          from: bound({ counts, point: 'start', unit }),
          to: { ...bound({ counts, point: 'end', unit }), open: true },
        }
        return { id: unit, lowering: { is: 'range', column: counts === 'days' ? 'birthday' : 'createdAt', ...edges } }
      })
      const [fine, coarse] = [await openIndex(rows), await openIndex(rows)]
      for (const index of [fine, coarse]) await index.watch(1, rules, { now: START, timezone })
      const entries = new Map<string, number>()
      const exits = new Map<string, number>()
      let next = 0
      for (let hour = 1; hour <= 730 * 24; hour++) {
        const clock = { now: START + hour * 3_600, timezone }
        for (const { segment, entered, left } of await fine.tick(1, clock)) {
          for (const no of entered) entries.set(`${segment} ${no}`, (entries.get(`${segment} ${no}`) ?? 0) + 1)
          for (const no of left) exits.set(`${segment} ${no}`, (exits.get(`${segment} ${no}`) ?? 0) + 1)
        }
        if (hour < next) continue
        next = hour + random.below(900)
        await coarse.tick(1, clock)
        for (const { id, lowering } of rules) {
          const expected = [...(await fine.members(1, atInstant(lowering, clock)))]
          expect([...(await fine.watchedMembers(1, id))]).toEqual(expected)
          expect([...(await coarse.watchedMembers(1, id))]).toEqual(expected)
        }
      }
      expect(entries.size).toBeGreaterThan(rows.length)
      expect([...entries.values(), ...exits.values()].filter((count) => count !== 1)).toEqual([])
    },
  )
})

describe('since', () => {
  it('follows chains of segments in the step in which they change', async () => {
    const index = await openIndex([row(1, []), row(2, ['vip'])])
    const rules = [
      { id: 'third', lowering: { is: 'not' as const, of: since('second', { from: { ...ago('2h'), open: true } }) } },
      { id: 'second', lowering: since('first', { to: ago('1h') }), entered: NO_TIMES },
      {
        id: 'first',
        lowering: inTag('vip'),
        entered: { rowNos: Uint32Array.of(2), at: Float64Array.of(START - 1_800) },
      },
    ]
    await index.watch(1, rules, at(0))
    expect(await index.watchedSizes(1)).toEqual(
      new Map([
        ['first', 1],
        ['second', 0],
        ['third', 2],
      ]),
    )
    expect(shown(await index.apply(1, { rows: [row(1, ['vip'])], removed: [] }, at(600)))).toEqual(['first +1'])
    expect(shown(await index.tick(1, at(1_800)))).toEqual(['second +2', 'third -2'])
    expect(shown(await index.tick(1, at(4_200)))).toEqual(['second +1', 'third -1'])
    expect(shown(await index.tick(1, at(9_000)))).toEqual(['third +2'])
    expect(shown(await index.apply(1, { rows: [row(1, [])], removed: [] }, at(9_000)))).toEqual([
      'first -1',
      'second -1',
      'third +1',
    ])
    expect(await index.count(1, atInstant(since('first', { to: ago('1h') }), at(9_000)))).toBe(1)
    expect(shown(await index.watch(1, [{ id: 'first', lowering: inTag('vip'), isSaved: true }], at(9_000)))).toEqual([
      'second -2',
    ])
  })

  it('of a dynamic segment whose times are not kept fails in a way that tells which to load', async () => {
    const index = await openIndex([row(1, ['vip']), row(2, ['vip'])])
    const asking = { id: 'old', lowering: since('vip', { to: ago('1h') }) }
    await index.watch(1, [{ id: 'vip', lowering: inTag('vip') }], at(0))
    const refused = await index.watch(1, [asking], at(0)).catch((error) => error)
    expect(refused).toBeInstanceOf(EnteredUnknownError)
    expect(refused.segment).toBe('vip')
    await expect(index.count(1, asking.lowering)).rejects.toThrow(EnteredUnknownError)
    await index.keepEntered(1, 'vip', {
      rowNos: Uint32Array.of(1, 9),
      at: Float64Array.of(START - 3_600, START - 3_600),
    })
    await index.watch(1, [asking], at(0))
    expect([...(await index.watchedMembers(1, 'old'))]).toEqual([1])
  })

  it('of a static segment is since when somebody was put there, watched or not', async () => {
    const people = {
      ...row(1, []),
      sets: ['segment:team'],
      since: [['segment:team', START - 3_600]] as [string, number][],
    }
    const index = await openIndex([people])
    const team: Lowering = { is: 'set', set: 'segment:team' }
    await index.watch(
      1,
      [
        { id: 'team', lowering: team },
        { id: 'old', lowering: since('team', { to: ago('1h') }) },
      ],
      at(0),
    )
    expect(await index.watchedSizes(1)).toEqual(
      new Map([
        ['team', 1],
        ['old', 1],
      ]),
    )
  })
})

describe('an edited rule', () => {
  it.each([1, 2, 3, 4, 5])('is seen as a whole or not at all, however shards interleave (seed %i)', async (seed) => {
    const random = seeded(seed)
    const shards = new InterleavedShards(random)
    const index = new AudienceIndex({ shardCount: 2, openShard: shards.open })
    const rows = Array.from({ length: 60 }, (_, no) => row(no + (no % 4) * CHUNK_ROWS, [`t${no % 3}`]))
    const seen: Promise<number[]>[] = []
    const members = async () => [...(await index.watchedMembers(1, 'x'))]
    const changes = (async () => {
      await index.defineColumns(1, COLUMNS)
      await index.apply(1, { rows, removed: [] })
      for (let version = 0; version < 9; version++) {
        await index.watch(1, [{ id: 'x', lowering: inTag(`t${version % 3}`) }], at(version))
        seen.push(members())
      }
    })()
    let isDone = false
    changes.finally(() => {
      isDone = true
    })
    while (!isDone || shards.step()) {
      if (seen.length > 0 && random.isTrue(0.3)) seen.push(members())
      shards.step()
      await Promise.resolve()
    }
    await changes
    const versions = [0, 1, 2].map((tag) =>
      rows
        .map(({ rowNo }) => rowNo)
        .filter((_, no) => no % 3 === tag)
        .sort((a, b) => a - b),
    )
    const found = (await Promise.all(seen)).map((rowNos) =>
      versions.findIndex((version) => version.join() === rowNos.join()),
    )
    expect(found).not.toContain(-1)
    expect(new Set(found).size).toBe(3)
  })
})
