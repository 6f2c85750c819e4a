import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CampaignSending, startCampaignSending } from '../../packages/server/src/jobs/send-campaigns.ts'
import { createProduct, type Reply, type TestProduct } from '../support/create-product.ts'
import { until } from '../support/until.ts'

let test: TestProduct
let sending: CampaignSending
beforeAll(async () => {
  test = await createProduct({ wake: () => sending?.wake() })
  sending = startCampaignSending(test.product)
})
afterAll(async () => {
  await sending.stop()
  await test.drop()
  expect(test.errors).toEqual([])
})

const request = <Body = unknown>(method: string, path: string, body?: unknown) =>
  test.request<Body>(method, `/v1${path}`, body)

type Contact = { status: string; unsubscribedAt: string | null }
const contact = async (email: string) => (await request<Contact>('GET', `/contacts/${email}`)).body

/** Sends one campaign to everybody with the tag; returns who got it. */
async function send(tag: string): Promise<string[]> {
  await request('DELETE', '/catcher')
  const { body: campaign } = await request<{ id: string }>('POST', '/campaigns', {
    name: 'News',
    subject: 'News',
    from: 'news@example.org',
    fromName: 'The <News>',
    html: '<p>Hello</p>',
    audience: { include: { tags: [tag] } },
  })
  expect((await request('POST', `/campaigns/${campaign.id}/launch`)).status).toBe(202)
  await until(
    async () => (await request<{ status: string }>('GET', `/campaigns/${campaign.id}`)).body.status,
    (status) => status === 'sent',
  )
  const { body } = await request<{ data: { to: string[] }[] }>('GET', '/catcher?limit=100')
  return body.data.flatMap(({ to }) => to).sort()
}

/** The path of the link in the message that somebody got. */
async function linkFor(email: string): Promise<string> {
  const { body: list } = await request<{ data: { id: string }[] }>('GET', `/catcher?q=${encodeURIComponent(email)}`)
  const { text } = await request<string>('GET', `/catcher/${list.data[0].id}/raw`)
  const [, url] = /^List-Unsubscribe: <([^>]+)>\r$/m.exec(text) ?? []
  return new URL(url).pathname
}

async function subscriber(email: string, tag: string): Promise<string> {
  expect((await request('POST', '/contacts', { email, tags: [tag] })).status).toBe(201)
  await send(tag)
  return linkFor(email)
}

const get = (url: string) => test.inject({ method: 'GET', url })

function expectPage({ headers, text }: Reply) {
  expect(headers['content-type']).toBe('text/html; charset=utf-8')
  expect(headers['set-cookie']).toBeUndefined()
  expect(headers.location).toBeUndefined()
  expect(headers['content-security-policy']).toContain("default-src 'none'")
  expect(text).toMatch(/^<!doctype html>\n<html lang="en">/)
  expect(text).not.toMatch(/<script|<link|<img|src=|@import|url\(/i)
  expect(text).toContain('prefers-color-scheme: dark')
}

describe('the page behind the link', () => {
  it('asks, and looking at it changes nothing', async () => {
    const link = await subscriber('looks@example.org', 'lookers')
    for (let time = 0; time < 20; time += 1) {
      const page = await get(`${link}?utm_source=scanner`)
      expect(page.status).toBe(200)
      expectPage(page)
      expect(page.text).toContain('looks@example.org will get no more marketing e-mail from The &lt;News&gt;.')
      expect(page.text).toContain('<form method="post"><button>Unsubscribe</button></form>')
    }
    expect(await test.inject({ method: 'HEAD', url: link })).toMatchObject({ status: 200 })
    expect(await contact('looks@example.org')).toMatchObject({ status: 'subscribed', unsubscribedAt: null })
    expect(await send('lookers')).toEqual(['looks@example.org'])
  })

  it.each(['Preview', 'x', `${'A'.repeat(55)}`, '%C3%BC', 'a'.repeat(3_000)])(
    'is not there for %.60s',
    async (token) => {
      for (const method of ['GET', 'POST'] as const) {
        const page = await test.inject({ method, url: `/unsubscribe/${token}` })
        expect(page.status).toBe(404)
        expect(page.text).toContain('This link does not work')
      }
    },
  )

  it('is not there when one letter of the link changed', async () => {
    const link = await subscriber('tampered@example.org', 'tampered')
    for (const place of [13, 20, 40, 60]) {
      const changed = link.slice(0, place) + (link[place] === 'A' ? 'B' : 'A') + link.slice(place + 1)
      const page = await test.inject({ method: 'POST', url: changed })
      expect(page.status).toBe(404)
      expectPage(page)
    }
    expect(await contact('tampered@example.org')).toMatchObject({ status: 'subscribed' })
  })
})

describe('one click', () => {
  const boundary = 'abc'
  const multipart = `--${boundary}\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--${boundary}--\r\n`
  it.each<[string, { headers?: Record<string, string>; payload?: string }]>([
    [
      'form',
      { headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: 'List-Unsubscribe=One-Click' },
    ],
    ['multipart', { headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, payload: multipart }],
    ['nothing', {}],
    [
      'button',
      {
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost:3000' },
        payload: '',
      },
    ],
  ])('with the body %s takes the person off at once, and again changes nothing', async (name, sent) => {
    const email = `${name}@example.org`
    const tag = `one click ${name}`
    const link = await subscriber(email, tag)
    await request('POST', '/contacts', { email: `stays-${email}`, tags: [tag] })
    const headers = { 'user-agent': 'Mail/1.0', ...sent.headers }
    for (let time = 0; time < 3; time += 1) {
      const page = await test.inject({ method: 'POST', url: link, ...sent, headers })
      expect(page.status).toBe(200)
      expectPage(page)
      expect(page.text).toContain(`${email} will get no more marketing e-mail from The &lt;News&gt;.`)
    }
    expect(await contact(email)).toMatchObject({ status: 'unsubscribed', unsubscribedAt: expect.any(String) })
    expect((await get(link)).text).not.toContain('<form')
    await isProved(email)
    expect(await send(tag)).toEqual([`stays-${email}`])
  })

  async function isProved(email: string) {
    type Entry = { kind: string; by: string | null; details: Record<string, unknown> }
    const { body } = await request<{ data: Entry[] }>('GET', `/contacts/${email}/timeline`)
    const consents = body.data.filter(({ kind, by }) => kind === 'consent' && by === 'contact')
    expect(consents).toMatchObject([
      {
        details: {
          channel: 'email',
          state: 'opted_out',
          proof: {
            source: 'one-click',
            campaign: expect.stringMatching(/^cmp_/),
            ip: '127.0.0.1',
            userAgent: 'Mail/1.0',
          },
        },
      },
    ])
    const events = body.data.filter(({ details }) => details.name === 'email.unsubscribed')
    expect(events).toMatchObject([{ details: { campaign: 'News' } }])
  }

  it('is seen by every count at once', async () => {
    const link = await subscriber('counted@example.org', 'counted')
    const count = async () => {
      const audience = { include: { tags: ['counted'] } }
      return (await test.read<{ sentence: string }>('POST', '/v1/campaigns/audience', { audience })).body.sentence
    }
    expect(await count()).toBe('1 person will get this.')
    await test.inject({ method: 'POST', url: link })
    expect(await count()).toBe('Nobody would get this. 1 matches but unsubscribed.')
  })

  it('also holds for somebody who was deleted, and is restored later', async () => {
    const link = await subscriber('restored@example.org', 'restored')
    const { body } = await request<{ id: string }>('GET', '/contacts/restored@example.org')
    await request('DELETE', `/contacts/${body.id}`)
    expect((await test.inject({ method: 'POST', url: link })).status).toBe(200)
    await request('POST', `/contacts/${body.id}/restore`)
    expect(await contact('restored@example.org')).toMatchObject({ status: 'unsubscribed' })
  })

  it('by somebody who was erased is answered too', async () => {
    const link = await subscriber('erased@example.org', 'erased')
    await test.product.database.query(
      `delete from contact_tags using contacts c where c.email = 'erased@example.org' and contact_tags.row_no = c.row_no`,
    )
    await test.product.database.query(`delete from contacts where email = 'erased@example.org'`)
    for (const method of ['GET', 'POST'] as const) {
      const page = await test.inject({ method, url: link })
      expect(page.status).toBe(200)
      expect(page.text).toContain('The &lt;News&gt; no longer has your address.')
    }
  })
})
