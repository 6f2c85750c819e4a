import { setTimeout as sleep } from 'node:timers/promises'
import { type AudienceSize, audience, PLANS, SEED } from '../fixture/audience.ts'
import { Random } from '../fixture/random.ts'
import type { StartedRollcall } from './started-rollcall.ts'

/** 2,000 contacts a second, as many programs of a busy shop would send them. */
export const CHANGES = { batchContacts: 20, batchesPerSecond: 100, connections: 16 }

/** Contacts that change: enough that the same one seldom changes twice in a run. */
const CHANGING_CONTACTS = 100_000

/** A batch that was acknowledged. Instants are of `performance.now()`. */
export type Changed = {
  /** When it should have been sent, so that a queue in front of a slow product counts. */
  dueAtMs: number
  acknowledgedAtMs: number
  /** Its Rollcall-Position. */
  position: string
}

export type ChangeLoad = AudienceSize & { seconds: number; onChanged: (changed: Changed) => void }

/** Changes plan, visits and lifetime value of random contacts at a steady pace; ends when all is acknowledged. */
export async function runChangeLoad(product: StartedRollcall, load: ChangeLoad): Promise<void> {
  const emails = listEmails(load)
  const random = new Random(SEED)
  const startMs = performance.now()
  const batches = load.seconds * CHANGES.batchesPerSecond
  let next = 0
  const work = async () => {
    for (let batch = next++; batch < batches; batch = next++) {
      const dueAtMs = startMs + (batch * 1000) / CHANGES.batchesPerSecond
      await sleep(Math.max(0, dueAtMs - performance.now()))
      const reply = await product.call('POST', '/v1/contacts/batch', { json: { contacts: makeBatch(random, emails) } })
      await reply.arrayBuffer()
      const position = reply.headers.get('rollcall-position')
      if (position !== null) load.onChanged({ dueAtMs, acknowledgedAtMs: performance.now(), position })
    }
  }
  await Promise.all(Array.from({ length: CHANGES.connections }, work))
}

function listEmails({ contacts, nowSeconds }: ChangeLoad): string[] {
  const emails: string[] = []
  for (const { people } of audience({ contacts: Math.min(CHANGING_CONTACTS, contacts), nowSeconds }))
    for (const { email } of people) emails.push(email)
  return emails
}

function makeBatch(random: Random, emails: string[]): object[] {
  return Array.from({ length: CHANGES.batchContacts }, () => ({
    email: random.pick(emails),
    fields: { plan: random.pick(PLANS), visits: random.below(1_000), ltv: random.below(100_000) / 100 },
  }))
}
