import PostalMime from 'postal-mime'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recheckDueTrackingHosts } from '../../packages/server/src/jobs/recheck-tracking-hosts.ts'
import { keepTrackingVerdict } from '../../packages/server/src/store/tracking-hosts.ts'
import { type Campaigning, createCampaigning } from '../support/campaigning.ts'
import { type DnsServer, startDnsServer } from '../support/dns-server.ts'

const HOST = 'click.example.org'
const PUBLIC_URL = 'https://rollcall.example'

let desk: Campaigning
let dns: DnsServer
beforeAll(async () => {
  dns = await startDnsServer()
  desk = await createCampaigning()
  desk.product.product.config.publicUrl = PUBLIC_URL
  desk.product.product.config.dnsServers = [dns.address]
})
afterAll(async () => {
  await desk.drop()
  await dns.stop()
})

const hosts = () => desk.product.client.trackingHost
const found = (status: 'ok' | 'missing' | 'unknown') => {
  const { database, now } = desk.product.product
  const verdict = { status, detail: 'So it is.', found: [] }
  return keepTrackingVerdict(database, { projectId: desk.product.first.id, host: HOST }, { verdict, now: now() })
}

/** What one message to somebody new leads through. */
async function linksOf(name: string) {
  const tag = await desk.people([{ email: `${name}@example.org` }])
  const html =
    '<html><body><a href="https://shop.example.org">Shop</a> <a href="{{ unsubscribe_url }}">Bye</a></body></html>'
  await desk.sendAll(await desk.draft({ include: { tags: [tag] } }, { html }))
  await desk.stop()
  const [{ id }] = await desk.caught()
  const { text } = await desk.product.request('GET', `/v1/catcher/${id}/raw`)
  const { html: shown = '' } = await PostalMime.parse(text)
  return [...shown.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, link = '']) => new URL(link))
}

describe("the project's own host", () => {
  it('says which record to set, and counts for nothing before it is found', async () => {
    expect(await hosts().get()).toMatchObject({ host: null, record: null, verified: false, linksBeginWith: PUBLIC_URL })
    expect(await hosts().update({ host: 'Click.Example.org.' })).toMatchObject({
      ...{ host: HOST, status: 'unchecked', verified: false, linksBeginWith: PUBLIC_URL },
      record: { type: 'CNAME', name: HOST, value: 'rollcall.example' },
    })
    expect(await hosts().check()).toMatchObject({ status: 'missing', verified: false, checkedAt: expect.any(String) })
    const [entry] = (await desk.product.client.audit.list({ kind: 'project' })).data
    expect(entry).toMatchObject({ call: 'trackingHost.update', after: { trackingHost: HOST } })
    expect((await linksOf('before')).map(({ hostname }) => hostname)).not.toContain(HOST)
  })

  it('stands in links and the pixel once it is verified, never in the way out', async () => {
    await found('ok')
    expect(await hosts().get()).toMatchObject({ verified: true, linksBeginWith: `https://${HOST}` })
    const links = await linksOf('after')
    expect(links.map(({ hostname, pathname }) => [hostname, pathname.split('/')[1]])).toEqual(
      expect.arrayContaining([
        [HOST, 'c'],
        ['rollcall.example', 'unsubscribe'],
        [HOST, 'o'],
      ]),
    )
    const click = links.find(({ pathname }) => pathname.startsWith('/c/'))
    const { status, headers } = await desk.product.inject({
      ...{ method: 'GET', url: click?.pathname ?? '', headers: { host: HOST } },
    })
    expect([status, headers.location]).toEqual([302, 'https://shop.example.org/'])
  })

  it('stays while DNS gives no answer, and goes when it is gone or another is chosen', async () => {
    await found('unknown')
    expect(await hosts().get()).toMatchObject({ verified: true, status: 'unknown' })
    desk.aheadMs += 25 * 3_600_000
    await recheckDueTrackingHosts(desk.product.product)
    expect(await hosts().get()).toMatchObject({ verified: false, status: 'missing', linksBeginWith: PUBLIC_URL })
    await found('ok')
    expect(await hosts().update({ host: 'other.example.org' })).toMatchObject({ verified: false, status: 'unchecked' })
    expect(await hosts().update({ host: null })).toMatchObject({ host: null, linksBeginWith: PUBLIC_URL })
  })

  it.each(['no host', 'rollcall.example', '127.0.0.1', 'a_b.example.org'])('is not %s', async (host) => {
    const { status, body } = await desk.request('PATCH', '/tracking-host', { host })
    expect([status, body]).toMatchObject([422, { errors: [{ pointer: '/host' }] }])
  })
})
