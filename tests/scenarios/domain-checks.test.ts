import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { recheckDueDomains } from '../../packages/server/src/jobs/recheck-domains.ts'
import { findFromProblem } from '../../packages/server/src/senders/find-from-problem.ts'
import { createProduct, type TestProduct } from '../support/create-product.ts'
import { type DnsServer, startDnsServer } from '../support/dns-server.ts'

type Domain = Awaited<ReturnType<TestProduct['client']['domains']['get']>>

const [MINUTE_MS, HOUR_MS] = [60_000, 3_600_000]

let test: TestProduct
let dns: DnsServer
let aheadMs = 0
beforeAll(async () => {
  dns = await startDnsServer()
  test = await createProduct({
    config: {
      dnsServers: [dns.address],
      smtpUrl: 'smtp://smtp.sendgrid.net:587',
      publicUrl: 'https://rollcall.example',
    },
    now: () => new Date(Date.now() + aheadMs),
  })
})
beforeEach(() => dns.zone.clear())
afterAll(async () => {
  await test.drop()
  await dns.stop()
  expect(test.errors).toEqual([])
})

const publish = ({ records }: Domain) => {
  dns.zone.set('sendgrid.net', { TXT: ['v=spf1 ip4:192.0.2.0/24 -all'] })
  for (const { name, value } of records) dns.zone.set(name, { TXT: [value] })
}
const statuses = ({ records }: Domain) => records.map(({ status }) => status)
const wait = async (ms: number, id: string) => {
  aheadMs += ms
  await recheckDueDomains(test.product)
  return test.client.domains.get(id)
}

describe('a domain', () => {
  it('says what to set, what it found of it, and since when it is verified', async () => {
    const made = await test.client.domains.create({ domain: 'one.example.org', reportsTo: 'd@example.org' })
    expect(made).toMatchObject({ verified: false, verifiedAt: null, checkedAt: null })
    expect(made.records.map(({ purpose, name, value, required }) => [purpose, name, value, required])).toEqual([
      ['dkim', `${made.selector}._domainkey.one.example.org`, made.record.value, true],
      ['spf', 'one.example.org', 'v=spf1 include:sendgrid.net ~all', true],
      ['dmarc', '_dmarc.one.example.org', 'v=DMARC1; p=none; rua=mailto:d@example.org', true],
      ['ownership', '_rollcall.one.example.org', expect.stringMatching(/^rollcall-domain=[0-9a-f]{32}$/), false],
    ])
    expect(statuses(made)).toEqual(['unchecked', 'unchecked', 'unchecked', 'unchecked'])
    expect(statuses(await test.client.domains.check(made.id))).toEqual(['missing', 'missing', 'missing', 'missing'])
    publish(made)
    dns.zone.set('one.example.org', { TXT: ['v=spf1 mx ~all'] })
    const checked = await test.client.domains.check(made.id)
    expect(statuses(checked)).toEqual(['ok', 'wrong', 'ok', 'ok'])
    expect(checked.records[1]).toMatchObject({ found: ['v=spf1 mx ~all'], detail: expect.stringContaining('sendgrid') })
    expect(checked).toMatchObject({ verified: true, verifiedAt: expect.any(String), losesAt: null })
  })

  it('is looked up by itself every few minutes on the first day, then daily', async () => {
    const { id } = await test.client.domains.create({ domain: 'two.example.org' })
    const first = await wait(0, id)
    expect(first.checkedAt).not.toBe(null)
    expect((await wait(4 * MINUTE_MS, id)).checkedAt).toBe(first.checkedAt)
    publish(first)
    const second = await wait(2 * MINUTE_MS, id)
    expect(second.verified).toBe(true)
    expect((await wait(23 * HOUR_MS, id)).checkedAt).toBe(second.checkedAt)
    expect((await wait(2 * HOUR_MS, id)).checkedAt).not.toBe(second.checkedAt)
  })

  it('stays verified for three days after its records are gone, also while DNS is away', async () => {
    const made = await test.client.domains.create({ domain: 'three.example.org' })
    publish(made)
    const { verifiedAt } = await test.client.domains.check(made.id)
    for (const { name } of made.records) dns.zone.set(name, 'fails')
    expect(await test.client.domains.check(made.id)).toMatchObject({ verified: true, losesAt: null })
    dns.zone.clear()
    const gone = await test.client.domains.check(made.id)
    expect(gone).toMatchObject({ verified: true, verifiedAt })
    expect(Date.parse(gone.losesAt ?? '') - Date.parse(gone.checkedAt ?? '')).toBe(72 * HOUR_MS)
    expect((await wait(71 * HOUR_MS, made.id)).verified).toBe(true)
    expect(await wait(2 * HOUR_MS, made.id)).toMatchObject({ verified: false, verifiedAt: null })
    expect(await findFromProblem(test.product, { projectId: test.first.id, address: 'a@three.example.org' })).toContain(
      'not verified',
    )
    publish(made)
    const again = await test.client.domains.check(made.id)
    expect(again).toMatchObject({ verified: true, losesAt: null })
    expect(again.verifiedAt).not.toBe(verifiedAt)
  })

  it('may have its bounces elsewhere, near by', async () => {
    const { id } = await test.client.domains.create({ domain: 'four.example.org' })
    const changed = await test.client.domains.update(id, { returnPath: 'Bounce.four.example.org' })
    expect(changed.records[1]?.name).toBe('bounce.four.example.org')
    expect((await test.client.domains.update(id, { returnPath: null })).records[1]?.name).toBe('four.example.org')
    const { status, body } = await test.request('PATCH', `/v1/domains/${id}`, { returnPath: 'example.com' })
    expect([status, body]).toMatchObject([422, { errors: [{ pointer: '/returnPath' }] }])
    const log = await test.client.audit.list({ kind: 'domain', target: id })
    expect(log.data.map(({ change, name }) => `${name} ${change}`)).toEqual([
      ...['four.example.org updated', 'four.example.org updated', 'four.example.org created'],
    ])
  })
})

describe('a sender', () => {
  const check = async (from: string) => {
    const { checks } = await test.client.campaigns.checkUnsaved({
      html: '<p>Hi</p>',
      subject: 'Hi',
      from,
      links: false,
    })
    const { level, sentence } = checks.find((one) => one.check === 'sender_domain') ?? {}
    return [level, sentence]
  }
  const draft = async (from: string) => {
    const audience = { include: { everyone: true as const } }
    const content = { name: 'N', subject: 'Hi', html: '<p>Hi</p>', from }
    return (await test.client.campaigns.create({ ...content, audience })).id
  }

  it('of a domain that is not verified sends nothing, and says so before', async () => {
    await test.client.contacts.create({ email: 'reader@example.net' })
    const [level, sentence] = await check('a@other.example.com')
    expect([level, sentence]).toEqual(['error', expect.stringContaining('other.example.com is not verified')])
    const { status, body } = await test.request('POST', `/v1/campaigns/${await draft('a@other.example.com')}/launch`)
    expect([status, body]).toMatchObject([422, { code: 'cannot_launch', detail: sentence }])
  })

  it('may be of any domain when the project says so, and is warned', async () => {
    expect(await test.client.project.update({ requireVerifiedDomain: false })).toMatchObject({
      requireVerifiedDomain: false,
    })
    expect(await check('a@other.example.com')).toEqual(['warning', expect.stringContaining('not verified')])
    expect(await findFromProblem(test.product, { projectId: test.first.id, address: 'a@other.example.com' })).toBe(
      undefined,
    )
    await test.client.project.update({ requireVerifiedDomain: true })
    const [{ before, after } = {}] = (await test.client.audit.list({ kind: 'project' })).data
    expect([before, after]).toEqual([{ requireVerifiedDomain: false }, { requireVerifiedDomain: true }])
  })

  it('of a verified domain or one below it may send, with a word about what is missing', async () => {
    const made = await test.client.domains.create({ domain: 'five.example.org' })
    publish(made)
    dns.zone.delete('_dmarc.five.example.org')
    await test.client.domains.check(made.id)
    expect(await check('a@mail.five.example.org')).toEqual(['warning', expect.stringMatching(/^DMARC of five/)])
    publish(made)
    await test.client.domains.check(made.id)
    expect(await check('a@mail.five.example.org')).toEqual(['ok', expect.stringContaining('five.example.org')])
    expect(await check('a@five.example.org.evil.example')).toEqual(['error', expect.any(String)])
    expect(await findFromProblem(test.product, { projectId: test.second.id, address: 'a@five.example.org' })).toContain(
      'not verified',
    )
  })

  it('belongs to the stream for marketing, when there is one', async () => {
    const streams = { marketing: 'five.example.org', transactional: 'one.example.org' }
    expect(await test.client.project.update({ streams })).toMatchObject({ streams })
    publish(await test.client.domains.get('one.example.org'))
    await test.client.domains.check('one.example.org')
    expect(await check('a@one.example.org')).toEqual(['warning', expect.stringContaining('five.example.org')])
    expect(await test.client.project.update({ streams: { marketing: '' } })).toMatchObject({
      streams: { marketing: null, transactional: 'one.example.org' },
    })
    const { status, body } = await test.request('PATCH', '/v1/project', { streams: { marketing: 'not.example' } })
    expect([status, body]).toMatchObject([422, { errors: [{ pointer: '/streams/marketing' }] }])
  })
})
