import { setTimeout as sleep } from 'node:timers/promises'
import type { Sink } from '../product/start-sink.ts'
import type { StartedRollcall } from '../product/started-rollcall.ts'
import { short, toMiB, whole } from '../report/figures.ts'
import type { Section } from '../report/section.ts'

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

/** A campaign to everybody into an SMTP server that takes all. It is still being sent when this returns. */
export async function measureSending(product: StartedRollcall, sink: Sink): Promise<Section> {
  await product.call('POST', '/v1/domains', { json: { domain: 'example.org' } })
  await product.call('PATCH', '/v1/project', { json: { postalAddress: '1 Main Street' } })
  // why: the route's own reply
  const { id } = (await (await product.call('POST', '/v1/campaigns', { json: CAMPAIGN })).json()) as { id: string }
  const idleBytes = product.residentBytes()
  const launchedAtMs = performance.now()
  await product.call('POST', `/v1/campaigns/${id}/launch`)
  const firstAtMs = await untilFirst(sink, launchedAtMs + FIRST_WITHIN_MS)
  const atFirst = { count: sink.taken().count, ...workOf(product, sink) }
  let peakBytes = idleBytes
  while (performance.now() < firstAtMs + SENDING_SECONDS * 1000) {
    await sleep(LOOK_EVERY_MS)
    peakBytes = Math.max(peakBytes, product.residentBytes())
  }
  const { count } = sink.taken()
  const rate = (count * 1000) / (performance.now() - firstAtMs)
  const now = workOf(product, sink)
  const perThousand = (who: 'own' | 'postgres' | 'sink') =>
    short(((now[who] - atFirst[who]) * 1000) / (count - atFirst.count))
  return {
    title: 'Sending to everybody, into an SMTP server on loopback',
    columns: [
      ...['messages/s', 'launch to the first message', 'growth of the process'],
      'CPU seconds per 1,000 messages: ours + PostgreSQL + the server',
    ],
    rows: [
      [
        whole(rate),
        `${short(firstAtMs - launchedAtMs)} ms`,
        `${toMiB(peakBytes - idleBytes)} from ${toMiB(idleBytes)}`,
        `${perThousand('own')} + ${perThousand('postgres')} + ${perThousand('sink')}`,
      ],
    ],
    notes: [
      `The first ${SENDING_SECONDS} s of one campaign: ${whole(count)} messages, personalised, signed, each with its own unsubscribe ` +
        'link. The server takes everything, in a process of its own.',
    ],
  }
}

// Who else is on the machine changes the rate, and hardly this.
function workOf(product: StartedRollcall, sink: Sink) {
  return { ...product.cpuSeconds(), sink: sink.cpuSeconds() }
}

async function untilFirst(sink: Sink, untilMs: number): Promise<number> {
  while (performance.now() < untilMs) {
    const { firstAtMs } = sink.taken()
    if (firstAtMs !== undefined) return firstAtMs
    await sleep(LOOK_EVERY_MS)
  }
  throw new Error(`No message came within ${FIRST_WITHIN_MS / 1000} s of the launch.`)
}
