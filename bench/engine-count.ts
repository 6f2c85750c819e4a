import { setTimeout as pause } from 'node:timers/promises'
import { AudienceIndex, openLocalShard, type Row } from '@rollcall/engine'
import type { ColumnDefinition, Lowering } from '@rollcall/filters'

/*
 * How fast the audience index counts, on one core: node bench/engine-count.ts [rows]
 * Prints the median, least and most of 15 runs in microseconds, and bytes per row. Seeded, so runs compare.
 */
const ROWS = Number(process.argv[2] ?? 1_000_000)
const RUNS = 15
const BATCH_ROWS = 10_000
const SEED = 20_260_101
const DAY_S = 86_400
const NOW_S = 1_800_000_000

const columns: ColumnDefinition[] = [
  { id: 'email', storage: 'text' },
  { id: 'firstName', storage: 'text' },
  { id: 'fields.city', storage: 'text' },
  { id: 'company', storage: 'text' },
  { id: 'status', storage: 'choice' },
  { id: 'country', storage: 'choice' },
  { id: 'fields.plan', storage: 'choice' },
  { id: 'fields.interests', storage: 'choices' },
  { id: 'fields.ltv', storage: 'number' },
  { id: 'fields.visits', storage: 'number' },
  { id: 'fields.renewal', storage: 'day' },
  { id: 'createdAt', storage: 'instant' },
]

const shapes: [string, Lowering][] = [
  ['everyone', { is: 'constant', value: true }],
  ['1 tag', { is: 'set', set: 'tag:3' }],
  [
    'S1 status, any of 2 tags, not a third',
    {
      is: 'all',
      of: [
        { is: 'codes', column: 'status', any: ['subscribed'] },
        {
          is: 'any',
          of: [
            { is: 'set', set: 'tag:1' },
            { is: 'set', set: 'tag:2' },
          ],
        },
        { is: 'not', of: { is: 'set', set: 'tag:3' } },
      ],
    },
  ],
  ['status (u8 codes)', { is: 'codes', column: 'status', any: ['subscribed'] }],
  ['city is (u16 codes)', { is: 'text', column: 'fields.city', at: 'equal', any: ['city 77'] }],
  ['number > x', { is: 'range', column: 'fields.ltv', from: { value: 500, open: true } }],
  ['day in 30 days', { is: 'range', column: 'fields.renewal', from: { value: 100 }, to: { value: 129 } }],
  [
    'S2 status, 2 countries, number, instant in 30 d',
    {
      is: 'all',
      of: [
        { is: 'codes', column: 'status', any: ['subscribed'] },
        { is: 'codes', column: 'country', any: ['c3', 'c4'] },
        { is: 'range', column: 'fields.ltv', from: { value: 500, open: true } },
        { is: 'range', column: 'createdAt', from: { value: NOW_S - 30 * DAY_S } },
      ],
    },
  ],
  ['S9 city contains (50,000 distinct)', { is: 'text', column: 'fields.city', at: 'inside', any: ['77'] }],
  ['S10 e-mail contains (all distinct)', { is: 'text', column: 'email', at: 'inside', any: ['ann77'] }],
  ['e-mail contains a common letter', { is: 'text', column: 'email', at: 'inside', any: ['a'] }],
  ['e-mail ends with', { is: 'text', column: 'email', at: 'end', any: ['@mail7.example'] }],
  ['e-mail is', { is: 'text', column: 'email', at: 'equal', any: ['ann77@mail7.example'] }],
  [
    '1 tag and e-mail contains',
    {
      is: 'all',
      of: [
        { is: 'set', set: 'tag:499' },
        { is: 'text', column: 'email', at: 'inside', any: ['ann78'] },
      ],
    },
  ],
  [
    'any of 12 leaves',
    {
      is: 'any',
      of: Array.from(
        { length: 12 },
        (_, i): Lowering =>
          i % 2 === 0
            ? { is: 'set', set: `tag:${i}` }
            : { is: 'range', column: 'fields.visits', from: { value: i * 10 }, to: { value: i * 10 + 1 } },
      ),
    },
  ],
]

const random = seeded(SEED)
const index = new AudienceIndex({ shardCount: 1, openShard: () => openLocalShard({ maxBytes: 4 * 2 ** 30 }) })
console.log(`node ${process.version}, ${ROWS} rows, seed ${SEED}`)
await load()
await report()
for (const [name, lowering] of shapes) await measure(name, () => index.count(1, lowering))
let needle = 0
await measure('S10 a new text each time', () => {
  return index.count(1, { is: 'text', column: 'email', at: 'inside', any: [`ann${1000 + needle++}`] })
})
const needles = Array.from({ length: 500 }, (_, i) => `nn${i * 1999}@`)
await measure('e-mail contains any of 500', () => {
  return index.count(1, { is: 'text', column: 'email', at: 'inside', any: [...needles, `x${needle++}`] })
})
await measure('matches one', () => index.matches(1, shapes[7][1], 5))
const all: Lowering = { is: 'constant', value: true }
for (const column of [undefined, 'createdAt', 'fields.ltv', 'fields.city', 'email']) {
  const sort = { column, direction: 'descending' as const }
  await measure(`page of 50 by ${column ?? 'row'}`, async () => (await index.page(1, all, { sort, limit: 50 })).rows[0])
}
await measure('members of half', async () => (await index.members(1, shapes[5][1])).count)
await index.close()

async function load() {
  let spentMs = 0
  await index.defineColumns(1, columns)
  for (let from = 0; from < ROWS; from += BATCH_ROWS) {
    const rows = Array.from({ length: Math.min(BATCH_ROWS, ROWS - from) }, (_, i) => makeRow(from + i))
    const startMs = performance.now()
    await index.apply(1, { rows, removed: [] })
    spentMs += performance.now() - startMs
  }
  console.log(`load: ${Math.round(ROWS / (spentMs / 1000))} rows/s`)
}

async function report() {
  await pause(100)
  const stats = await index.stats(1)
  console.log(
    `${(stats.sizeBytes / ROWS).toFixed(1)} bytes/row, ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MiB resident`,
  )
  for (const { id, sizeBytes, distinct } of stats.columns)
    console.log(`  ${id}: ${(sizeBytes / ROWS).toFixed(2)}, ${distinct} distinct`)
  console.log(`  sets: ${(stats.sets.sizeBytes / ROWS).toFixed(2)}, ${stats.sets.count} of them`)
}

async function measure(name: string, run: () => Promise<unknown>) {
  const startMs = performance.now()
  const answer = await run()
  const firstUs = (performance.now() - startMs) * 1000
  const timesUs: number[] = []
  for (let i = 0; i < RUNS; i++) {
    const runMs = performance.now()
    await run()
    timesUs.push((performance.now() - runMs) * 1000)
  }
  timesUs.sort((a, b) => a - b)
  const [least, median, most] = [0, RUNS >> 1, RUNS - 1].map((at) => timesUs[at].toFixed(0).padStart(7))
  console.log(`${name.padEnd(50)} ${median} µs (${least} to ${most}), first ${firstUs.toFixed(0)}, answer ${answer}`)
}

function makeRow(rowNo: number): Row {
  const pick = (count: number) => Math.floor(random() * count)
  const sets = new Set([
    `tag:${Math.floor(500 * random() ** 3)}`,
    `tag:${Math.floor(500 * random() ** 3)}`,
    `tag:${pick(500)}`,
  ])
  const values = [
    `ann${rowNo}@mail${pick(40)}.example`,
    `name ${pick(5_000)}`,
    `city ${pick(50_000)}`,
    random() < 0.5 ? null : `company ${pick(20_000)}`,
    ['subscribed', 'subscribed', 'unsubscribed', 'bounced'][pick(4)],
    `c${pick(60)}`,
    `plan ${pick(5)}`,
    [`i${pick(20)}`, `i${pick(20)}`],
    random() < 0.1 ? null : Math.round(random() * 100_000) / 100,
    pick(1_000),
    pick(1_000),
    NOW_S - pick(730 * DAY_S),
  ]
  return { rowNo, values, sets: [...sets] }
}

/** Mulberry32. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
