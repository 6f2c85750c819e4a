import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Campaigning, createCampaigning } from '../support/campaigning.ts'
import { startMailServer } from '../support/mail-server.ts'
import { until } from '../support/until.ts'

type Domain = { id: string; domain: string; selector: string; record: { type: string; name: string; value: string } }

let desk: Campaigning
beforeAll(async () => {
  desk = await createCampaigning()
})
afterAll(() => desk.drop())

const create = (domain: string) =>
  desk.request<Domain & { code: string; detail: string }>('POST', '/domains', { domain })

describe('a domain', () => {
  it('comes with the DNS record to set, is there once, and is forgotten', async () => {
    const { status, body } = await create('News.Example.ORG.')
    expect([status, body]).toMatchObject([201, { domain: 'news.example.org', record: { type: 'TXT' } }])
    expect(body.record.name).toBe(`${body.selector}._domainkey.news.example.org`)
    expect(body.record.value).toMatch(/^v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A[\w+/=]{360}$/)
    expect((await create('news.example.org')).body).toMatchObject({ code: 'already_exists' })
    expect((await desk.request('GET', '/domains/news.example.org')).body).toEqual(body)
    expect((await desk.request<{ data: Domain[] }>('GET', '/domains')).body.data).toEqual([body])
    expect((await desk.request('DELETE', `/domains/${body.id}`)).status).toBe(204)
    expect((await desk.request('GET', `/domains/${body.id}`)).status).toBe(404)
    const { body: again } = await create('news.example.org')
    expect(again.record).not.toEqual(body.record)
  })

  it('keeps its private key encrypted', async () => {
    await create('secret.example.org')
    const rows = await desk.product.product.database.query<{ private_key: string }>(
      'select private_key from sending_domains',
    )
    for (const { private_key } of rows)
      expect(Buffer.from(private_key, 'base64').toString('latin1')).not.toContain('KEY')
  })

  it.each(['example', 'a b.org', '-a.org', '127.0.0.1', 'a@b.org', 'x..org', `${'a'.repeat(64)}.org`])(
    'is not %j',
    async (text) => {
      const { status, body } = await create(text)
      expect([status, body]).toMatchObject([422, { errors: [{ pointer: '/domain' }] }])
    },
  )
})

it('campaigns from it are signed, those from elsewhere are not', async () => {
  const { body: domain } = await create('example.org')
  const server = await startMailServer()
  desk.product.product.config.smtpUrl = server.url
  try {
    const tag = await desk.people([{ email: 'signed@example.net', firstName: 'Zoë ✓' }])
    for (const from of ['news@example.org', 'news@mail.example.org', 'news@example.com'])
      await desk.sendAll(await desk.draft({ include: { tags: [tag] } }, { from }))
    const verdicts = []
    for (const { raw } of server.received) {
      const { results } = await dkimVerify(Buffer.from(raw), {
        resolver: async (name: string) => (name === domain.record.name ? [[domain.record.value]] : []),
      })
      const [{ status, signingHeaders }] = results
      verdicts.push(status.result)
      if (status.result !== 'pass') continue
      expect(status.aligned).toBe('example.org')
      expect(signingHeaders?.keys.toLowerCase()).toMatch(/list-unsubscribe: list-unsubscribe-post$/)
    }
    expect(verdicts).toEqual(['pass', 'pass', 'none'])
  } finally {
    await desk.stop()
    desk.product.product.config.smtpUrl = null
    await server.close()
  }
})

it('signs with the key that the domain has now, also of a campaign on its way', async () => {
  const server = await startMailServer()
  desk.product.product.config.smtpUrl = server.url
  try {
    const { body: first } = await create('turned.example.com')
    const people = ['one@example.net', 'two@example.net', 'three@example.net']
    const tag = await desk.people(people.map((email) => ({ email })))
    const plan = { batches: { size: 1, everyMinutes: 1 } }
    const id = await desk.draft({ include: { tags: [tag] } }, { from: 'news@turned.example.com', plan })
    await desk.launch(id)
    desk.start()
    const arrived = (count: number) =>
      until(
        () => server.received.length,
        (received) => received === count,
      )
    await arrived(1)
    await desk.request('DELETE', `/domains/${first.id}`)
    const { body: second } = await create('turned.example.com')
    desk.aheadMs += 60_000
    await arrived(2)
    await desk.request('DELETE', `/domains/${second.id}`)
    desk.aheadMs += 60_000
    await desk.finished(id)
    const selectors = server.received.map(({ raw }) => /^\s+s=(\w+);/m.exec(raw)?.[1])
    expect(selectors).toEqual([first.selector, second.selector, undefined])
  } finally {
    await desk.stop()
    desk.aheadMs = 0
    desk.product.product.config.smtpUrl = null
    await server.close()
  }
})
