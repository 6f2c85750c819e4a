import { parseArgs } from 'node:util'
import {
  AudienceIndex,
  type ContactEvent,
  type MembershipChange,
  openWorkerShard,
  type Row,
  type RowBatch,
  type WatchedSegment,
} from '../packages/engine/src/index.ts'
import { type Bound, type ColumnDefinition, type Lowering, positionOf } from '../packages/filters/src/index.ts'

/** What live membership costs the index: `node bench/engine-live.ts [--rows 1000000] [--segments 500]`. */
const { values: options } = parseArgs({
  options: { rows: { type: 'string', default: '1000000' }, segments: { type: 'string', default: '500' } },
})
const ROWS = Number(options.rows)
const SEGMENTS = Number(options.segments)
const DAY = 86_400
const START = 1_790_000_000
const LOAD = 20_000
const TAGS = 500
const KINDS = ['message:opened', 'message:clicked', 'event:purchase']
const COLUMNS: ColumnDefinition[] = [
  { id: 'email', storage: 'text' },
  { id: 'city', storage: 'text' },
  { id: 'status', storage: 'choice' },
  { id: 'country', storage: 'choice' },
  { id: 'ltv', storage: 'number' },
  { id: 'birthday', storage: 'day' },
  { id: 'createdAt', storage: 'instant' },
  { id: 'trialEndsAt', storage: 'instant' },
]
const STORM_AT = START + 30 * DAY

let state = 1
function below(end: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((state / 2 ** 32) * end)
}

function row(rowNo: number): Row {
  const tags = [below(TAGS), below(TAGS), below(TAGS)]
  const sets = [...new Set(tags.map((tag) => `tag:${tag}`))]
  return {
    rowNo,
    values: [
      `person${rowNo}@example${below(50)}.org`,
      `city ${below(50_000)}`,
      ['subscribed', 'subscribed', 'unsubscribed', 'bounced'][below(4)],
      `C${below(30)}`,
      below(1_000),
      below(20_000) - 5_000,
      START - below(730 * DAY),
      STORM_AT,
    ],
    sets,
    since: sets.map((set) => [set, START - below(730 * DAY)]),
  }
}

function event(rowNo: number, at: number): ContactEvent {
  const kind = KINDS[below(3)]
  if (kind === 'event:purchase') return { rowNo, event: kind, at, properties: { amount: below(500) } }
  return { rowNo, event: kind, at, channel: 'email', kind: 'marketing', campaign: `cmp_${below(200)}` }
}

async function* batches(): AsyncGenerator<RowBatch> {
  for (let first = 0; first < ROWS; first += LOAD) {
    const rows = Array.from({ length: Math.min(LOAD, ROWS - first) }, (_, at) => row(first + at))
    const events = rows.flatMap(({ rowNo }) => Array.from({ length: 5 }, () => event(rowNo, START - below(730 * DAY))))
    yield { rows, removed: [], events }
  }
}

const clock = { now: START, timezone: 'Europe/Berlin' }

function ago(duration: string): Bound {
  const moves = { counts: 'seconds', point: 'ago', duration } as const
  return { value: positionOf(moves, clock), moves }
}

const now: Bound = { value: START, moves: { counts: 'seconds', point: 'now' } }
const EVERYONE: Lowering = { is: 'constant', value: true }

function did(kind: string, duration: string, count = 1): Lowering {
  const window: Lowering = { is: 'range', column: 'at', from: { ...ago(duration), open: true }, to: now }
  return {
    is: 'events',
    event: kind,
    until: now,
    where: EVERYONE,
    window,
    count: { any: [{ from: { value: count } }] },
  }
}

/** Rules as people make them: a tag or a country, often a window of time, now and then a text. */
function rule(at: number): Lowering {
  const windows = ['7d', '30d', '60d', '90d', '6mo', '1y']
  const duration = windows[at % windows.length]
  const subscribed: Lowering = { is: 'codes', column: 'status', any: ['subscribed'] }
  const tag: Lowering = { is: 'set', set: `tag:${(at * 7) % TAGS}` }
  const country: Lowering = { is: 'codes', column: 'country', any: [`C${at % 30}`, `C${(at + 7) % 30}`] }
  const recent: Lowering = { is: 'range', column: 'createdAt', from: { ...ago(duration), open: true }, to: now }
  const either: Lowering = { is: 'any', of: [tag, { is: 'set', set: `tag:${(at * 11) % TAGS}` }] }
  const shapes: Lowering[] = [
    { is: 'all', of: [subscribed, either] },
    { is: 'all', of: [subscribed, country, recent] },
    { is: 'all', of: [subscribed, did(KINDS[at % 3], duration), { is: 'not', of: did(KINDS[(at + 1) % 3], '60d') }] },
    { is: 'all', of: [country, did('event:purchase', duration, 2)] },
    { is: 'any', of: [tag, { is: 'all', of: [recent, { is: 'range', column: 'ltv', from: { value: at % 1_000 } }] }] },
    { is: 'all', of: [subscribed, { is: 'text', column: 'city', at: 'inside', any: [`y ${at % 100}`] }] },
    {
      is: 'since',
      set: `tag:${at % TAGS}`,
      window: { is: 'range', column: 'at', from: { ...ago(duration), open: true } },
    },
    { is: 'all', of: [country, { is: 'not', of: tag }, did(KINDS[at % 3], duration)] },
  ]
  return shapes[at % shapes.length]
}

function changed(changes: MembershipChange[]): number {
  return changes.reduce((sum, { entered, left }) => sum + entered.length + left.length, 0)
}

async function timed(what: string, runs: number, work: (run: number) => Promise<MembershipChange[]>): Promise<void> {
  const times: number[] = []
  let moved = 0
  for (let run = 0; run < runs; run++) {
    const before = performance.now()
    moved += changed(await work(run))
    times.push(performance.now() - before)
  }
  times.sort((a, b) => a - b)
  const [min, median, p99, max] = [0, 0.5, 0.99, 1].map((share) => times[Math.min(runs - 1, Math.floor(share * runs))])
  const shown = [median, min, p99, max].map((each) => each.toFixed(2).padStart(9)).join('')
  console.log(`${what.padEnd(58)}${shown}   ${Math.round(moved / runs)} changes each`)
}

const index = new AudienceIndex({ shardCount: 2, openShard: () => openWorkerShard({ maxBytes: 3.5 * 2 ** 30 }) })
console.log(`${ROWS} contacts, ${SEGMENTS} segments; milliseconds: median, min, p99, max`)
await index.replaceAll(1, COLUMNS, batches())
const tickAfter = (seconds: number) => {
  clock.now += seconds
  return index.tick(1, { ...clock })
}
const watched = (at: number): WatchedSegment => ({ id: `seg_${at}`, lowering: rule(at) })
await timed('watch all segments', 1, () =>
  index.watch(
    1,
    Array.from({ length: SEGMENTS }, (_, at) => watched(at)),
    clock,
  ),
)
await timed('first tick', 1, () => tickAfter(1))
await timed('tick, a second on', 60, () => tickAfter(1))
await timed('an edited rule', 20, (run) => {
  return index.watch(1, [{ id: `seg_${run}`, lowering: rule(run + SEGMENTS + 3), isSaved: true }], { ...clock })
})
await timed('first tick after that', 1, () => tickAfter(1))
const some = (run: number) => Array.from({ length: 20 }, (_, at) => (run * 20 + at * 7_919 * 101 + below(1_000)) % ROWS)
await timed('20 rows written anew', 200, (run) => {
  return index.apply(1, { rows: [...new Set(some(run))].map(row), removed: [] }, { ...clock })
})
const held = new Map<number, Row>()
await timed('20 rows, of each a tag changed (and what made them so)', 200, (run) => {
  const rows = [...new Set(some(run % 10))].map((rowNo) => {
    const before = held.get(rowNo) ?? row(rowNo)
    const tag = `tag:${below(TAGS)}`
    const after: Row = { ...before, sets: [...new Set([...before.sets.slice(1), tag])] }
    held.set(rowNo, after)
    return after
  })
  return index.apply(1, { rows, removed: [] }, { ...clock })
})
await timed('20 events', 200, (run) => {
  const events = some(run).map((rowNo) => event(rowNo, clock.now))
  return index.apply(1, { rows: [], removed: [], events }, { ...clock })
})
await timed('20 new rows', 50, (run) => {
  const rows = Array.from({ length: 20 }, (_, at) => row(ROWS + run * 20 + at))
  return index.apply(1, { rows, removed: [] }, { ...clock })
})
await timed('tick, a minute on', 60, () => tickAfter(60))
await timed('tick, a day on', 5, () => tickAfter(DAY))
const storm: Lowering = {
  is: 'range',
  column: 'trialEndsAt',
  from: { value: 0, moves: { counts: 'seconds', point: 'now' } },
}
clock.now = STORM_AT - 1
await timed('tick up to the storm', 1, () => index.tick(1, clock))
await timed('watch one whose members all leave at once', 1, () =>
  index.watch(1, [{ id: 'storm', lowering: storm }], clock),
)
await timed('tick before the storm', 1, () => tickAfter(1))
await timed('storm', 1, () => tickAfter(1))
const { watched: watching, sizeBytes } = await index.stats(1)
console.log(
  `${(watching.sizeBytes / 2 ** 20).toFixed(1)} MiB of ${(sizeBytes / 2 ** 20).toFixed(1)} MiB for members and bounds`,
)
await index.close()
