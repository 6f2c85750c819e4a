import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Campaign, type Campaigning, createCampaigning, emails } from '../support/campaigning.ts'
import { type Fault, type MailServer, startMailServer } from '../support/mail-server.ts'
import { until } from '../support/until.ts'

type Draft = Campaign & { name: string; detail: string; audience: { include: { segments?: string[] } } }

let desk: Campaigning
let server: MailServer | undefined
beforeAll(async () => {
  desk = await createCampaigning()
})
afterEach(async () => {
  await desk.stop()
  desk.product.product.config.smtpUrl = null
  await server?.close()
  server = undefined
  await desk.request('DELETE', '/catcher')
})
afterAll(() => desk.drop())

const resend = (id: string, to: string) => desk.request<Draft>('POST', `/campaigns/${id}/resend`, { to })
const faults: Record<string, Fault> = {
  gone: { at: 'rcpt', code: 550, text: '5.1.1 The email account does not exist' },
  full: { at: 'rcpt', code: 552, text: '5.2.2 mailbox full' },
  perhaps: { at: 'reset-after-dot' },
}

describe('a campaign that is over', () => {
  it('goes again to exactly those for whom it failed or is uncertain, and never to a mailbox that does not exist', async () => {
    server = await startMailServer((to) => faults[to.split('@')[0]])
    desk.product.product.config.smtpUrl = server.url
    const tag = await desk.people(
      ['gone', 'full', 'perhaps', 'fine'].map((one) => ({ email: `${one}@again.example.org` })),
    )
    const id = await desk.draft({ include: { tags: [tag] } })
    await desk.sendAll(id)
    expect(await desk.results(id)).toMatchObject({ sent: 1, failed: 2, uncertain: 1 })
    await desk.stop()
    await server.close()
    server = undefined
    desk.product.product.config.smtpUrl = null
    for (const [to, email] of [
      ['failed', 'full@again.example.org'],
      ['uncertain', 'perhaps@again.example.org'],
    ]) {
      const { status, body } = await resend(id, to)
      expect([status, body]).toMatchObject([201, { status: 'draft', name: 'Again: News' }])
      await desk.sendAll(body.id)
      expect(await desk.recipients()).toEqual([email])
      await desk.stop()
      await desk.request('DELETE', '/catcher')
    }
    expect((await resend(id, 'failed')).status).toBe(201)
    expect((await resend(id, 'cancelled')).status).toBe(422)
  })

  it('goes again to those before whose turn it was cancelled, once its books are closed', async () => {
    const tag = await desk.people(emails('rest', 3).map((email) => ({ email })))
    const id = await desk.draft({ include: { tags: [tag] } })
    await desk.launch(id)
    expect((await resend(id, 'cancelled')).status).toBe(409)
    await desk.request('POST', `/campaigns/${id}/cancel`)
    desk.start()
    await until(
      () => desk.request<{ finishedAt: string | null }>('GET', `/campaigns/${id}`),
      ({ body }) => body.finishedAt !== null,
    )
    const { body } = await resend(id, 'cancelled')
    await desk.sendAll(body.id)
    expect(await desk.recipients()).toEqual(emails('rest', 3))
  })
})
