import { describe, expect, it } from 'vitest'
import { emails } from '../support/campaigning.ts'
import { until } from '../support/until.ts'
import { useDesk } from '../support/use-desk.ts'

const HOUR_MS = 3_600_000
type Delivery = Record<'email' | 'state' | 'updatedAt', string> & Record<'reason' | 'nextAttemptAt', string | null>

const desk = useDesk()

const deliveries = async (id: string) =>
  (await desk.request<{ data: Delivery[] }>('GET', `/campaigns/${id}/deliveries`)).body.data
const isWaiting = ({ nextAttemptAt }: Delivery) => nextAttemptAt !== null

describe('a cap on how often somebody hears', () => {
  it('lets whoever heard too often wait until the hours are over', async () => {
    const tag = await desk.people([
      { email: 'patient@plan.example.org' },
      { email: 'leaves-meanwhile@plan.example.org' },
    ])
    const before = await desk.draft({ include: { tags: [tag] } })
    await desk.sendAll(before)
    await desk.request('POST', '/contacts', { email: 'new@plan.example.org', tags: [tag] })
    const patient = { plan: { frequencyCap: { messages: 1, hours: 16, reached: 'wait' } } }
    const id = await desk.draft({ include: { tags: [tag] } }, patient)
    await desk.launch(id)
    desk.start()
    const ledger = await until(
      () => deliveries(id),
      (found) => found.filter(isWaiting).length === 2 && found.some(({ state }) => state === 'sent'),
    )
    expect(await desk.results(id)).toMatchObject({ queued: 2, skipped: 0 })
    const sentAt = new Map((await deliveries(before)).map(({ email, updatedAt }) => [email, Date.parse(updatedAt)]))
    for (const { email, state, reason, nextAttemptAt } of ledger.filter(isWaiting)) {
      expect({ state, reason }).toEqual({ state: 'queued', reason: 'frequency_cap' })
      expect(Date.parse(nextAttemptAt ?? '') - (sentAt.get(email) ?? 0)).toBe(16 * HOUR_MS)
    }
    await desk.product.read('DELETE', '/v1/contacts/leaves-meanwhile@plan.example.org/tags', { tags: [tag] })
    desk.aheadMs += 17 * HOUR_MS
    await desk.finished(id)
    expect(await desk.results(id)).toMatchObject({ sent: 2, queued: 0, skippedReasons: [{ reason: 'left_audience' }] })
    expect((await desk.recipients()).toSorted()).toEqual([
      'leaves-meanwhile@plan.example.org',
      'new@plan.example.org',
      'patient@plan.example.org',
      'patient@plan.example.org',
    ])
  })

  it('lets nobody who heard too often hold up the winner of a test', async () => {
    const tag = await desk.people(emails('tried', 4).map((email) => ({ email })))
    await desk.sendAll(await desk.draft({ include: { tags: [tag] } }))
    await desk.stop()
    for (const email of emails('fresh-for-test', 4)) await desk.request('POST', '/contacts', { email, tags: [tag] })
    const id = await desk.draft(
      { include: { tags: [tag] } },
      {
        plan: { frequencyCap: { messages: 1, hours: 16, reached: 'wait' } },
        variants: [{ subject: 'Another' }],
        test: { share: 75, decide: { by: 'opens', afterMinutes: 60 } },
      },
    )
    await desk.launch(id)
    desk.start()
    const read = async () =>
      (await desk.request<{ state: string; choosesAt: string | null }>('GET', `/campaigns/${id}/results/versions`)).body
    await until(read, ({ choosesAt }) => Boolean(choosesAt))
    // At least two of the six in the test heard from us before.
    expect((await deliveries(id)).filter(({ reason }) => reason === 'frequency_cap').length).toBeGreaterThan(1)
    await desk.request('POST', `/campaigns/${id}/cancel`)
  })

  it('counts back from the newest: of two in 16 hours the older one decides', async () => {
    const tag = await desk.people([{ email: 'twice@plan.example.org' }])
    const audience = { include: { tags: [tag] } }
    const capped = (messages: number) => ({ plan: { frequencyCap: { messages, hours: 16, reached: 'wait' } } })
    const first = await desk.draft(audience)
    await desk.sendAll(first)
    desk.aheadMs += HOUR_MS
    // One so far, and two are allowed.
    await desk.sendAll(await desk.draft(audience, capped(2)))
    desk.aheadMs += HOUR_MS
    const third = await desk.draft(audience, capped(2))
    await desk.launch(third)
    const [waiting] = await until(
      () => deliveries(third),
      (found) => found.some(isWaiting),
    )
    const [older] = await deliveries(first)
    expect(Date.parse(waiting?.nextAttemptAt ?? '') - Date.parse(older?.updatedAt ?? '')).toBe(16 * HOUR_MS)
    desk.aheadMs += 15 * HOUR_MS
    await desk.finished(third)
  })
})
