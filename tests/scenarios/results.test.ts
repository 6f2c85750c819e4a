import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Campaigning, createCampaigning } from '../support/campaigning.ts'
import { startMailServer } from '../support/mail-server.ts'

const HTML = '<a href="https://shop.example.org/sale">Sale</a><a href="https://shop.example.org/new">New</a>'

let desk: Campaigning
let id: string
let tag: string
beforeAll(async () => {
  desk = await createCampaigning()
  const server = await startMailServer((to) =>
    to.startsWith('gone') ? { at: 'rcpt', code: 550, text: '5.1.1 No such user' } : undefined,
  )
  desk.product.product.config.smtpUrl = server.url
  const people = ['ada@one.example', 'ben@one.example', 'cyn@Two.example', 'dan@two.example', 'gone@three.example']
  tag = await desk.people(people.map((email) => ({ email })))
  id = await desk.draft({ include: { tags: [tag] } }, { html: HTML })
  await desk.sendAll(id)
  await desk.stop()
  desk.product.product.config.smtpUrl = null
  await server.close()
  desk.aheadMs += 60_000
  await did('ada@one.example', 'email.opened')
  await did('ada@one.example', 'email.opened')
  await did('ben@one.example', 'email.opened', { machine: true })
  await did('cyn@two.example', 'email.opened')
  await clicked('ada@one.example', 2)
  await clicked('ada@one.example', 2)
  await clicked('ben@one.example', 1, { machine: true })
  await did('cyn@two.example', 'email.unsubscribed')
})
afterAll(() => desk.drop())

async function did(contact: string, name: string, more: object = {}) {
  const { body } = await desk.request('POST', '/events', { events: [{ contact, name, campaign: id, ...more }] })
  expect(body).toMatchObject({ accepted: 1 })
}

function clicked(contact: string, position: number, more: object = {}) {
  const link = `https://shop.example.org/${position === 1 ? 'sale' : 'new'}`
  return did(contact, 'email.clicked', { link, properties: { position }, ...more })
}

async function ask<Body = { data: Record<string, unknown>[] }>(path: string): Promise<Body> {
  const { status, body } = await desk.request<Body>('GET', `/campaigns/${path}`)
  expect([status, body]).toMatchObject([200, {}])
  return body
}

describe('the results of a campaign', () => {
  it('tell people from machines, and take shares of what they are of', async () => {
    expect(await desk.results(id)).toMatchObject({
      ...{ members: 5, sent: 4, failed: 1 },
      opened: { people: 2, total: 3, machine: { people: 1, total: 1 } },
      clicked: { people: 1, total: 2, machine: { people: 1, total: 1 } },
      ...{ delivered: 4, bounced: 1, unsubscribed: 1, complained: 0 },
      rates: {
        delivered: 0.8,
        opened: 0.5,
        clicked: 0.25,
        clickToOpen: 0.5,
        bounced: 0.2,
        unsubscribed: 0.25,
        complained: 0,
      },
    })
  })

  it('are none of a draft', async () => {
    const draft = await desk.draft({ include: { everyone: true } })
    const none = { people: 0, total: 0, machine: { people: 0, total: 0 } }
    expect(await desk.results(draft)).toMatchObject({
      ...{ opened: none, clicked: none },
      rates: { opened: null, clickToOpen: null, bounced: null },
    })
  })

  it('show each link in the order of the message, also those that nobody clicked', async () => {
    expect((await ask(`${id}/results/links`)).data).toEqual([
      { position: 1, url: 'https://shop.example.org/sale', people: 0, total: 0, machine: 1 },
      { position: 2, url: 'https://shop.example.org/new', people: 1, total: 2, machine: 0 },
    ])
    const draft = await desk.draft({ include: { everyone: true } }, { html: HTML })
    const reported = { campaign: draft, link: 'https://shop.example.org/new' }
    await did('dan@two.example', 'email.clicked', reported)
    await did('dan@two.example', 'email.clicked', { ...reported, link: 'https://elsewhere.example/' })
    expect((await ask(`${draft}/results/links`)).data).toMatchObject([
      { position: 1, total: 0 },
      { position: 2, total: 1 },
      { position: null, url: 'https://elsewhere.example/', total: 1 },
    ])
    const other = await desk.draft({ include: { everyone: true } }, { html: HTML })
    expect((await ask(`${other}/results/links`)).data).toMatchObject([{ total: 0 }, { total: 0 }])
  })

  it.each(['hour', 'day'])('show each %s', async (by) => {
    const { data } = await ask<{ data: Record<'sent' | 'opened' | 'clicked', number>[] }>(
      `${id}/results/timeline?by=${by}`,
    )
    const sum = (of: 'sent' | 'opened' | 'clicked') => data.reduce((total, moment) => total + moment[of], 0)
    expect([sum('sent'), sum('opened'), sum('clicked')]).toEqual([4, 3, 2])
  })

  it('show each domain and each tag', async () => {
    expect((await ask(`${id}/results/domains`)).data).toEqual([
      { domain: 'one.example', members: 2, sent: 2, delivered: 2, failed: 0, deferred: 0, opened: 1, clicked: 1 },
      { domain: 'two.example', members: 2, sent: 2, delivered: 2, failed: 0, deferred: 0, opened: 1, clicked: 0 },
      { domain: 'three.example', members: 1, sent: 0, delivered: 0, failed: 1, deferred: 0, opened: 0, clicked: 0 },
    ])
    expect((await ask(`${id}/results/inbox-providers`)).data).toEqual([
      { provider: null, members: 5, sent: 4, delivered: 4, failed: 1, deferred: 0, opened: 2, clicked: 1 },
    ])
    const all = { name: tag, members: 5, sent: 4, failed: 1, deferred: 0, opened: 2, clicked: 1 }
    expect((await ask(`${id}/results/tags`)).data).toMatchObject([all])
  })

  it('count who did something of their own after their message', async () => {
    const purchase = (contact: string, at: number, total: unknown) => ({
      ...{ contact, name: 'bought', properties: { total } },
      at: new Date(Date.now() + at).toISOString(),
    })
    const events = [
      purchase('ada@one.example', 50_000, 10.5),
      purchase('ada@one.example', 55_000, 'much'),
      purchase('ben@one.example', 50_000, 20),
      purchase('cyn@two.example', -3_600_000, 500),
      purchase('gone@three.example', 50_000, 500),
    ]
    expect((await desk.request('POST', '/events', { events })).body).toMatchObject({ accepted: 5 })
    const path = `${id}/results/conversions?event=bought`
    expect(await ask(path)).toEqual({ sent: 4, delivered: 4, people: 2, total: 3, rate: 0.5, value: null })
    expect(await ask(`${path}&value=total&withinDays=1`)).toMatchObject({ people: 2, value: 30.5 })
    expect(await ask(`${path}&value=nothing`)).toMatchObject({ value: null })
    const draft = await desk.draft({ include: { everyone: true } })
    expect(await ask(`${draft}/results/conversions?event=bought`)).toMatchObject({ people: 0, rate: null })
  })

  it('stand beside those of others', async () => {
    const draft = await desk.draft({ include: { everyone: true } })
    const { data } = await ask(`compare?ids=${id},${draft}`)
    expect(data).toMatchObject([
      { id, results: { sent: 4 } },
      { id: draft, results: { sent: 0 } },
    ])
    for (const ids of [id, `${id},${id}`, `${id},seg_1`, Array.from({ length: 11 }, () => draft).join(',')]) {
      expect((await desk.request('GET', `/campaigns/compare?ids=${ids}`)).status).toBe(422)
    }
  })
})

describe('the deliveries of a campaign', () => {
  it.each([
    ['', ['ada', 'ben', 'cyn', 'dan', 'gone']],
    ['q=TWO.EX', ['cyn', 'dan']],
    ['q=%25', []],
    ['state=failed', ['gone']],
    ['reason=no_mailbox', ['gone']],
    ['opened=true', ['ada', 'cyn']],
    ['opened=false&state=sent', ['ben', 'dan']],
    ['clicked=true', ['ada']],
    ['opened=true&clicked=false', ['cyn']],
    ['reachable=true&q=example', ['ada', 'ben', 'cyn', 'dan', 'gone']],
    ['reachable=false', []],
    ['reachable=false&state=sent', []],
    ['delivered=true', ['ada', 'ben', 'cyn', 'dan']],
    ['delivered=false', ['gone']],
    ['heard=bounced', ['gone']],
    ['heard=unsubscribed', ['cyn']],
    ['heard=complained', []],
    ['heard=undelivered', []],
    ['heard=replied', []],
    ['reason=none', ['ada', 'ben', 'cyn', 'dan']],
    ['event=bought', ['ada', 'ben']],
    ['event=bought&withinDays=1&q=two', []],
    ['event=opened', []],
    ['version=A', []],
    ['heard=machine_opened', ['ben']],
    ['heard=machine_clicked', ['ben']],
    ['link=https%3A%2F%2Fshop.example.org%2Fnew', ['ada']],
    ['link=https%3A%2F%2Fshop.example.org%2Fsale', []],
  ])('are found by %s', async (query, names) => {
    const found = await ask<{ data: { email: string }[] }>(`${id}/deliveries?${query}`)
    expect(found.data.map(({ email }) => email.split('@')[0])).toEqual(names)
    const { text } = await desk.request('GET', `/campaigns/${id}/deliveries.csv?${query}`)
    expect(
      text
        .trim()
        .split('\r\n')
        .slice(1)
        .map((line) => line.split('@')[0]),
    ).toEqual(names)
  })

  it('say what each did, and come as a file that no spreadsheet runs', async () => {
    const { data } = await ask(`${id}/deliveries?q=ada`)
    expect(data).toMatchObject([{ state: 'sent', opens: 2, clicks: 2, firstOpenedAt: expect.any(String) }])
    await desk.product.product.database.query("update deliveries set response = '=1+1' where address like 'ada%'")
    const { headers, text } = await desk.request('GET', `/campaigns/${id}/deliveries.csv?q=ada`)
    expect(headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(headers['content-disposition']).toContain(`${id}-deliveries.csv`)
    expect(text).toMatch(/^email,contact,state,.*\r\nada@one\.example,con_\w+,sent,,'=1\+1,/)
  })
})

describe('a shared link', () => {
  it('shows the results to anybody, no address, until it is revoked', async () => {
    const { status, body: made } = await desk.request<{ id: string; token: string; link: string }>(
      'POST',
      `/campaigns/${id}/shares`,
      {},
    )
    expect([status, made.link]).toEqual([201, `http://localhost:3000/shared/${made.token}`])
    const look = () => desk.product.request('GET', `/v1/shared/${made.token}`, undefined, { key: null })
    const { body, text } = await look()
    expect(body).toMatchObject({ name: 'News', project: 'First', results: { sent: 4, opened: { people: 2 } } })
    expect(text).not.toContain('@')
    const page = await desk.product.request('GET', `/shared/${made.token}`, undefined, { key: null })
    expect(page.text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')).toContain(
      'Delivered 4 80 % of those handed over Opened 2 50 % of those delivered Clicked 1 25 % of those delivered',
    )
    expect(await ask(`${id}/shares`)).toMatchObject({ data: [{ id: made.id }] })
    expect(await desk.product.product.database.query('select * from campaign_shares')).not.toContainEqual(
      expect.objectContaining({ token: made.token }),
    )
    const other = await desk.draft({ include: { everyone: true } })
    expect((await desk.request('DELETE', `/campaigns/${other}/shares/${made.id}`)).status).toBe(404)
    expect((await desk.request('DELETE', `/campaigns/${id}/shares/${made.id}`)).status).toBe(204)
    expect((await look()).status).toBe(404)
    expect((await desk.request('DELETE', `/campaigns/${id}/shares/${made.id}`)).status).toBe(404)
    expect(await ask(`${id}/shares`)).toMatchObject({ data: [] })
  })
  it('is a page for people: figures, no script, nothing that anybody typed as markup, until it ends', async () => {
    const name = '<img src=x onerror="hacked()">'
    const probe = await desk.draft({ include: { tags: [tag] } }, { html: HTML, name, subject: `</title>${name}` })
    type Made = { token: string; expiresAt: string }
    const { body } = await desk.request<Made>('POST', `/campaigns/${probe}/shares`, { days: 2 })
    const look = () => desk.product.request('GET', `/shared/${body.token}?utm_source=x`, undefined, { key: null })
    const { status, headers, text } = await look()
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      ...{ 'content-type': 'text/html; charset=utf-8', 'x-robots-tag': 'noindex' },
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    })
    expect(text).toContain('&lt;img src=x')
    expect(text).not.toMatch(/<img|<script|@\w+\.\w/)
    desk.aheadMs += 2 * 86_400_000
    const gone = await look()
    expect([gone.status, gone.text.includes('not shown here')]).toEqual([404, true])
    expect(await ask(`${probe}/shares`)).toMatchObject({ data: [] })
    desk.aheadMs -= 2 * 86_400_000
  })
})

describe('the map of its links', () => {
  it('is the message as somebody got it, whose links say their position and nothing else', async () => {
    const { html, contact } = await ask<{ html: string; contact: string }>(`${id}/results/map`)
    expect(html).toMatch(/^<a href="rollcall-link:1">Sale<\/a><a href="rollcall-link:2">New<\/a>/)
    expect(html).not.toMatch(/\/o\/|\/c\/|<img/)
    expect(contact).toMatch(/^con_/)
    const draft = await desk.draft({ include: { everyone: true } }, { html: HTML })
    expect(await ask(`${draft}/results/map`)).toMatchObject({ contact: null })
  })
})
