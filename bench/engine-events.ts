import { AudienceIndex, type ContactEvent, openLocalShard } from '@rollcall/engine'
import type { EventsMatch, Lowering } from '@rollcall/filters'

/*
 * How fast the audience index answers questions about events, on one core: node bench/engine-events.ts [contacts]
 * Five events a contact over two years. Prints the median, least and most of 15 runs, and bytes per event. Seeded.
 */
const CONTACTS = Number(process.argv[2] ?? 200_000)
const RUNS = 15
const BATCH_ROWS = 10_000
const SEED = 20_260_101
const DAY_S = 86_400
const NOW_S = 1_800_000_000
const TWO_YEARS_DAYS = 730

const random = seeded(SEED)
const always: Lowering = { is: 'constant', value: true }
const noMachine: Lowering = { is: 'not', of: { is: 'codes', column: 'machine', any: ['true'] } }
const within = (days: number): Lowering => {
  return { is: 'range', column: 'at', from: { value: NOW_S - days * DAY_S, open: true }, to: { value: NOW_S } }
}
const events = (event: string, more: Partial<EventsMatch>): Lowering => {
  return { is: 'events', event, until: { value: NOW_S }, where: noMachine, window: always, ...more }
}
const atLeast = (value: number) => ({ any: [{ from: { value } }] })
const campaign: Lowering = { is: 'all', of: [{ is: 'codes', column: 'campaign', any: ['cmp_7'] }, noMachine] }

const shapes: [string, Lowering][] = [
  [
    'S3 opened in 30 d, not clicked in 60 d',
    {
      is: 'all',
      of: [
        events('message:opened', { window: within(30) }),
        { is: 'not', of: events('message:clicked', { window: within(60) }) },
      ],
    },
  ],
  ['S4 opened campaign X', events('message:opened', { where: campaign })],
  ['S5 clicked 2 or more in 90 d', events('message:clicked', { window: within(90), count: atLeast(2) })],
  ['S6 opened 3 or more ever', events('message:opened', { count: atLeast(3) })],
  [
    'S7 purchase of 100 or more, twice in a year',
    events('event:purchase', {
      where: { is: 'range', column: 'properties.amount', from: { value: 100 } },
      window: within(365),
      count: atLeast(2),
    }),
  ],
  [
    'S8 purchases above 500 in a year',
    events('event:purchase', {
      where: always,
      window: within(365),
      aggregate: {
        fn: 'sum',
        column: 'properties.amount',
        test: { any: [{ from: { value: '500000000', open: true } }] },
      },
    }),
  ],
  [
    'last opened more than 90 d ago',
    events('message:opened', { which: 'last', window: { is: 'not', of: within(90) } }),
  ],
  [
    'clicked a link',
    events('message:clicked', { where: { is: 'text', column: 'link', at: 'inside', any: ['page7'] } }),
  ],
  ['sample of a tenth', { is: 'sample', salt: 'salt', from: 0, to: 1_000 }],
]

const index = new AudienceIndex({ shardCount: 1, openShard: () => openLocalShard({ maxBytes: 4 * 2 ** 30 }) })
console.log(`node ${process.version}, ${CONTACTS} contacts, ${5 * CONTACTS} events, seed ${SEED}`)
await load()
const stats = await index.stats(1)
for (const { kind, count, sizeBytes } of stats.events) {
  console.log(`  ${kind}: ${count} events, ${(sizeBytes / count).toFixed(1)} bytes each`)
}
for (const [name, lowering] of shapes) await measure(name, () => index.count(1, lowering))
for (const [name, lowering] of shapes) await measure(`one row: ${name}`, () => index.matches(1, lowering, 77))
await measure('apply 20 events', () => {
  const rowNo = Math.floor(random() * CONTACTS)
  return index.apply(1, { rows: [], removed: [], events: Array.from({ length: 20 }, (_, at) => toEvent(rowNo + at)) })
})
await index.close()

async function load() {
  let spentMs = 0
  await index.defineColumns(1, [])
  for (let from = 0; from < CONTACTS; from += BATCH_ROWS) {
    const count = Math.min(BATCH_ROWS, CONTACTS - from)
    const rows = Array.from({ length: count }, (_, i) => {
      return { rowNo: from + i, values: [], sets: [], id: (from + i).toString(16).padStart(32, '0') }
    })
    const batch = {
      rows,
      removed: [],
      events: Array.from({ length: 5 * count }, (_, i) => toEvent(from + (i % count))),
    }
    const startMs = performance.now()
    await index.apply(1, batch)
    spentMs += performance.now() - startMs
  }
  console.log(`load: ${Math.round((5 * CONTACTS) / (spentMs / 1000))} events/s with their contacts`)
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
  console.log(`${name.padEnd(60)} ${median} µs (${least} to ${most}), first ${firstUs.toFixed(0)}, answer ${answer}`)
}

function toEvent(rowNo: number): ContactEvent {
  const pick = (count: number) => Math.floor(random() * count)
  const at = NOW_S - pick(TWO_YEARS_DAYS * DAY_S)
  const share = random()
  if (share < 0.2) {
    return { rowNo, event: 'event:purchase', at, properties: { amount: pick(40_000) / 100, currency: 'EUR' } }
  }
  const message = {
    rowNo,
    at,
    channel: 'email',
    kind: 'marketing',
    campaign: `cmp_${pick(200)}`,
    isMachine: pick(20) === 0,
  }
  if (share < 0.8) return { ...message, event: 'message:opened' }
  return { ...message, event: 'message:clicked', link: `https://example.org/page${pick(1_000)}` }
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
