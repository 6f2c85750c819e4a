import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Campaigning, createCampaigning, emails, type Results } from '../support/campaigning.ts'
import { type Fault, type MailServer, startMailServer } from '../support/mail-server.ts'
import { until } from '../support/until.ts'

let desk: Campaigning
beforeAll(async () => {
  desk = await createCampaigning()
})
afterEach(async () => {
  await desk.stop()
  await desk.request('DELETE', '/catcher')
})
afterAll(() => desk.drop())

describe('between the launch and the sending', () => {
  it('whoever unsubscribes, is suppressed, deleted or moves is treated as they are then', async () => {
    const names = ['stays', 'leaves', 'blocked', 'deleted', 'moves']
    const tag = await desk.people(names.map((name) => ({ email: `${name}@late.example.org` })))
    const id = await desk.draft({ include: { tags: [tag] } })
    expect((await desk.launch(id)).status).toBe(202)
    await desk.request('PATCH', '/contacts/leaves@late.example.org', { status: 'unsubscribed' })
    await desk.request('POST', '/suppressions', { email: 'blocked@late.example.org' })
    await desk.request('DELETE', '/contacts/deleted@late.example.org')
    await desk.request('PATCH', '/contacts/moves@late.example.org', { email: 'moved@late.example.org' })
    desk.start()
    await desk.finished(id)
    expect(await desk.recipients()).toEqual(['moved@late.example.org', 'stays@late.example.org'])
    const { skippedReasons } = await desk.results(id)
    expect(skippedReasons).toMatchObject([{ reason: 'deleted' }, { reason: 'suppressed' }, { reason: 'unsubscribed' }])
  })
})

describe('stopping and starting again', () => {
  it('loses nobody and sends to nobody twice', async () => {
    const wanted = emails('restart', 200)
    const tag = await desk.people(wanted.map((email) => ({ email })))
    const id = await desk.draft({ include: { tags: [tag] } })
    expect((await desk.launch(id)).status).toBe(202)
    for (let sent = 0; sent < 200; ) {
      desk.start()
      const before = sent
      const now = await until(
        () => desk.results(id),
        (results) => results.sent > before || results.sent === 200,
      )
      await desk.stop()
      const results = await desk.results(id)
      expect(results.queued + results.sent).toBe(200)
      sent = Math.max(now.sent, results.sent)
    }
    desk.start()
    await desk.finished(id)
    expect(await desk.recipients()).toEqual(wanted.sort())
  })
})

describe('through a mail server that misbehaves', () => {
  let server: MailServer | undefined
  afterEach(async () => {
    await desk.stop()
    desk.product.product.config.smtpUrl = null
    await server?.close()
  })

  async function sendThrough(faultFor: (to: string) => Fault | undefined, to: string[]): Promise<string> {
    server = await startMailServer(faultFor)
    desk.product.product.config.smtpUrl = server.url
    const tag = await desk.people(to.map((email) => ({ email })))
    const id = await desk.draft({ include: { tags: [tag] } })
    expect((await desk.launch(id)).status).toBe(202)
    desk.start()
    return id
  }

  const isSettled = (results: Results) => results.queued + results.sending === 0

  it('each message ends as it should, and the rest arrives', async () => {
    const faults: Record<string, Fault> = {
      refused: { at: 'rcpt', code: 550, text: 'No such user' },
      full: { at: 'message', code: 552 },
      lost: { at: 'reset-after-dot' },
      busy: { at: 'rcpt', code: 450 },
    }
    const names = [...Object.keys(faults), ...emails('fine', 30).map((email) => email.split('@')[0])]
    const id = await sendThrough(
      (to) => faults[to.split('@')[0]],
      names.map((name) => `${name}@faults.example.org`),
    )
    const results = await until(() => desk.results(id), isSettled)
    expect(results).toMatchObject({ members: 34, sent: 30, failed: 2, uncertain: 1, deferred: 1 })
    expect(results.failedReasons).toMatchObject([{ reason: 'no_mailbox' }, { reason: 'rejected' }])
    expect((await desk.get(id)).status).toBe('sending')
    const { body } = await desk.request<{ data: { response: string }[] }>(
      'GET',
      `/campaigns/${id}/deliveries?state=failed`,
    )
    expect(body.data[0].response).toContain('No such user')
    expect(new Set(server?.received.map(({ to }) => to)).size).toBe(server?.received.length)
    // It comes round again, and after four days is given up.
    for (const minutes of [2, 6, 16, 61]) {
      desk.aheadMs += minutes * 60_000
      const attempts = server?.asked.filter((to) => to.startsWith('busy')).length ?? 0
      await until(
        () => server?.asked.filter((to) => to.startsWith('busy')).length ?? 0,
        (now) => now > attempts,
      )
      await until(() => desk.results(id), isSettled)
    }
    expect(await desk.results(id)).toMatchObject({ deferred: 1 })
    await desk.product.product.database.query(`update deliveries set attempts = 27 where state = 'deferred'`)
    desk.aheadMs += 241 * 60_000
    await desk.finished(id)
    expect(await desk.results(id)).toMatchObject({ members: 34, sent: 30, failed: 3, uncertain: 1, deferred: 0 })
    expect(server?.asked.filter((to) => to.startsWith('busy'))).toHaveLength(6)
  })

  it('a limit of the server costs nothing but time', async () => {
    const fault: Fault = { at: 'message', code: 454, text: 'Throttling failure: Daily message quota exceeded.' }
    let isLimited = true
    const to = emails('limited', 30)
    const id = await sendThrough(() => (isLimited ? fault : undefined), to)
    for (let tries = 1; tries <= 6; tries += 1) {
      const asked = server?.asked.length ?? 0
      await until(
        async () => (server?.asked.length ?? 0) > asked,
        (isAsked) => isAsked,
      )
      await until(
        () => desk.results(id),
        ({ queued }) => queued === 30,
      )
      expect((await desk.get(id)).error).toMatch(/^The mail server cannot be used: 454 Throttling/)
      desk.aheadMs += 60 * 60_000
    }
    isLimited = false
    desk.aheadMs += 60 * 60_000
    await desk.finished(id)
    expect(server?.received.map((message) => message.to).sort()).toEqual(to.sort())
  })

  it('an outage costs nothing but time', async () => {
    server = await startMailServer()
    const { url } = server
    await server.close()
    desk.product.product.config.smtpUrl = url
    const tag = await desk.people(emails('outage', 30).map((email) => ({ email })))
    const id = await desk.draft({ include: { tags: [tag] } })
    await desk.launch(id)
    desk.start()
    const campaign = () => desk.get(id)
    const held = await until(campaign, ({ error }) => error !== null)
    expect(held.error).toMatch(/^The mail server cannot be used: .*ECONNREFUSED.* Rollcall keeps trying\.$/)
    await until(
      () => desk.results(id),
      ({ queued }) => queued === 30,
    )
    server = await startMailServer(() => undefined, { port: Number(new URL(url).port) })
    desk.aheadMs += 5_000
    await desk.finished(id)
    expect(server.received.map(({ to }) => to).sort()).toEqual(emails('outage', 30).sort())
    expect(await campaign()).toMatchObject({ error: null })
  })

  it('no field of a person becomes a header', async () => {
    server = await startMailServer()
    desk.product.product.config.smtpUrl = server.url
    const tag = await desk.people([{ email: 'inject@example.org', firstName: 'x\r\nBcc: all@example.org\r\n\r\nBody' }])
    const id = await desk.draft({ include: { tags: [tag] } }, { fromName: 'News' })
    await desk.launch(id)
    desk.start()
    await desk.finished(id)
    const [head] = server.received[0].raw.split('\r\n\r\n')
    expect(head).toContain('Subject: Hi x Bcc: all@example.org Body')
    expect(head).not.toMatch(/^Bcc/im)
  })
})
