import { setTimeout as sleep } from 'node:timers/promises'
import type { Sink } from '../product/start-sink.ts'
import type { StartedRollcall } from '../product/started-rollcall.ts'
import { short, toMiB, whole } from '../report/figures.ts'
import type { Section } from '../report/section.ts'
import { measureLeaving } from './leaving.ts'

const SENDING_SECONDS = 20
const LOOK_EVERY_MS = 100
/** Nobody waits longer for a first message. */
const FIRST_WITHIN_MS = 60_000

// A letter as shops send them: personalised, with a few links and an unsubscribe link.
const CAMPAIGN = {
  name: 'To everybody',
  subject: 'Hi {{ contact.firstName | default: "friend" }}, something for {{ contact.fields.city | default: "you" }}',
  from: 'news@example.org',
  html: `<h1>Hello {{ contact.firstName }}</h1>
${'<p>A paragraph of news with <a href="https://example.org/offers">a link</a>.</p>\n'.repeat(20)}
<p><a href="{{ unsubscribe_url }}">Unsubscribe</a></p>`,
  audience: { include: { everyone: true } },
}

/** A campaign to everybody into an SMTP server that takes all. It is still being sent when this returns, if it is large enough. */
export async function measureSending(
  product: StartedRollcall,
  { sink, contacts }: { sink: Sink; contacts: number },
): Promise<Section[]> {
  await product.call('POST', '/v1/domains', { json: { domain: 'example.org' } })
  await product.call('PATCH', '/v1/project', { json: { postalAddress: '1 Main Street' } })
  // why: the route's own reply
  const { id } = (await (await product.call('POST', '/v1/campaigns', { json: CAMPAIGN })).json()) as { id: string }
  const idleBytes = product.residentBytes()
  let peakBytes = idleBytes
  const look = setInterval(() => {
    peakBytes = Math.max(peakBytes, product.residentBytes())
  }, LOOK_EVERY_MS)
  try {
    const launchedAtMs = performance.now()
    await product.call('POST', `/v1/campaigns/${id}/launch`)
    const firstAtMs = await untilFirst(sink, launchedAtMs + FIRST_WITHIN_MS)
    const sent = await measureSeconds(product, sink)
    const leaving = await measureLeaving(product, { sink, campaign: id, contacts })
    return [toSection({ ...sent, firstMs: firstAtMs - launchedAtMs, idleBytes, peakBytes }), leaving]
  } finally {
    clearInterval(look)
  }
}

async function measureSeconds(product: StartedRollcall, sink: Sink) {
  const [before, fromMs] = [workOf(product, sink), performance.now()]
  await sleep(SENDING_SECONDS * 1000)
  const [after, toMs] = [workOf(product, sink), performance.now()]
  const count = after.count - before.count
  const perThousand = (who: 'own' | 'main' | 'postgres' | 'sink') => ((after[who] - before[who]) * 1000) / count
  const [own, main, postgres, taking] = [
    perThousand('own'),
    perThousand('main'),
    perThousand('postgres'),
    perThousand('sink'),
  ]
  return { count, rate: (count * 1000) / (toMs - fromMs), work: { main, others: own - main, postgres, taking } }
}

type Sent = Awaited<ReturnType<typeof measureSeconds>> & { firstMs: number; idleBytes: number; peakBytes: number }

function toSection({ count, rate, work, firstMs, idleBytes, peakBytes }: Sent): Section {
  const all = Object.values(work)
  return {
    title: 'Sending to everybody, into an SMTP server on loopback',
    columns: [
      ...['messages/s', 'launch to the first message', 'growth of the process'],
      'CPU seconds per 1,000 messages: our main thread + our other threads + PostgreSQL + the server',
    ],
    rows: [
      [
        whole(rate),
        `${short(firstMs)} ms`,
        `${toMiB(peakBytes - idleBytes)} from ${toMiB(idleBytes)}`,
        `${all.map(short).join(' + ')} = ${short(all.reduce((sum, seconds) => sum + seconds, 0))}`,
      ],
    ],
    notes: [
      `The first ${SENDING_SECONDS} s of one campaign: ${whole(count)} messages, personalised, signed, links and opens tracked, ` +
        'each with its own unsubscribe link. The server takes everything, in a process of its own.',
      'The most that the process grew from the launch until the end of the next measurement.',
    ],
  }
}

// Who else is on the machine changes the rate, and hardly this.
function workOf(product: StartedRollcall, sink: Sink) {
  return { count: sink.taken().count, ...product.cpuSeconds(), sink: sink.cpuSeconds() }
}

async function untilFirst(sink: Sink, untilMs: number): Promise<number> {
  while (performance.now() < untilMs) {
    const { firstAtMs } = sink.taken()
    if (firstAtMs !== undefined) return firstAtMs
    await sleep(LOOK_EVERY_MS)
  }
  throw new Error(`No message came within ${FIRST_WITHIN_MS / 1000} s of the launch.`)
}
