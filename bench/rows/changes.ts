import type { AudienceSize } from '../fixture/audience.ts'
import { CHANGES, type Changed, runChangeLoad } from '../product/change-load.ts'
import type { StartedRollcall } from '../product/started-rollcall.ts'
import { short, toSize, whole } from '../report/figures.ts'
import type { Section } from '../report/section.ts'
import { percentile } from '../report/timing.ts'

const WARM_UP_SECONDS = 3
const SECONDS = 20
/** Every so many batches one is asked for, so that asking is no load of its own. */
const ASK_EVERY = 10

/** How soon a change is acknowledged, and how soon a count knows of it, while 2,000 contacts change every second. */
export async function measureChanges(product: StartedRollcall, size: AudienceSize): Promise<Section> {
  await runChangeLoad(product, { ...size, seconds: WARM_UP_SECONDS, onChanged: () => {} })
  const acknowledgedMs: number[] = []
  const asked: Promise<number>[] = []
  const onChanged = (changed: Changed) => {
    acknowledgedMs.push(changed.acknowledgedAtMs - changed.dueAtMs)
    if (acknowledgedMs.length % ASK_EVERY === 0) asked.push(untilCounted(product, changed))
  }
  const startedAtMs = performance.now()
  await runChangeLoad(product, { ...size, seconds: SECONDS, onChanged })
  const rate = (CHANGES.batchContacts * acknowledgedMs.length * 1000) / (performance.now() - startedAtMs)
  return toSection({ ...size, rate, acknowledgedMs, countedMs: await Promise.all(asked) })
}

/** From when the batch was due until a count that has to include it is answered. */
async function untilCounted(product: StartedRollcall, { dueAtMs, position }: Changed): Promise<number> {
  const filters = { conditions: [{ type: 'field', field: 'plan', op: 'is', values: ['pro'] }] }
  const reply = await product.call('POST', '/v1/segments/preview', { json: { filters }, after: position })
  await reply.arrayBuffer()
  return performance.now() - dueAtMs
}

type Result = { contacts: number; rate: number; acknowledgedMs: number[]; countedMs: number[] }

function toSection({ contacts, rate, acknowledgedMs, countedMs }: Result): Section {
  const row = (name: string, ms: number[]) => {
    return [name, whole(ms.length), ...[0.5, 0.99, 1].map((share) => short(percentile(ms, share)))]
  }
  return {
    title: `Changes at ${toSize(contacts)} contacts, ${whole(rate)} a second`,
    columns: ['from the instant a batch was due', 'batches', 'p50 ms', 'p99 ms', 'most ms'],
    rows: [row('acknowledged, on disk', acknowledgedMs), row('in a count over HTTP', countedMs)],
    notes: [
      `Batches of ${CHANGES.batchContacts} contacts, ${CHANGES.batchesPerSecond} a second for ${SECONDS} s over ` +
        `${CHANGES.connections} connections. A batch that has to wait for the one before counts from when it was due.`,
    ],
  }
}
