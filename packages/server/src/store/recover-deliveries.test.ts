import { parseId } from '@rollcall/contract'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Campaigning, createCampaigning } from '../../../../tests/support/campaigning.ts'
import { materialiseNext } from '../jobs/sending/materialise-next.ts'
import { KINDS_KNOWING_REPEATS } from '../senders/providers/kinds.ts'
import { leaseDeliveries, recoverDeliveries } from './deliveries.ts'
import { markSending } from './delivery-attempts.ts'

let desk: Campaigning
beforeAll(async () => {
  desk = await createCampaigning({ allowPrivate: true })
  await desk.people([{ email: 'ada@example.org' }])
})
afterAll(() => desk.drop())

const HOUR_MS = 3_600_000

async function addProvider(kind: string): Promise<string> {
  const settings = { apiKey: 're_1234567890123456', baseUrl: 'http://127.0.0.1:1' }
  const { body } = await desk.request<{ id: string }>('POST', '/providers', { kind, name: kind, settings })
  return body.id
}

/** What becomes of a message whose process was killed while it was on its way; `meanwhile` comes before that is noticed. */
async function killed(provider: string | null, meanwhile: (campaign: string) => Promise<unknown> = async () => {}) {
  const { product, first } = desk.product
  const { database } = product
  const id = await desk.draft({ include: { everyone: true } }, { provider })
  expect((await desk.launch(id)).status).toBe(202)
  await materialiseNext(product)
  const campaign = { projectId: first.id, id: parseId('campaign', id) ?? '' }
  const leaseUntil = new Date(product.now().getTime() + 1_000)
  const [delivery] = await leaseDeliveries(database, campaign, { limit: 1, heldMs: 0, now: product.now(), leaseUntil })
  const { projectId, rowNo, fence, address } = delivery
  const attempt = { projectId, rowNo, id: delivery.id, fence, address, messageId: '<a@example.org>' }
  expect(await markSending(database, [attempt], product.now())).toEqual(['sending'])
  await meanwhile(id)
  await recoverDeliveries(database, { now: product.now(), everyone: true, knowingRepeats: KINDS_KNOWING_REPEATS })
  const { queued, uncertain } = await desk.results(id)
  return { queued, uncertain }
}

const AGAIN = { queued: 1, uncertain: 0 }
const UNCERTAIN = { queued: 0, uncertain: 1 }

it('is sent again where the provider knows what comes again, and is the one that had it, lately', async () => {
  const resend = await addProvider('resend')
  expect(await killed(resend)).toEqual(AGAIN)
  expect(await killed(null)).toEqual(UNCERTAIN)
  const change = () => desk.request('PATCH', `/providers/${resend}`, { name: 'Another account, perhaps' })
  expect(await killed(resend, change)).toEqual(UNCERTAIN)
  expect(await killed(resend, (id) => desk.request('POST', `/campaigns/${id}/pause`))).toEqual(UNCERTAIN)
  const wait = async () => {
    desk.aheadMs += 24 * HOUR_MS
  }
  expect(await killed(resend, wait)).toEqual(UNCERTAIN)
})
