import { toId } from '@rollcall/contract'
import { type AudienceSize, personUuid, SEED } from '../fixture/audience.ts'
import { CAMPAIGNS, thing } from '../fixture/names.ts'
import { Random } from '../fixture/random.ts'
import { makeFilledDataDir } from '../product/make-filled-data-dir.ts'
import { type StartedRollcall, startRollcall } from '../product/started-rollcall.ts'
import { short, whole } from '../report/figures.ts'
import type { Section } from '../report/section.ts'
import { percentile, RUNS } from '../report/timing.ts'
import type { Bench } from './measure.ts'

const CONTACTS = 100_000
const BATCH_EVENTS = 5_000
const BATCHES = 5
const CONNECTIONS = 4
const HOUR_SECONDS = 3_600
const TWO_YEARS_SECONDS = 730 * 24 * HOUR_SECONDS

/** Which events are sent: how old they are at most, and whether they carry ids of their own. */
const KINDS: { name: string; maxAgeSeconds: number; hasIds: boolean }[] = [
  { name: 'of the last hour', maxAgeSeconds: HOUR_SECONDS, hasIds: false },
  { name: 'of two years', maxAgeSeconds: TWO_YEARS_SECONDS, hasIds: false },
  { name: 'of the last hour, with ids', maxAgeSeconds: HOUR_SECONDS, hasIds: true },
  { name: 'the same ids again', maxAgeSeconds: HOUR_SECONDS, hasIds: true },
]

/** Events over HTTP in batches; every answer says that they are on disk. */
export async function ingest(bench: Bench): Promise<Section[]> {
  const size = { contacts: Math.min(CONTACTS, bench.contacts), nowSeconds: bench.nowSeconds }
  await makeFilledDataDir(bench.dir, size)
  await using product = await startRollcall(bench.dir)
  const rows: string[][] = []
  for (const kind of KINDS) {
    bench.say(`events ${kind.name}`)
    const random = new Random(SEED)
    const runs = Array.from({ length: RUNS }, (_, run) =>
      Array.from({ length: BATCHES }, (_, at) => makeBody(random, { ...size, ...kind, batch: run * BATCHES + at })),
    )
    const rates: number[] = []
    const batchMs: number[] = []
    for (const bodies of runs) rates.push(await send(product, bodies, batchMs))
    rows.push(toRow(kind.name, rates, batchMs))
  }
  return [
    {
      title: 'Events over HTTP',
      columns: ['events', 'events/s', 'a batch p50 ms', 'p95 ms'],
      rows,
      notes: [
        `Batches of ${whole(BATCH_EVENTS)} over ${CONNECTIONS} connections into ${whole(size.contacts)} contacts, ` +
          `${BATCHES} batches a run, median of ${RUNS} runs; they are made before the clock starts.`,
      ],
    },
  ]
}

type Batch = AudienceSize & { maxAgeSeconds: number; hasIds: boolean; batch: number }

function makeBody(random: Random, { batch, ...of }: Batch): string {
  const events = Array.from({ length: BATCH_EVENTS }, (_, at) => toEvent(random, of, batch * BATCH_EVENTS + at))
  return JSON.stringify({ events })
}

/** Four messages to one purchase. */
function toEvent(random: Random, of: Omit<Batch, 'batch'>, place: number): object {
  const at = new Date((of.nowSeconds - random.below(of.maxAgeSeconds)) * 1000).toISOString()
  const event = {
    ...{ contact: toId('contact', personUuid(random.below(of.contacts))), at },
    ...(of.hasIds && { id: `event-${place}` }),
  }
  const verb = ['sent', 'delivered', 'opened', 'clicked'][place % 5]
  if (verb === undefined)
    return { ...event, name: 'purchase', properties: { amount: random.below(50_000) / 100, currency: 'EUR' } }
  const link = verb === 'clicked' ? { link: `https://example.org/page/${random.below(100)}` } : {}
  return { ...event, name: `email.${verb}`, campaign: thing('campaign', random.below(CAMPAIGNS)).id, ...link }
}

/** Events per second; adds how long each batch took. */
async function send(product: StartedRollcall, bodies: string[], batchMs: number[]): Promise<number> {
  const waiting = [...bodies]
  let accepted = 0
  const startedAtMs = performance.now()
  const work = async () => {
    for (let body = waiting.pop(); body !== undefined; body = waiting.pop()) {
      const sentAtMs = performance.now()
      // why: the route's own reply
      const reply = (await (await product.call('POST', '/v1/events', { body })).json()) as { accepted: number }
      accepted += reply.accepted
      batchMs.push(performance.now() - sentAtMs)
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, work))
  return (accepted / (performance.now() - startedAtMs)) * 1000
}

function toRow(name: string, rates: number[], batchMs: number[]): string[] {
  const [median, least, most] = [percentile(rates, 0.5), Math.min(...rates), Math.max(...rates)].map(whole)
  return [name, `${median} (${least}–${most})`, short(percentile(batchMs, 0.5)), short(percentile(batchMs, 0.95))]
}
