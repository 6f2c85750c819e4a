import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type CampaignSending, startCampaignSending } from '../../packages/server/src/jobs/send-campaigns.ts'
import { addContacts, type GivenContact } from '../support/add-contacts.ts'
import { createProduct, type TestProduct } from '../support/create-product.ts'
import { type Fault, type MailServer, startMailServer } from '../support/mail-server.ts'
import { until } from '../support/until.ts'

let test: TestProduct
let sending: CampaignSending | undefined
let clockMs = 0
beforeAll(async () => {
  test = await createProduct({ now: () => new Date(Date.now() + clockMs), wake: () => sending?.wake() })
})
afterEach(async () => {
  await sending?.stop()
  sending = undefined
  await request('DELETE', '/catcher')
})
afterAll(async () => {
  await test.drop()
  expect(test.errors).toEqual([])
})

const request = <Body = unknown>(method: string, path: string, body?: unknown) =>
  test.request<Body>(method, `/v1${path}`, body)

type Results = Record<string, number> & { skippedReasons: object[]; failedReasons: object[] }
type Campaign = { id: string; status: string; error: string | null; audience: unknown; launchedAt: string | null }
type Caught = { id: string; to: string[]; subject: string }

let tagCount = 0
/** People of a new tag; returns the tag's name. */
async function people(contacts: GivenContact[]): Promise<string> {
  tagCount += 1
  const tag = `people ${tagCount}`
  await addContacts(
    test,
    test.first,
    contacts.map((contact) => ({ ...contact, tags: [tag] })),
  )
  return tag
}

const content = {
  name: 'News',
  subject: 'Hi {{ contact.firstName | default: "friend" }}',
  from: 'news@example.org',
  html: '<p>{{ contact.email }} <a href="{{ unsubscribe_url }}">Bye</a></p>',
}

async function draft(audience: unknown, changes: object = {}): Promise<string> {
  const { status, body } = await request<Campaign>('POST', '/campaigns', { ...content, audience, ...changes })
  expect([status, body]).toMatchObject([201, { status: 'draft' }])
  return body.id
}

const launch = (id: string) => request<Campaign & { detail: string }>('POST', `/campaigns/${id}/launch`)
const resultsOf = async (id: string) => (await request<Results>('GET', `/campaigns/${id}/results`)).body
const statusOf = async (id: string) => (await request<Campaign>('GET', `/campaigns/${id}`)).body.status
const finished = (id: string) =>
  until(
    () => statusOf(id),
    (status) => status === 'sent',
  )

async function caught(): Promise<Caught[]> {
  const found: Caught[] = []
  let after = ''
  do {
    const path = `/catcher?limit=100${after}`
    const { body } = await request<{ data: Caught[]; next_cursor: string | null }>('GET', path)
    found.push(...body.data)
    after = body.next_cursor ? `&after=${body.next_cursor}` : ''
  } while (after !== '')
  return found
}

async function sendAll(id: string) {
  expect((await launch(id)).status).toBe(202)
  sending ??= startCampaignSending(test.product)
  await finished(id)
}

const emails = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, place) => `${prefix}${place}@example.org`)
const recipients = (messages: Caught[]) => messages.flatMap(({ to }) => to).sort()

describe('a draft', () => {
  it('keeps its audience by id, and what it names cannot be deleted', async () => {
    const tag = await people([{ email: 'kept@example.org' }])
    const { body: kept } = await request<{ id: string }>('POST', '/segments', { name: 'Kept', filters: {} })
    const { body: found } = await request<{ id: string }>('GET', `/tags/${encodeURIComponent(tag)}`)
    const id = await draft({ include: { tags: [tag] }, exclude: { segments: ['Kept'] } })
    const { body } = await request<Campaign>('GET', `/campaigns/${id}`)
    expect(body.audience).toEqual({ include: { tags: [found.id] }, exclude: { segments: [kept.id] } })
    expect((await request('DELETE', `/tags/${found.id}`)).status).toBe(409)
    expect((await request('DELETE', `/segments/${kept.id}`)).status).toBe(409)
    expect((await request('DELETE', `/campaigns/${id}`)).status).toBe(204)
    expect((await request('DELETE', `/segments/${kept.id}`)).status).toBe(204)
    expect((await request('GET', `/campaigns/${id}`)).status).toBe(404)
  })

  it.each<[unknown, string, string]>([
    [{ include: {} }, '/audience/include', 'says nobody'],
    [{ include: { tags: [] } }, '/audience/include', 'says nobody'],
    [{ include: { tags: ['no such tag'] } }, '/audience/include/tags/0', 'there is no tag "no such tag"'],
    [
      { include: { everyone: true }, exclude: { segments: ['none'] } },
      '/audience/exclude/segments/0',
      'there is no segment',
    ],
    [
      { include: { filters: { conditions: [{ type: 'nonsense' }] } } },
      '/audience/include/filters/conditions/0/type',
      '',
    ],
    [{ include: { everyone: false } }, '/audience/include/everyone', ''],
  ])('refuses the audience %j', async (audience, pointer, detail) => {
    const { status, body } = await request('POST', '/campaigns', { ...content, audience })
    const problem = { pointer, detail: expect.stringContaining(detail) }
    expect([status, body]).toMatchObject([422, { errors: [problem] }])
  })

  it('is listed with its results, newest first, and changes until it is launched', async () => {
    const tag = await people([{ email: 'changes@example.org' }])
    const id = await draft({ include: { tags: [tag] } }, { preheader: 'Before' })
    const changed = await request('PATCH', `/campaigns/${id}`, { subject: 'After', preheader: null })
    expect(changed).toMatchObject({ status: 200, body: { subject: 'After', preheader: null, name: 'News' } })
    const list = await request<{ data: { id: string; results: Results }[] }>('GET', '/campaigns?limit=1')
    expect(list.body.data).toMatchObject([{ id, results: { members: 0, sent: 0 } }])
    await sendAll(id)
    for (const [method, body] of [
      ['PATCH', { subject: 'x' }],
      ['DELETE', undefined],
    ] as const) {
      expect(await request(method, `/campaigns/${id}`, body)).toMatchObject({
        status: 409,
        body: { code: 'wrong_state' },
      })
    }
  })
})

describe('the audience before the launch', () => {
  it('is counted, each person once, with a sentence', async () => {
    const tag = await people([
      { email: 'ok1@example.org' },
      { email: 'ok2@example.org' },
      { firstName: 'No address', status: 'unsubscribed' },
      { email: 'gone@example.org', status: 'unsubscribed' },
      { email: 'never@example.org', status: 'non-subscribed' },
      { email: 'bounced@example.org', status: 'bounced' },
      { email: 'blocked@example.org', status: 'unsubscribed' },
      { email: 'wrong@example.org' },
    ])
    await request('POST', '/suppressions', { email: 'blocked@example.org', reason: 'complaint' })
    await markInvalid('wrong@example.org')
    const { body } = await test.read('POST', '/v1/campaigns/audience', { audience: { include: { tags: [tag] } } })
    expect(body).toMatchObject({
      members: 8,
      reachable: 2,
      willBeSent: 2,
      skipped: [
        { reason: 'no_address', count: 1 },
        { reason: 'suppressed', count: 1 },
        { reason: 'unsubscribed', count: 1 },
        { reason: 'non_subscribed', count: 1 },
        { reason: 'bounced', count: 1 },
        { reason: 'invalid_address', count: 1 },
      ],
      sentence:
        '2 people will get this. 6 more match but will not get it: 1 has no e-mail address, 1 is on the suppression list, ' +
        '1 unsubscribed, 1 never subscribed, 1 bounced, 1 has an address that cannot receive mail.',
    })
    const id = await draft({ include: { tags: [tag] } })
    await sendAll(id)
    expect(recipients(await caught())).toEqual(['ok1@example.org', 'ok2@example.org'])
    const skipped = (body as { skipped: object[] }).skipped
    const results = await resultsOf(id)
    expect(results).toMatchObject({ members: 8, sent: 2, skipped: 6 })
    // What was said before is what came true.
    expect(results.skippedReasons).toEqual(expect.arrayContaining(skipped))
    expect(results.skippedReasons).toHaveLength(skipped.length)
  })
})

async function markInvalid(email: string) {
  await test.product.database.write({ projectId: test.first.id, actor: 'system' }, async (transaction) => {
    const rows = await transaction.query<{ row_no: number }>(
      `update contacts set validation = 'invalid' where project_id = $1 and email = $2 returning row_no`,
      [test.first.id, email],
    )
    transaction.touch(rows.map((row) => row.row_no))
  })
}

describe('a launch', () => {
  it('sends to exactly those whom a filter matches, once each, each their own message', async () => {
    const wanted = emails('Wanted', 600)
    await addContacts(test, test.first, [
      ...wanted.map((email, place) => ({ email, firstName: `Name ${place}`, country: 'DE' })),
      ...emails('other', 50).map((email) => ({ email, country: 'FR' })),
    ])
    const filters = { conditions: [{ type: 'field', field: 'country', op: 'is', values: ['DE'] }] }
    const id = await draft({ include: { filters } }, { fromName: 'The "News"', replyTo: 'answers@example.org' })
    await sendAll(id)
    const messages = await caught()
    expect(recipients(messages)).toEqual(wanted.sort())
    for (const { to, subject } of messages) expect(`${to} ${subject}`).toMatch(/^Wanted(\d+)@example.org Hi Name \1$/)
    expect(await resultsOf(id)).toMatchObject({ members: 600, sent: 600, queued: 0, skipped: 0 })
    const [{ count }] = await test.product.database.query<{ count: number }>(
      `select count(distinct row_no)::int as count from events where name = 'email.sent' and campaign_id is not null
         and row_no in (select row_no from contacts where country = 'DE')`,
    )
    expect(count).toBe(600)
    await carriesItsHeaders(messages[0])
    await pagesItsDeliveries(id)
  })

  async function carriesItsHeaders({ id, to }: Caught) {
    type Message = { html: string; text: string; headers: { name: string; value: string }[] }
    const { body } = await request<Message>('GET', `/catcher/${id}`)
    const header = (name: string) =>
      body.headers.filter((one) => one.name.toLowerCase() === name).map(({ value }) => value)
    expect(header('from')).toEqual(['"The \\"News\\"" <news@example.org>'])
    expect(header('reply-to')).toEqual(['answers@example.org'])
    expect(header('to')).toEqual(to)
    expect(header('list-unsubscribe-post')).toEqual(['List-Unsubscribe=One-Click'])
    expect(header('message-id')[0]).toMatch(/^<dlv_\w{26}@localhost>$/)
    expect(header('list-id')[0]).toMatch(/^<prj_\w{26}\.localhost>$/)
    const [link] = header('list-unsubscribe')
    expect(link).toMatch(/^<http:\/\/localhost:3000\/unsubscribe\/[\w-]{55}>$/)
    expect(body.html).toContain(`href="${link.slice(1, -1)}"`)
    expect(body.text).toContain(link.slice(1, -1))
  }

  async function pagesItsDeliveries(id: string) {
    type Page = { data: { email: string; state: string; messageId: string }[]; next_cursor: string | null }
    const seen: string[] = []
    let cursor = ''
    do {
      const { body } = await request<Page>('GET', `/campaigns/${id}/deliveries?state=sent&limit=100${cursor}`)
      seen.push(...body.data.map(({ email, messageId }) => `${email} ${messageId.length > 20}`))
      cursor = body.next_cursor ? `&after=${body.next_cursor}` : ''
    } while (cursor !== '')
    expect(seen.sort()).toEqual(
      emails('Wanted', 600)
        .map((email) => `${email} true`)
        .sort(),
    )
    const { body } = await request<Page>('GET', `/campaigns/${id}/deliveries?state=failed`)
    expect(body.data).toEqual([])
  }

  it('includes any of what is named, and exclusion wins', async () => {
    await people([{ email: 'in-one@example.org' }, { email: 'in-both@example.org' }])
    const two = await people([{ email: 'in-two@example.org' }])
    await request('POST', `/contacts/in-both@example.org/tags`, { tags: [two] })
    await request('POST', `/contacts/in-one@example.org/tags`, { tags: ['unwanted'] })
    const { body: fixed } = await request<{ id: string }>('POST', '/segments', {
      name: 'Fixed',
      kind: 'static',
      contacts: ['in-both@example.org', 'ok1@example.org'],
    })
    const filters = { conditions: [{ type: 'tag', op: 'has_any', tags: ['unwanted'] }] }
    const id = await draft({ include: { tags: [two], segments: [fixed.id], filters }, exclude: { tags: ['unwanted'] } })
    await sendAll(id)
    expect(recipients(await caught())).toEqual(['in-both@example.org', 'in-two@example.org', 'ok1@example.org'])
  })

  it('is one launch, however often and from wherever it is pressed', async () => {
    const tag = await people(emails('twice', 20).map((email) => ({ email })))
    const id = await draft({ include: { tags: [tag] } })
    sending = startCampaignSending(test.product)
    const answers = await Promise.all(Array.from({ length: 50 }, () => launch(id)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]))
    expect(new Set(answers.map(({ body }) => body.launchedAt)).size).toBe(1)
    await finished(id)
    expect(await launch(id)).toMatchObject({ status: 202, body: { status: 'sent' } })
    expect(recipients(await caught())).toEqual(emails('twice', 20).sort())
  })

  it('counts every change that was acknowledged before it', async () => {
    const tag = await people([{ email: 'early@example.org' }])
    const id = await draft({ include: { tags: [tag] } })
    for (let round = 0; round < 5; round += 1) {
      const email = `late${round}@example.org`
      expect((await request('POST', '/contacts', { email, tags: [tag] })).status).toBe(201)
    }
    expect((await launch(id)).status).toBe(202)
    expect(await resultsOf(id)).toMatchObject({ members: 6, queued: 6 })
    sending = startCampaignSending(test.product)
    await finished(id)
    expect(await caught()).toHaveLength(6)
  })

  it.each<[object, string]>([
    [
      { subject: 'Hi {{ contact.firstName' },
      'The subject cannot be read as Liquid: output "{{ contact.firstName" not closed',
    ],
    [{ html: '{% include "x" %}' }, 'The HTML cannot be read as Liquid: tag "include" not found'],
    [{ text: '{{ x | nonsense }}' }, 'The plain text cannot be read as Liquid: undefined filter: nonsense'],
    [{ subject: '{{ contact.firstName }}' }, 'The subject is empty for somebody of whom nothing is known.'],
    [
      {
        audience: {
          include: { filters: { conditions: [{ type: 'field', field: 'country', op: 'is', values: ['JP'] }] } },
        },
      },
      'Nobody matches.',
    ],
  ])('of %j is refused with a sentence, and it stays a draft', async (changes, reason) => {
    const id = await draft({ include: { everyone: true } }, changes)
    const refused = await launch(id)
    expect(refused).toMatchObject({ status: 422, body: { code: 'cannot_launch' } })
    expect(refused.body.detail).toContain(reason)
    expect(await statusOf(id)).toBe('draft')
    expect(await resultsOf(id)).toMatchObject({ members: 0 })
  })

  it('through a mail server elsewhere is refused while the public URL is not https', async () => {
    const id = await draft({ include: { everyone: true } })
    const { smtpUrl } = test.product.config
    test.product.config.smtpUrl = 'smtp://mail.example.org:587'
    expect((await launch(id)).body.detail).toContain('http://localhost:3000 is not https')
    test.product.config.smtpUrl = smtpUrl
  })
})

describe('a preview', () => {
  it('shows the message as a person gets it, with a link that unsubscribes nobody', async () => {
    const tag = await people([{ email: 'preview@example.org', firstName: '<Ada>' }])
    const id = await draft({ include: { tags: [tag] } }, { html: '<p>{{ contact.firstName }}</p>' })
    for (const query of ['', '?contact=preview@example.org']) {
      const { body } = await test.read<{ html: string }>('GET', `/v1/campaigns/${id}/preview${query}`)
      expect(body).toMatchObject({ subject: 'Hi <Ada>', contact: expect.stringMatching(/^con_/) })
      expect(body.html).toContain('<p>&lt;Ada&gt;</p>')
      expect(body.html).toContain('href="http://localhost:3000/unsubscribe/preview"')
    }
    expect((await request('GET', `/campaigns/${id}/preview?contact=nobody`)).status).toBe(404)
    await request('PATCH', `/campaigns/${id}`, { html: '{{ x' })
    const broken = await request('GET', `/campaigns/${id}/preview`)
    expect(broken).toMatchObject({ status: 422, body: { errors: [{ pointer: '/html' }] } })
  })
})

describe('between the launch and the sending', () => {
  it('whoever unsubscribes, is suppressed, deleted or moves is treated as they are then', async () => {
    const names = ['stays', 'leaves', 'blocked', 'deleted', 'moves']
    const tag = await people(names.map((name) => ({ email: `${name}@late.example.org` })))
    const id = await draft({ include: { tags: [tag] } })
    expect((await launch(id)).status).toBe(202)
    await request('PATCH', '/contacts/leaves@late.example.org', { status: 'unsubscribed' })
    await request('POST', '/suppressions', { email: 'blocked@late.example.org' })
    await request('DELETE', '/contacts/deleted@late.example.org')
    await request('PATCH', '/contacts/moves@late.example.org', { email: 'moved@late.example.org' })
    sending = startCampaignSending(test.product)
    await finished(id)
    expect(recipients(await caught())).toEqual(['moved@late.example.org', 'stays@late.example.org'])
    const { skippedReasons } = await resultsOf(id)
    expect(skippedReasons).toMatchObject([{ reason: 'deleted' }, { reason: 'suppressed' }, { reason: 'unsubscribed' }])
  })
})

describe('stopping and starting again', () => {
  it('loses nobody and sends to nobody twice', async () => {
    const wanted = emails('restart', 200)
    const tag = await people(wanted.map((email) => ({ email })))
    const id = await draft({ include: { tags: [tag] } })
    expect((await launch(id)).status).toBe(202)
    for (let sent = 0; sent < 200; ) {
      sending = startCampaignSending(test.product)
      const before = sent
      const now = await until(
        () => resultsOf(id),
        (results) => results.sent > before || results.sent === 200,
      )
      await sending.stop()
      const results = await resultsOf(id)
      expect(results.queued + results.sent).toBe(200)
      sent = Math.max(now.sent, results.sent)
    }
    sending = startCampaignSending(test.product)
    await finished(id)
    expect(recipients(await caught())).toEqual(wanted.sort())
  })
})

describe('through a mail server that misbehaves', () => {
  let server: MailServer | undefined
  afterEach(async () => {
    await sending?.stop()
    sending = undefined
    test.product.config.smtpUrl = null
    await server?.close()
  })

  async function sendThrough(faultFor: (to: string) => Fault | undefined, to: string[]): Promise<string> {
    server = await startMailServer(faultFor)
    test.product.config.smtpUrl = server.url
    const tag = await people(to.map((email) => ({ email })))
    const id = await draft({ include: { tags: [tag] } })
    expect((await launch(id)).status).toBe(202)
    sending = startCampaignSending(test.product)
    return id
  }

  const isSettled = (results: Results) => results.queued + results.sending === 0

  it('each message ends as it should, and the rest arrives', async () => {
    const faults: Record<string, Fault> = {
      refused: { at: 'rcpt', code: 550, text: 'No such user' },
      full: { at: 'message', code: 552 },
      lost: { at: 'reset-after-dot' },
      busy: { at: 'rcpt', code: 450 },
      closing: { at: 'rcpt', code: 421 },
    }
    const names = [...Object.keys(faults), ...emails('fine', 30).map((email) => email.split('@')[0])]
    const id = await sendThrough(
      (to) => faults[to.split('@')[0]],
      names.map((name) => `${name}@faults.example.org`),
    )
    const results = await until(() => resultsOf(id), isSettled)
    expect(results).toMatchObject({ members: 35, sent: 30, failed: 2, uncertain: 1, deferred: 2 })
    expect(results.failedReasons).toMatchObject([{ reason: 'rejected', count: 2 }])
    expect(await statusOf(id)).toBe('sending')
    const { body } = await request<{ data: { response: string }[] }>('GET', `/campaigns/${id}/deliveries?state=failed`)
    expect(body.data[0].response).toContain('No such user')
    expect(new Set(server?.received.map(({ to }) => to)).size).toBe(server?.received.length)
    // They come round again, and in the end are given up or get through.
    faults.closing = faults.nothing
    for (const minutes of [2, 6, 16, 61]) {
      clockMs += minutes * 60_000
      const attempts = server?.asked.filter((to) => to.startsWith('busy')).length ?? 0
      await until(
        () => server?.asked.filter((to) => to.startsWith('busy')).length ?? 0,
        (now) => now > attempts,
      )
      await until(() => resultsOf(id), isSettled)
    }
    await finished(id)
    expect(await resultsOf(id)).toMatchObject({ members: 35, sent: 31, failed: 3, uncertain: 1, deferred: 0 })
    expect(server?.asked.filter((to) => to.startsWith('busy'))).toHaveLength(5)
  })

  it('an outage costs nothing but time', async () => {
    server = await startMailServer()
    const { url } = server
    await server.close()
    test.product.config.smtpUrl = url
    const tag = await people(emails('outage', 30).map((email) => ({ email })))
    const id = await draft({ include: { tags: [tag] } })
    await launch(id)
    sending = startCampaignSending(test.product)
    const campaign = () => request<Campaign>('GET', `/campaigns/${id}`).then(({ body }) => body)
    const held = await until(campaign, ({ error }) => error !== null)
    expect(held.error).toMatch(/^The mail server cannot be used: .*ECONNREFUSED.* Rollcall keeps trying\.$/)
    await until(
      () => resultsOf(id),
      ({ queued }) => queued === 30,
    )
    server = await startMailServer(() => undefined, Number(new URL(url).port))
    clockMs += 5_000
    await finished(id)
    expect(server.received.map(({ to }) => to).sort()).toEqual(emails('outage', 30).sort())
    expect(await campaign()).toMatchObject({ error: null })
  })

  it('no field of a person becomes a header', async () => {
    server = await startMailServer()
    test.product.config.smtpUrl = server.url
    const tag = await people([{ email: 'inject@example.org', firstName: 'x\r\nBcc: all@example.org\r\n\r\nBody' }])
    const id = await draft({ include: { tags: [tag] } }, { fromName: 'News' })
    await launch(id)
    sending = startCampaignSending(test.product)
    await finished(id)
    const [head] = server.received[0].raw.split('\r\n\r\n')
    expect(head).toContain('Subject: Hi x Bcc: all@example.org Body')
    expect(head).not.toMatch(/^Bcc/im)
  })
})
