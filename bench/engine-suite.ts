import { availableParallelism } from 'node:os'
import { AudienceIndex, type ContactEvent, openWorkerShard, type Row, type ShardChannel } from '@rollcall/engine'
import type { ColumnDefinition, EventsMatch, Lowering } from '@rollcall/filters'
import type { ChunkBatch } from '../packages/engine/src/batch/chunk-batch.ts'
import { toChunkBatches } from '../packages/engine/src/batch/to-chunk-batches.ts'
import { CHUNK_ROWS } from '../packages/engine/src/chunk.ts'

/*
 * The questions S1 to S12 asked of the audience index alone, one shard per core: node bench/engine-suite.ts [contacts]
 * A contact has 12 fields, 3 of 500 tags with their times and 5 events over two years. Prints the median, least and most
 * of 15 runs in milliseconds, how long each core was busy for it (which other work on the machine hardly changes), and the
 * memory. Seeded, so runs compare.
 */
const CHUNKS = Math.ceil(Number(process.argv[2] ?? 1_000_000) / CHUNK_ROWS)
const CONTACTS = CHUNKS * CHUNK_ROWS
const MADE_CHUNKS = 4
const RUNS = 15
const DAY_S = 86_400
const NOW_S = 1_800_000_000
const TODAY = Math.floor(NOW_S / DAY_S)

const columns: ColumnDefinition[] = [
  { id: 'email', storage: 'text' },
  { id: 'firstName', storage: 'text' },
  { id: 'company', storage: 'text' },
  { id: 'status', storage: 'choice' },
  { id: 'country', storage: 'choice' },
  { id: 'language', storage: 'choice' },
  { id: 'fields.city', storage: 'text' },
  { id: 'fields.street', storage: 'text' },
  { id: 'fields.job', storage: 'text' },
  { id: 'fields.size', storage: 'text' },
  { id: 'fields.ltv', storage: 'number' },
  { id: 'fields.visits', storage: 'number' },
  { id: 'fields.score', storage: 'number' },
  { id: 'fields.renewal', storage: 'day' },
  { id: 'fields.birthday', storage: 'day' },
  { id: 'fields.vip', storage: 'choice' },
  { id: 'fields.plan', storage: 'choice' },
  { id: 'fields.tier', storage: 'choice' },
  { id: 'createdAt', storage: 'instant' },
]

let state = 20_260_101
const shards: ShardChannel[] = []
const index = new AudienceIndex({
  shardCount: availableParallelism(),
  openShard() {
    const shard = openWorkerShard({ maxBytes: 3.5 * 2 ** 30 })
    shards.push(shard)
    return shard
  },
})

const always: Lowering = { is: 'constant', value: true }
const all = (...of: Lowering[]): Lowering => ({ is: 'all', of })
const any = (...of: Lowering[]): Lowering => ({ is: 'any', of })
const not = (of: Lowering): Lowering => ({ is: 'not', of })
const set = (id: number): Lowering => ({ is: 'set', set: `tag:${id}` })
const codes = (column: string, ...of: string[]): Lowering => ({ is: 'codes', column, any: of })
const from = (column: string, value: number, to?: number): Lowering => {
  return { is: 'range', column, from: { value }, to: to === undefined ? undefined : { value: to } }
}
const inside = (column: string, text: string): Lowering => ({ is: 'text', column, at: 'inside', any: [text] })
const human = not(codes('machine', 'true'))
const within = (days: number): Lowering => from('at', NOW_S - days * DAY_S, NOW_S)
const events = (event: string, more: Partial<EventsMatch>): Lowering => {
  return { is: 'events', event, until: { value: NOW_S }, where: human, window: always, ...more }
}
const atLeast = (value: number) => ({ any: [{ from: { value } }] })
const birthdays: Lowering = {
  is: 'ranges',
  follows: { counts: 'days', days: 7 },
  column: 'fields.birthday',
  any: Array.from({ length: 100 }, (_, age) => {
    const day = Math.round(TODAY - (99 - age) * 365.25)
    return [day, day + 6] as [number, number]
  }),
}

const shapes: [string, (run: number) => Lowering][] = [
  ['S1 status, any of 2 tags, not a third', () => all(codes('status', 'subscribed'), any(set(1), set(2)), not(set(3)))],
  [
    'S2 status, 2 countries, number, instant in 30 d',
    () =>
      all(
        codes('status', 'subscribed'),
        codes('country', 'c3', 'c4'),
        from('fields.ltv', 500),
        from('createdAt', NOW_S - 30 * DAY_S),
      ),
  ],
  [
    'S3 opened in 30 d, not clicked in 60 d',
    () => all(events('message:opened', { window: within(30) }), not(events('message:clicked', { window: within(60) }))),
  ],
  ['S4 opened campaign X', () => events('message:opened', { where: all(codes('campaign', 'cmp_7'), human) })],
  ['S5 clicked 2 or more in 90 d', () => events('message:clicked', { window: within(90), count: atLeast(2) })],
  ['S6 opened 3 or more ever', () => events('message:opened', { count: atLeast(3) })],
  [
    'S7 purchase of 100 or more, twice in a year',
    () =>
      events('event:purchase', {
        where: from('properties.amount', 100),
        window: within(365),
        count: atLeast(2),
      }),
  ],
  [
    'S8 purchases above 500 in a year',
    () =>
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
  ['S9 city contains (50,000 distinct)', () => inside('fields.city', '77')],
  ['S9 a new text each time', (run) => inside('fields.city', `${run % 90}7`)],
  ['S10 e-mail contains (all distinct)', () => inside('email', 'ann77')],
  ['S10 a new text each time', (run) => inside('email', `n${1_000 + run}`)],
  [
    'S11 nested, 12 leaves',
    () =>
      any(
        all(codes('country', 'c1', 'c2', 'c5'), not(any(set(4), codes('fields.plan', 'plan 1')))),
        all(from('fields.visits', 100, 120), from('fields.score', 50), not(set(9))),
        all(inside('fields.city', '12'), codes('status', 'subscribed')),
        not(any(from('fields.renewal', TODAY - 900), from('fields.ltv', 10), codes('fields.vip', 'true'), set(12))),
      ),
  ],
  ['S12 in a segment, not in two, anniversary', () => all(set(0), not(set(5)), not(set(6)), birthdays)],
]

console.log(`node ${process.version}, ${CONTACTS} contacts, ${5 * CONTACTS} events, ${availableParallelism()} shards`)
await load()
await report()
for (const [name, toLowering] of shapes) await measure(name, toLowering)
await index.close()

/**
 * Straight into the shards: a few chunks are made, each stands for many, only the e-mails are new in each. So that ten
 * million contacts are there in a minute.
 */
async function load() {
  const startMs = performance.now()
  await index.defineColumns(1, columns)
  const made = Array.from({ length: Math.min(MADE_CHUNKS, CHUNKS) }, (_, at) => makeChunk(at))
  await askAll((shard) => shard.ask('begin', { project: 1, columns }))
  let loaded: Promise<unknown> = Promise.resolve()
  for (let chunkNo = 0; chunkNo < CHUNKS; chunkNo++) {
    const { columns: values, ...rest } = made[chunkNo % made.length]
    const emails = Array.from({ length: CHUNK_ROWS }, (_, local) => toEmail(chunkNo * CHUNK_ROWS + local))
    await loaded
    const batches = [{ ...rest, chunkNo, columns: [emails, ...values.slice(1)] }]
    loaded = shards[chunkNo % shards.length].ask('load', { project: 1, batches })
  }
  await loaded
  await askAll((shard) => shard.ask('publish', { project: 1 }))
  console.log(`load: ${((performance.now() - startMs) / 1000).toFixed(0)} s`)
}

function askAll(ask: (shard: ShardChannel) => Promise<unknown>): Promise<unknown> {
  return Promise.all(shards.map(ask))
}

function makeChunk(at: number): ChunkBatch {
  const rowNos = Array.from({ length: CHUNK_ROWS }, (_, local) => at * CHUNK_ROWS + local)
  const events = rowNos.flatMap((rowNo) => Array.from({ length: 5 }, () => toEvent(rowNo)))
  return toChunkBatches(columns, { rows: rowNos.map(toRow), removed: [], events })[0]
}

async function report() {
  const { sizeBytes, columns: held, sets, since, events: logs, idsBytes } = await index.stats(1)
  const perContact = (bytes: number) => (bytes / CONTACTS).toFixed(1)
  const texts = held.reduce((sum, column) => sum + column.sizeBytes, 0)
  const eventBytes = logs.reduce((sum, log) => sum + log.sizeBytes, 0)
  console.log(
    `bytes a contact: ${perContact(sizeBytes)} in all; columns ${perContact(texts)}, sets ${perContact(sets.sizeBytes)}, ` +
      `times of sets ${perContact(since.sizeBytes)}, events ${perContact(eventBytes)}, ids ${perContact(idsBytes)}`,
  )
  console.log(
    `${(sizeBytes / 2 ** 30).toFixed(2)} GiB held, ${(process.memoryUsage().rss / 2 ** 30).toFixed(2)} GiB resident`,
  )
}

async function measure(name: string, toLowering: (run: number) => Lowering) {
  const startMs = performance.now()
  const answer = await index.count(1, toLowering(0))
  const firstMs = performance.now() - startMs
  const timesMs: number[] = []
  const processorMs: number[] = []
  for (let run = 1; run <= RUNS; run++) {
    const before = process.cpuUsage()
    const runMs = performance.now()
    await index.count(1, toLowering(run))
    timesMs.push(performance.now() - runMs)
    const { user, system } = process.cpuUsage(before)
    processorMs.push((user + system) / 1_000 / shards.length)
  }
  timesMs.sort((a, b) => a - b)
  processorMs.sort((a, b) => a - b)
  const [least, median, most] = [0, RUNS >> 1, RUNS - 1].map((at) => timesMs[at].toFixed(2).padStart(7))
  const busy = processorMs[RUNS >> 1].toFixed(2).padStart(7)
  console.log(
    `${name.padEnd(50)} ${median} ms (${least} to ${most}), busy ${busy}, first ${firstMs.toFixed(1)}, answer ${answer}`,
  )
}

function toEmail(rowNo: number): string {
  return `ann${rowNo}@mail${(rowNo * 7) % 40}.example`
}

function toRow(rowNo: number): Row {
  const tags = [...new Set([Math.floor(500 * random() ** 3), pick(500), pick(500)])].map((tag) => `tag:${tag}`)
  const values = [
    toEmail(rowNo),
    `name ${pick(5_000)}`,
    random() < 0.5 ? null : `company ${pick(20_000)}`,
    ['subscribed', 'subscribed', 'unsubscribed', 'bounced'][pick(4)],
    `c${pick(60)}`,
    `l${pick(20)}`,
    `city ${pick(50_000)}`,
    `street ${pick(10_000)}`,
    `job ${pick(300)}`,
    `size ${pick(5)}`,
    random() < 0.1 ? null : pick(100_000) / 100,
    pick(1_000),
    pick(100),
    TODAY - pick(1_000),
    TODAY - pick(30_000),
    random() < 0.1 ? 'true' : 'false',
    `plan ${pick(5)}`,
    `tier ${pick(10)}`,
    NOW_S - pick(730 * DAY_S),
  ]
  const since = tags.map((tag): [string, number] => [tag, NOW_S - pick(730 * DAY_S)])
  return { rowNo, values, sets: tags, since, id: rowNo.toString(16).padStart(32, '0') }
}

function toEvent(rowNo: number): ContactEvent {
  const at = NOW_S - pick(730 * DAY_S)
  const share = random()
  if (share < 0.2) return { rowNo, event: 'event:purchase', at, properties: { amount: pick(40_000) / 100 } }
  const isMachine = pick(20) === 0
  const message = { rowNo, at, channel: 'email', kind: 'marketing', campaign: `cmp_${pick(200)}`, isMachine }
  if (share < 0.8) return { ...message, event: 'message:opened' }
  return { ...message, event: 'message:clicked', link: `https://example.org/page${pick(1_000)}` }
}

function pick(count: number): number {
  return Math.floor(random() * count)
}

/** Mulberry32. */
function random(): number {
  state = (state + 0x6d2b79f5) | 0
  let mixed = Math.imul(state ^ (state >>> 15), state | 1)
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
}
