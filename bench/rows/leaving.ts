import { setTimeout as sleep } from 'node:timers/promises'
import { parseId } from '@rollcall/contract'
import { toUnsubscribeToken } from '../../packages/server/src/email/unsubscribe-token.ts'
import { getSecretKey } from '../../packages/server/src/secret-key.ts'
import type { Sink } from '../product/start-sink.ts'
import type { StartedRollcall } from '../product/started-rollcall.ts'
import { short, whole } from '../report/figures.ts'
import type { Section } from '../report/section.ts'
import { percentile } from '../report/timing.ts'

const SECONDS = 15
const PER_SECOND = 20
/** The fixture is the only project of its record. */
const PROJECT = 1

/** One click to leave (RFC 8058), while a campaign is being sent to everybody: each time somebody else, the last of the audience first. */
export async function measureLeaving(
  product: StartedRollcall,
  { sink, campaign, contacts }: { sink: Sink; campaign: string; contacts: number },
): Promise<Section> {
  const secretKey = await getSecretKey(product.dataDir)
  const campaignUuid = parseId('campaign', campaign)
  if (campaignUuid === undefined) throw new Error(`${campaign} is not the id of a campaign.`)
  const tokenOf = (rowNo: number) => toUnsubscribeToken(secretKey, { projectId: PROJECT, rowNo, campaignUuid })
  const [startedAtMs, before] = [performance.now(), sink.taken().count]
  const asked: Promise<number>[] = []
  for (let no = 0; no < SECONDS * PER_SECOND; no += 1) {
    const dueAtMs = startedAtMs + (no * 1000) / PER_SECOND
    await sleep(Math.max(0, dueAtMs - performance.now()))
    const answered = leave(product, tokenOf(contacts - 1 - no))
    // One that fails is heard of when all are waited for.
    answered.catch(() => {})
    asked.push(answered)
  }
  const tookMs = await Promise.all(asked)
  const rate = ((sink.taken().count - before) * 1000) / (performance.now() - startedAtMs)
  return {
    title: 'One click to leave while a campaign is being sent',
    columns: ['calls', 'p50 ms', 'p95 ms', 'p99 ms', 'most ms', 'messages/s meanwhile'],
    rows: [
      [whole(tookMs.length), ...[0.5, 0.95, 0.99, 1].map((share) => short(percentile(tookMs, share))), whole(rate)],
    ],
    notes: [
      `POST with List-Unsubscribe=One-Click, as mail programs do it: ${PER_SECOND} a second for ${SECONDS} s, each from somebody ` +
        'else. Each is answered once it is on disk. None waits for the one before.',
    ],
  }
}

async function leave(product: StartedRollcall, token: string): Promise<number> {
  const startedAtMs = performance.now()
  const reply = await fetch(`${product.url}/unsubscribe/${token}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  })
  await reply.arrayBuffer()
  if (!reply.ok) throw new Error(`POST /unsubscribe: ${reply.status}`)
  return performance.now() - startedAtMs
}
