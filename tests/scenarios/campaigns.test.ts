import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { addContacts } from '../support/add-contacts.ts'
import {
  type Campaign,
  type Campaigning,
  type Caught,
  CONTENT,
  createCampaigning,
  emails,
  type Results,
} from '../support/campaigning.ts'

let desk: Campaigning
beforeAll(async () => {
  desk = await createCampaigning()
})
afterEach(async () => {
  await desk.stop()
  await desk.request('DELETE', '/catcher')
})
afterAll(() => desk.drop())

describe('a draft', () => {
  it('keeps its audience by id, and what it names cannot be deleted', async () => {
    const tag = await desk.people([{ email: 'kept@example.org' }])
    const { body: kept } = await desk.request<{ id: string }>('POST', '/segments', { name: 'Kept', filters: {} })
    const { body: found } = await desk.request<{ id: string }>('GET', `/tags/${encodeURIComponent(tag)}`)
    const id = await desk.draft({ include: { tags: [tag] }, exclude: { segments: ['Kept'] } })
    const { body } = await desk.request<Campaign>('GET', `/campaigns/${id}`)
    expect(body.audience).toEqual({ include: { tags: [found.id] }, exclude: { segments: [kept.id] } })
    expect((await desk.request('DELETE', `/tags/${found.id}`)).status).toBe(409)
    expect((await desk.request('DELETE', `/segments/${kept.id}`)).status).toBe(409)
    expect((await desk.request('DELETE', `/campaigns/${id}`)).status).toBe(204)
    expect((await desk.request('DELETE', `/segments/${kept.id}`)).status).toBe(204)
    expect((await desk.request('GET', `/campaigns/${id}`)).status).toBe(404)
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
    const { status, body } = await desk.request('POST', '/campaigns', { ...CONTENT, audience })
    const problem = { pointer, detail: expect.stringContaining(detail) }
    expect([status, body]).toMatchObject([422, { errors: [problem] }])
  })

  it('is not changed over what somebody else has changed meanwhile, and says who that was', async () => {
    const id = await desk.draft({ include: { everyone: true } })
    const change = (body: object) => desk.request<{ updatedAt: string }>('PATCH', `/campaigns/${id}`, body)
    const read = (await change({ subject: 'First' })).body.updatedAt
    const mine = await change({ subject: 'Mine', ifUpdatedAt: read })
    expect([mine.status, mine.body]).toMatchObject([200, { subject: 'Mine' }])
    const theirs = await change({ subject: 'Theirs', ifUpdatedAt: read })
    const { updatedAt } = mine.body
    const by = expect.stringMatching(/^(?!Somebody)\w/)
    expect([theirs.status, theirs.body]).toMatchObject([409, { code: 'changed_meanwhile', by, at: updatedAt }])
    expect((await desk.request('GET', `/campaigns/${id}`)).body).toMatchObject({ subject: 'Mine', updatedAt })
    // What the log leaves out is nobody's by name.
    const small = await change({ plan: { perHour: 100 } })
    expect((await change({ subject: 'Theirs', ifUpdatedAt: updatedAt })).body).toMatchObject({
      at: small.body.updatedAt,
    })
    expect((await change({ subject: 'Theirs' })).status).toBe(200)
  })

  it('is listed with its results, newest first, and changes until it is launched', async () => {
    const tag = await desk.people([{ email: 'changes@example.org' }])
    const id = await desk.draft({ include: { tags: [tag] } }, { preheader: 'Before' })
    const changed = await desk.request('PATCH', `/campaigns/${id}`, { subject: 'After', preheader: null })
    expect(changed).toMatchObject({ status: 200, body: { subject: 'After', preheader: null, name: 'News' } })
    const list = await desk.request<{ data: { id: string; results: Results }[] }>('GET', '/campaigns?limit=1')
    expect(list.body.data).toMatchObject([{ id, results: { members: 0, sent: 0 } }])
    await desk.sendAll(id)
    for (const [method, body] of [
      ['PATCH', { subject: 'x' }],
      ['DELETE', undefined],
    ] as const) {
      expect(await desk.request(method, `/campaigns/${id}`, body)).toMatchObject({
        status: 409,
        body: { code: 'wrong_state' },
      })
    }
  })
})

describe('the audience before the launch', () => {
  it('is counted, each person once, with a sentence', async () => {
    const tag = await desk.people([
      { email: 'ok1@example.org' },
      { email: 'ok2@example.org' },
      { firstName: 'No address', status: 'unsubscribed' },
      { email: 'gone@example.org', status: 'unsubscribed' },
      { email: 'never@example.org', status: 'non-subscribed' },
      { email: 'bounced@example.org', status: 'bounced' },
      { email: 'blocked@example.org', status: 'unsubscribed' },
      { email: 'wrong@example.org' },
    ])
    await desk.request('POST', '/suppressions', { email: 'blocked@example.org', reason: 'complaint' })
    await markInvalid('wrong@example.org')
    const { body } = await desk.product.read('POST', '/v1/campaigns/audience', {
      audience: { include: { tags: [tag] } },
    })
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
    const id = await desk.draft({ include: { tags: [tag] } })
    await desk.sendAll(id)
    expect(await desk.recipients()).toEqual(['ok1@example.org', 'ok2@example.org'])
    const skipped = (body as { skipped: object[] }).skipped
    const results = await desk.results(id)
    expect(results).toMatchObject({ members: 8, sent: 2, skipped: 6 })
    // What was said before is what came true.
    expect(results.skippedReasons).toEqual(expect.arrayContaining(skipped))
    expect(results.skippedReasons).toHaveLength(skipped.length)
  })
})

async function markInvalid(email: string) {
  await desk.product.product.database.write(
    { projectId: desk.product.first.id, actor: 'system' },
    async (transaction) => {
      const rows = await transaction.query<{ row_no: number }>(
        `update contacts set validation = 'invalid' where project_id = $1 and email = $2 returning row_no`,
        [desk.product.first.id, email],
      )
      transaction.touch(rows.map((row) => row.row_no))
    },
  )
}

describe('a launch', () => {
  it('sends to exactly those whom a filter matches, once each, each their own message', async () => {
    const wanted = emails('Wanted', 600)
    await addContacts(desk.product, desk.product.first, [
      ...wanted.map((email, place) => ({ email, firstName: `Name ${place}`, country: 'DE' })),
      ...emails('other', 50).map((email) => ({ email, country: 'FR' })),
    ])
    const filters = { conditions: [{ type: 'field', field: 'country', op: 'is', values: ['DE'] }] }
    const id = await desk.draft({ include: { filters } }, { fromName: 'The "News"', replyTo: 'answers@example.org' })
    await desk.sendAll(id)
    const messages = await desk.caught()
    expect(messages.flatMap(({ to }) => to).sort()).toEqual(wanted.sort())
    for (const { to, subject } of messages) expect(`${to} ${subject}`).toMatch(/^Wanted(\d+)@example.org Hi Name \1$/)
    expect(await desk.results(id)).toMatchObject({ members: 600, sent: 600, queued: 0, skipped: 0 })
    const [{ count }] = await desk.product.product.database.query<{ count: number }>(
      `select count(distinct row_no)::int as count from events where name = 'email.sent' and campaign_id is not null
         and row_no in (select row_no from contacts where country = 'DE')`,
    )
    expect(count).toBe(600)
    await carriesItsHeaders(messages[0])
    await pagesItsDeliveries(id)
  })

  async function carriesItsHeaders({ id, to }: Caught) {
    type Message = { html: string; text: string; headers: { name: string; value: string }[] }
    const { body } = await desk.request<Message>('GET', `/catcher/${id}`)
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
      const { body } = await desk.request<Page>('GET', `/campaigns/${id}/deliveries?state=sent&limit=100${cursor}`)
      seen.push(...body.data.map(({ email, messageId }) => `${email} ${messageId.length > 20}`))
      cursor = body.next_cursor ? `&after=${body.next_cursor}` : ''
    } while (cursor !== '')
    expect(seen.sort()).toEqual(
      emails('Wanted', 600)
        .map((email) => `${email} true`)
        .sort(),
    )
    const { body } = await desk.request<Page>('GET', `/campaigns/${id}/deliveries?state=failed`)
    expect(body.data).toEqual([])
  }

  it('includes any of what is named, and exclusion wins', async () => {
    await desk.people([{ email: 'in-one@example.org' }, { email: 'in-both@example.org' }])
    const two = await desk.people([{ email: 'in-two@example.org' }])
    await desk.request('POST', `/contacts/in-both@example.org/tags`, { tags: [two] })
    await desk.request('POST', `/contacts/in-one@example.org/tags`, { tags: ['unwanted'] })
    const { body: fixed } = await desk.request<{ id: string }>('POST', '/segments', {
      name: 'Fixed',
      kind: 'static',
      contacts: ['in-both@example.org', 'ok1@example.org'],
    })
    const filters = { conditions: [{ type: 'tag', op: 'has_any', tags: ['unwanted'] }] }
    const id = await desk.draft({
      include: { tags: [two], segments: [fixed.id], filters },
      exclude: { tags: ['unwanted'] },
    })
    await desk.sendAll(id)
    expect(await desk.recipients()).toEqual(['in-both@example.org', 'in-two@example.org', 'ok1@example.org'])
  })

  it('is one launch, however often and from wherever it is pressed', async () => {
    const tag = await desk.people(emails('twice', 20).map((email) => ({ email })))
    const id = await desk.draft({ include: { tags: [tag] } })
    desk.start()
    const answers = await Promise.all(Array.from({ length: 50 }, () => desk.launch(id)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]))
    expect(new Set(answers.map(({ body }) => body.launchedAt)).size).toBe(1)
    await desk.finished(id)
    expect(await desk.launch(id)).toMatchObject({ status: 202, body: { status: 'sent' } })
    expect(await desk.recipients()).toEqual(emails('twice', 20).sort())
  })

  it('counts every change that was acknowledged before it', async () => {
    const tag = await desk.people([{ email: 'early@example.org' }])
    const id = await desk.draft({ include: { tags: [tag] } })
    for (let round = 0; round < 5; round += 1) {
      const email = `late${round}@example.org`
      expect((await desk.request('POST', '/contacts', { email, tags: [tag] })).status).toBe(201)
    }
    expect((await desk.launch(id)).status).toBe(202)
    expect(await desk.results(id)).toMatchObject({ members: 6, queued: 6 })
    desk.start()
    await desk.finished(id)
    expect(await desk.caught()).toHaveLength(6)
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
    const id = await desk.draft({ include: { everyone: true } }, changes)
    const refused = await desk.launch(id)
    expect(refused).toMatchObject({ status: 422, body: { code: 'cannot_launch' } })
    expect(refused.body.detail).toContain(reason)
    expect((await desk.get(id)).status).toBe('draft')
    expect(await desk.results(id)).toMatchObject({ members: 0 })
  })

  it('through a mail server elsewhere is refused while the public URL is not https', async () => {
    const id = await desk.draft({ include: { everyone: true } })
    const { smtpUrl } = desk.product.product.config
    desk.product.product.config.smtpUrl = 'smtp://mail.example.org:587'
    expect((await desk.launch(id)).body.detail).toContain('http://localhost:3000 is not https')
    desk.product.product.config.smtpUrl = smtpUrl
  })
})

describe('a preview', () => {
  it('shows the message as a person gets it, with a link that unsubscribes nobody', async () => {
    const tag = await desk.people([{ email: 'preview@example.org', firstName: '<Ada>' }])
    const id = await desk.draft({ include: { tags: [tag] } }, { html: '<p>{{ contact.firstName }}</p>' })
    for (const query of ['', '?contact=preview@example.org']) {
      const { body } = await desk.product.read<{ html: string }>('GET', `/v1/campaigns/${id}/preview${query}`)
      expect(body).toMatchObject({ subject: 'Hi <Ada>', contact: expect.stringMatching(/^con_/) })
      expect(body.html).toContain('<p>&lt;Ada&gt;</p>')
      expect(body.html).toContain('href="http://localhost:3000/unsubscribe/preview"')
    }
    expect((await desk.request('GET', `/campaigns/${id}/preview?contact=nobody`)).status).toBe(404)
    await desk.request('PATCH', `/campaigns/${id}`, { html: '{{ x' })
    const broken = await desk.request('GET', `/campaigns/${id}/preview`)
    expect(broken).toMatchObject({ status: 422, body: { errors: [{ pointer: '/html' }] } })
  })
})
