import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Campaign, type Campaigning, CONTENT, createCampaigning, emails } from '../support/campaigning.ts'
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

type Template = {
  id: string
  name: string
  subject: string | null
  html: string
  mjml: string | null
  variables: string[]
}
type Listed = { data: Template[]; next_cursor: string | null }
type Problem = { code: string; errors: { pointer: string; detail: string }[] }
type Draft = Campaign &
  Template & { text: string | null; preheader: string | null; tagRecipients: string[]; name: string }

describe('templates', () => {
  it('are kept, found by name, changed and deleted, and say what they need', async () => {
    const html = '<p>{{ contact.firstName }} {{ contact.fields.plan | default: "x" }} {{ unsubscribe_url }}</p>'
    const { status, body } = await desk.request<Template>('POST', '/templates', {
      name: 'Offer',
      html,
      subject: '{{ contact.email }}',
    })
    const variables = ['contact.email', 'contact.fields.plan', 'contact.firstName']
    expect([status, body]).toMatchObject([201, { name: 'Offer', html, mjml: null, variables }])
    expect((await desk.request<Template>('GET', '/templates/Offer')).body.id).toBe(body.id)
    const changed = await desk.request<Template>('PATCH', `/templates/${body.id}`, { html: '<p>Hi</p>', subject: null })
    expect(changed.body).toMatchObject({ html: '<p>Hi</p>', subject: null, variables: [], name: 'Offer' })
    await desk.request('POST', '/templates', { name: 'Another', html })
    const first = await desk.request<Listed>('GET', '/templates?limit=1')
    const second = await desk.request<Listed>('GET', `/templates?limit=1&after=${first.body.next_cursor}`)
    expect([...first.body.data, ...second.body.data].map(({ name }) => name)).toEqual(['Another', 'Offer'])
    const found = await desk.request<Listed>('GET', '/templates?q=%20oFF')
    expect(found.body.data.map(({ name }) => name)).toEqual(['Offer'])
    expect((await desk.request('DELETE', '/templates/Another')).status).toBe(204)
    expect((await desk.request('GET', '/templates/Another')).status).toBe(404)
  })

  it.each<[object, number, string]>([
    [{ name: 'Offer', html: '<p>' }, 409, ''],
    [{ name: 'Broken', html: '{{ a' }, 422, '/html'],
    [{ name: 'Broken', html: 'a', subject: '{% if %}' }, 422, '/subject'],
    [{ name: 'Nothing' }, 422, '/html'],
    [{ name: 'Mjml', mjml: '<mjml></mjml>' }, 422, '/mjml'],
    [{ name: 'Empty', kind: 'text', text: ' ' }, 422, '/text'],
    [{ name: 'Broken', kind: 'text', text: '{{ a' }, 422, '/text'],
    [{ name: 'Both', kind: 'text', text: 'a', subject: 'b' }, 422, '/subject'],
  ])('refuse %j', async (content, status, pointer) => {
    const refused = await desk.request<Problem>('POST', '/templates', content)
    expect([refused.status, refused.body.errors?.[0]?.pointer ?? '']).toEqual([status, pointer])
  })

  it('may be texts, for campaigns on any other channel than e-mail', async () => {
    const text = 'Hi {{ contact.firstName | default: "you" }}. STOP ends'
    const given = { name: 'Reminder', kind: 'text', text }
    const { status, body } = await desk.request<Template & { kind: string }>('POST', '/templates', given)
    expect([status, body]).toMatchObject([201, { kind: 'text', text, html: '', variables: ['contact.firstName'] }])
    const names = async (kind: string) =>
      (await desk.request<Listed>('GET', `/templates?kind=${kind}`)).body.data.map(({ name }) => name)
    expect([await names('text'), await names('email')]).toEqual([['Reminder'], expect.arrayContaining(['Offer'])])
    const audience = { include: { everyone: true } }
    const campaign = { name: 'Text', channel: 'sms', text: 'x', audience }
    const { id } = (await desk.request<Draft>('POST', '/campaigns', campaign)).body
    const use = (one: string, template: string) =>
      desk.request<Draft & Problem>('POST', `/campaigns/${one}/template`, { template })
    expect((await use(id, 'Reminder')).body).toMatchObject({ channel: 'sms', text, html: '', subject: '' })
    expect((await use(id, 'Offer')).body.errors).toMatchObject([{ pointer: '/template' }])
    expect((await use(await desk.draft(audience), body.id)).body.errors).toMatchObject([{ pointer: '/template' }])
    const found = async (query: string) => (await desk.request<Listed>('GET', `/campaigns?${query}`)).body.data.length
    expect([
      await found('carries=text'),
      await found('q=stop ends&carries=text'),
      await found('q=stop ends&carries=email'),
    ]).toEqual([1, 1, 0])
    const changed = await desk.request<Template>('PATCH', `/templates/${body.id}`, { text: 'Bye' })
    expect(changed.body).toMatchObject({ kind: 'text', text: 'Bye', variables: [] })
    for (const [change, pointer] of [
      [{ kind: 'email' }, '/kind'],
      [{ text: null }, '/text'],
      [{ html: '<p>x</p>' }, '/html'],
    ] as const)
      expect((await desk.request<Problem>('PATCH', `/templates/${body.id}`, change)).body.errors).toMatchObject([
        { pointer },
      ])
  })

  it('are copied into a draft, starters too, which can be sent as they are', async () => {
    const { body } = await desk.request<Listed>('GET', '/template-starters')
    expect(body.data.length).toBeGreaterThanOrEqual(4)
    const tag = await desk.people([{ email: 'ada@example.org', firstName: 'Ada' }])
    const id = await desk.draft({ include: { tags: [tag] } })
    for (const starter of body.data) {
      const used = await desk.request<Draft>('POST', `/campaigns/${id}/template`, { template: starter.id })
      expect([used.status, used.body]).toMatchObject([
        200,
        { html: starter.html, subject: starter.subject, name: 'News' },
      ])
      const checks = await desk.request<{ errors: number }>('GET', `/campaigns/${id}/checks?links=false`)
      expect([starter.name, checks.body.errors]).toEqual([starter.name, 0])
    }
    const own = await desk.request<Draft>('POST', `/campaigns/${id}/template`, { template: 'Offer' })
    expect(own.body).toMatchObject({ html: '<p>Hi</p>', subject: body.data.at(-1)?.subject })
    expect((await desk.request('POST', `/campaigns/${id}/template`, { template: 'nothing' })).status).toBe(404)
    await desk.sendAll(id)
    expect((await desk.request('POST', `/campaigns/${id}/template`, { template: 'Offer' })).status).toBe(409)
  })

  it('know which campaigns began with them, whatever else changes, until either is deleted', async () => {
    const make = async (name: string) =>
      (await desk.request<Template>('POST', '/templates', { name, html: '<p>{{ contact.firstName }}</p>' })).body.id
    const [first, second] = [await make('First'), await make('Second')]
    const usedBy = async (id: string) => {
      const { data } = (await desk.request<Listed>('GET', `/templates/${id}/uses`)).body
      const { body } = await desk.request<Template & { usedBy: number }>('GET', `/templates/${id}`)
      expect(body.usedBy).toBe(data.length)
      return data.map((use) => use.id)
    }
    const drafted = await desk.draft({ include: { everyone: true } }, { template: first })
    const copied = await desk.draft({ include: { everyone: true } })
    await desk.request('POST', `/campaigns/${copied}/template`, { template: first })
    await desk.draft({ include: { everyone: true } }, { template: 'tpl_gone' })
    await desk.request('PATCH', `/campaigns/${drafted}`, { subject: 'Changed' })
    expect(await usedBy(first)).toEqual([copied, drafted])
    await desk.request('PATCH', `/campaigns/${drafted}`, { template: second })
    expect([await usedBy(first), await usedBy(second)]).toEqual([[copied], [drafted]])
    await desk.request('DELETE', `/campaigns/${copied}`)
    expect(await usedBy(first)).toEqual([])
    expect((await desk.request('DELETE', `/templates/${second}`)).status).toBe(204)
    expect((await desk.request<Draft>('GET', `/campaigns/${drafted}`)).body.html).toContain('<')
  })
})

describe('a campaign', () => {
  it('gives its links the parameters that they lack', async () => {
    const tag = await desk.people([{ email: 'utm@example.org' }])
    const utm = { source: 'news', medium: 'email', campaign: 'may' }
    const html = '<a href="https://example.org/a?utm_source=own">a</a><a href="{{ unsubscribe_url }}">bye</a>'
    const id = await desk.draft({ include: { tags: [tag] } }, { html, utm, tracking: { clicks: false } })
    expect((await desk.request('GET', `/campaigns/${id}`)).body).toMatchObject({ utm, html })
    await desk.sendAll(id)
    const [message] = await desk.caught()
    const raw = (await desk.request('GET', `/catcher/${message?.id}/raw`)).text
      .replace(/=\r\n/g, '')
      .replaceAll('=3D', '=')
    expect(raw).toContain('https://example.org/a?utm_source=own&amp;utm_medium=email&amp;utm_campaign=may"')
    expect(raw).not.toMatch(/unsubscribe\/[^"\s]*utm_/)
  })

  it('tags whoever was sent it, so that segments move, and nobody else', async () => {
    const tag = await desk.people([
      ...emails('tagged', 3).map((email) => ({ email })),
      { email: 'skipped@example.org', status: 'unsubscribed' },
    ])
    const id = await desk.draft({ include: { tags: [tag] } }, { tagRecipients: ['got news', 'may'] })
    expect((await desk.request<Draft>('GET', `/campaigns/${id}`)).body.tagRecipients).toEqual(['got news', 'may'])
    const filters = { conditions: [{ type: 'tag', op: 'has_all', tags: ['got news', 'may'] }] }
    const count = async () =>
      (await desk.product.read<{ count: number }>('POST', '/v1/segments/preview', { filters })).body.count
    expect(await count()).toBe(0)
    expect((await desk.request('DELETE', '/tags/may')).status).toBe(409)
    await desk.sendAll(id)
    await until(count, (found) => found === 3)
    // Another worker that begins with the same campaign finds nothing to do.
    await desk.stop()
    desk.start()
    expect(await count()).toBe(3)
  })

  it('gives the others of its tags where one was deleted since', async () => {
    const tag = await desk.people(emails('others', 2).map((email) => ({ email })))
    const id = await desk.draft({ include: { tags: [tag] } }, { tagRecipients: ['goes', 'stays'] })
    const filters = { conditions: [{ type: 'tag', op: 'has_any', tags: ['stays'] }] }
    const count = async () =>
      (await desk.product.read<{ count: number }>('POST', '/v1/segments/preview', { filters })).body.count
    await desk.sendAll(id)
    await until(count, (found) => found === 2)
    await desk.stop()
    expect((await desk.request('DELETE', '/tags/goes')).status).toBe(204)
    const { database } = desk.product.product
    await database.query(`delete from contact_tags ct using tags t where t.id = ct.tag_id and t.name = 'stays'`)
    await database.query('update campaigns set tagged_at = null')
    desk.start()
    const countRows = () =>
      database.query(`select from contact_tags ct join tags t on t.id = ct.tag_id and t.name = 'stays'`)
    await until(countRows, ({ length }) => length === 2)
  })

  it('keeps its tags when something else changes, and clears them when asked', async () => {
    const id = await desk.draft({ include: { everyone: true } }, { tagRecipients: ['kept'] })
    const kept = await desk.request<Draft>('PATCH', `/campaigns/${id}`, { subject: 'x' })
    expect(kept.body.tagRecipients).toEqual(['kept'])
    const cleared = await desk.request<Draft>('PATCH', `/campaigns/${id}`, { tagRecipients: [], utm: null })
    expect(cleared.body).toMatchObject({ tagRecipients: [], utm: null })
  })

  it('goes again to those who did not open it themselves', async () => {
    const addresses = ['opened', 'machine', 'clicked', 'asleep'].map((name) => `${name}.again@example.org`)
    const tag = await desk.people([
      ...addresses.map((email) => ({ email })),
      { email: 'never.sent@example.org', status: 'bounced' },
    ])
    const id = await desk.draft({ include: { tags: [tag] } })
    expect((await desk.request('POST', `/campaigns/${id}/resend`, {})).status).toBe(409)
    await desk.sendAll(id)
    const events = [
      { contact: addresses[0], name: 'email.opened', campaign: id },
      { contact: addresses[1], name: 'email.opened', campaign: id, machine: true },
      { contact: addresses[2], name: 'email.clicked', campaign: id, link: 'https://example.org' },
    ]
    expect((await desk.request('POST', '/events', { events })).body).toMatchObject({ accepted: 3 })
    await desk.request('DELETE', '/catcher')
    const again = await desk.request<Draft>('POST', `/campaigns/${id}/resend`, { subject: 'Did you see this?' })
    expect(again).toMatchObject({
      status: 201,
      body: { status: 'draft', subject: 'Did you see this?', name: 'Again: News', html: CONTENT.html },
    })
    await desk.sendAll(again.body.id)
    expect(await desk.recipients()).toEqual(['asleep.again@example.org', 'machine.again@example.org'])
  })
})
