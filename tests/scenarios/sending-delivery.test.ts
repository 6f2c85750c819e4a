import { afterEach, describe, expect, it } from 'vitest'
import { type Campaigning, createCampaigning } from '../support/campaigning.ts'
import { type Fault, startMailServer } from '../support/mail-server.ts'
import { startResend } from '../support/services/resend-service.ts'
import { until } from '../support/until.ts'

type Answer = { id: string; provider: string; status: string; errors: { pointer: string; detail: string }[] }
type Progress = { status: string; sent: number; failed: number; queued: number; throttle: { reason: string } | null }

const MINUTE_MS = 60_000
const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function createDesk(config: Parameters<typeof createCampaigning>[0]): Promise<Campaigning> {
  const desk = await createCampaigning(config)
  closing.push(() => desk.drop())
  return desk
}

async function withMailServer(faultFor: (to: string) => Fault | undefined) {
  const server = await startMailServer(faultFor)
  closing.push(() => server.close())
  const desk = await createDesk({ smtpUrl: server.url })
  desk.start()
  return { server, desk }
}

const ask = (desk: Campaigning, recipientEmail: string, changes: object = {}) =>
  desk.request<Answer>('POST', '/sending', {
    ...{ recipientType: 'email', recipientEmail, from: 'hello@example.org', subject: 'Hi', template: '<p>Hi</p>' },
    ...changes,
  })
const sendTo = async (desk: Campaigning, email: string, changes: object = {}) => {
  const { status, body } = await ask(desk, email, changes)
  expect([status, body]).toMatchObject([202, { status: 'queued' }])
  return body.id
}
// What DNS has to say for that is told where domains are checked.
async function verify(desk: Campaigning) {
  await desk.request('POST', '/domains', { domain: 'example.org' })
  await desk.product.product.database.query('update sending_domains set verified_at = now(), lost_at = null')
}

const progressOf = async (desk: Campaigning, id: string) =>
  (await desk.request<Progress>('GET', `/sending/batches/${id}`)).body
const becomes = (desk: Campaigning, id: string, isSo: (progress: Progress) => boolean) =>
  until(() => progressOf(desk, id), isSo)

describe('a single message that is not simply taken over', () => {
  it('is retried, given up, suppressed or left open, as its answer says', async () => {
    let busy = true
    const faults: Record<string, Fault> = {
      'gone@example.org': { at: 'rcpt', code: 550, text: '5.1.1 No such user' },
      'refused@example.org': { at: 'message', code: 554, text: '5.6.0 Content refused' },
      'lost@example.org': { at: 'reset-after-dot' },
    }
    const { server, desk } = await withMailServer((to) =>
      to === 'busy@example.org' && busy ? { at: 'rcpt', code: 450 } : faults[to],
    )
    const ids = Object.fromEntries(
      await Promise.all(
        ['busy', 'gone', 'refused', 'lost', 'fine'].map(async (name) => [
          name,
          await sendTo(desk, `${name}@example.org`),
        ]),
      ),
    )
    await becomes(desk, ids.fine, ({ status }) => status === 'completed')
    for (const name of ['gone', 'refused', 'lost']) await becomes(desk, ids[name], ({ status }) => status === 'failed')
    expect(await desk.results(ids.lost)).toMatchObject({ uncertain: 1 })
    await becomes(desk, ids.busy, ({ status }) => status === 'processing')
    busy = false
    desk.aheadMs += 2 * MINUTE_MS
    await becomes(desk, ids.busy, ({ status }) => status === 'completed')
    expect(server.received.map(({ to }) => to).sort()).toEqual(
      ['busy', 'fine', 'lost'].map((name) => `${name}@example.org`),
    )
    const { body } = await ask(desk, 'gone@example.org')
    expect(body).toMatchObject({ status: 'skipped', message: expect.stringMatching(/suppression list|bounced/) })
  })

  it('waits by itself while the server refuses the sender, and is given up in the end', async () => {
    const { server, desk } = await withMailServer(() => ({ at: 'rcpt', code: 550, text: '5.7.26 Not authenticated' }))
    const id = await sendTo(desk, 'ada@example.org')
    for (let tries = 1; tries <= 5; tries += 1) {
      await until(
        () => desk.results(id),
        ({ deferred, failed }) => server.asked.length === tries && deferred + failed === 1,
      )
      desk.aheadMs += 61 * MINUTE_MS
    }
    expect(await becomes(desk, id, ({ queued }) => queued === 0)).toMatchObject({ status: 'failed', failed: 1 })
  })

  it('waits until a server that is down is back, also over a restart', async () => {
    const gone = await startMailServer()
    await gone.close()
    const desk = await createDesk({ smtpUrl: gone.url })
    desk.start()
    const ids = [await sendTo(desk, 'one@example.org'), await sendTo(desk, 'two@example.org')]
    await until(
      () => Promise.all(ids.map((id) => progressOf(desk, id))),
      (all) => all.some(({ throttle }) => /cannot be used/.test(throttle?.reason ?? '')),
    )
    await desk.stop()
    const server = await startMailServer(() => undefined, { port: Number(new URL(gone.url).port) })
    closing.push(() => server.close())
    desk.aheadMs += MINUTE_MS
    desk.start()
    for (const id of ids) await becomes(desk, id, ({ status }) => status === 'completed')
    expect(server.received.map(({ to }) => to).sort()).toEqual(['one@example.org', 'two@example.org'])
  })
})

describe('a provider', () => {
  it('is the one that the call names', async () => {
    const service = await startResend()
    closing.push(() => service.close())
    const desk = await createDesk({ allowPrivate: true })
    desk.start()
    const { status } = await desk.request('POST', '/providers', {
      kind: 'resend',
      name: 'Resend',
      settings: service.settings,
    })
    expect(status).toBe(201)
    const { body } = await ask(desk, 'ada@example.org', { providerType: 'resend', bcc: ['copy@example.org'] })
    expect(body).toMatchObject({ provider: 'resend', status: 'queued' })
    await becomes(desk, body.id, ({ status }) => status === 'completed')
    expect(service.taken).toMatchObject([{ to: ['ada@example.org', 'copy@example.org'], headers: {} }])
    expect((await ask(desk, 'ada@example.org', { providerType: 'migma' })).body.provider).toBe('migma')
  })

  it('beyond this machine takes mail from verified domains alone, over https', async () => {
    const smtpUrl = 'smtp://mail.invalid'
    const plain = await createDesk({ smtpUrl })
    await verify(plain)
    expect(await ask(plain, 'ada@example.org')).toMatchObject({ status: 422, body: { code: 'cannot_launch' } })
    const desk = await createDesk({ smtpUrl, publicUrl: 'https://mail.example.org' })
    const refused = await ask(desk, 'ada@example.org')
    expect(refused.body.errors).toMatchObject([{ pointer: '/from', detail: expect.stringContaining('not verified') }])
    await verify(desk)
    await sendTo(desk, 'ada@example.org', { from: 'hello@news.example.org' })
  })
})
