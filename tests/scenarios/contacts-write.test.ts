import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createProduct, type Reply, type TestProduct } from '../support/create-product.ts'

let test: TestProduct
let now = new Date('2026-03-01T10:00:00Z')
beforeAll(async () => {
  test = await createProduct({ now: () => now })
  for (const field of [
    { key: 'plan', type: 'select', options: ['free', 'pro'] },
    { key: 'ltv', type: 'number' },
    { key: 'city', type: 'text' },
    { key: 'birthday', type: 'date' },
    { key: 'interests', type: 'list', options: ['Hiking', 'Climbing'] },
    { key: 'news', type: 'boolean' },
  ]) {
    await request('POST', '/fields', field)
  }
})
afterAll(() => test.drop())

type Contact = { id: string; tags: string[]; updatedAt: string; status: string } & Record<string, unknown>
type Problem = { status: number; code: string; detail: string; errors?: { pointer: string; detail: string }[] }

const request = <Body = Contact>(method: string, path: string, body?: unknown) =>
  test.request<Body>(method, `/v1${path}`, body)
const create = async (contact: object) => {
  const reply = await request('POST', '/contacts', contact)
  expect(reply.status).toBe(201)
  return reply.body
}
const upsert = (contact: object) => request('POST', '/contacts?upsert=true', contact)
const patch = (contact: string, change: object) => request('PATCH', `/contacts/${encodeURIComponent(contact)}`, change)
const get = async (contact: string) => (await request('GET', `/contacts/${encodeURIComponent(contact)}`)).body
const problemOf = ({ status, body }: Reply<unknown>) => ({ ...(body as Problem), status })
const pointersOf = (reply: Reply<unknown>) => problemOf(reply).errors?.map(({ pointer }) => pointer)
const count = async (filters: object) =>
  (await test.read<{ count: number }>('POST', '/v1/segments/preview', { filters })).body.count

describe('a new contact', () => {
  it('is kept trimmed, composed and in canonical form', async () => {
    const contact = await create({
      email: '  Ada.Lovelace@Gmail.com ',
      phone: '0812 3456 7890',
      firstName: ' Ada ',
      lastName: 'Lovele\u0301ce',
      country: 'Indonesia',
      language: 'en_gb',
      timezone: 'asia/jakarta',
      jobTitle: '  ',
      tags: ['VIP', ' vip', 'VIP '],
      fields: { ltv: 12.5, plan: 'pro', birthday: '--02-29', interests: ['Hiking', ''], city: ' Jakarta ', news: true },
    })
    expect(contact).toMatchObject({
      id: expect.stringMatching(/^con_/),
      email: 'Ada.Lovelace@Gmail.com',
      phone: '+6281234567890',
      firstName: 'Ada',
      lastName: 'Loveléce',
      name: 'Ada Loveléce',
      country: 'ID',
      language: 'en-GB',
      timezone: 'Asia/Jakarta',
      jobTitle: null,
      inboxProvider: 'gmail',
      status: 'subscribed',
      validation: 'valid',
      subscribedAt: now.toISOString(),
      unsubscribedAt: null,
      fields: { ltv: 12.5, plan: 'pro', birthday: '--02-29', interests: ['Hiking'], city: 'Jakarta', news: true },
    })
    expect([...contact.tags].sort()).toEqual(['VIP', 'vip'])
  })

  it('may have any status, and a risky address is said to be so', async () => {
    expect(await create({ email: 'info@shop.example', status: 'bounced' })).toMatchObject({
      status: 'bounced',
      validation: 'risky',
      subscribedAt: null,
      unsubscribedAt: null,
    })
    const left = await create({ email: 'x@mailinator.com', status: 'unsubscribed' })
    expect(left).toMatchObject({ validation: 'risky', unsubscribedAt: now.toISOString() })
    expect(await create({ firstName: 'Nobody' })).toMatchObject({ email: null, validation: 'unknown' })
  })

  it('is refused with every problem at its place, and nothing is kept', async () => {
    const reply = await request('POST', '/contacts', {
      email: 'not an address',
      phone: 'call me',
      country: 'Atlantis',
      timezone: 'Mars/Olympus',
      language: 'klingonese',
      tags: ['fine', ' '],
      channels: { sms: 'x' },
      fields: { ltv: '12', plan: 'gold', birthday: '2026-02-30', unknown: 1, interests: 'Hiking', news: 'yes' },
    })
    expect(problemOf(reply)).toMatchObject({ status: 422, code: 'invalid_request' })
    expect(pointersOf(reply)?.sort()).toEqual(
      [
        ...['/email', '/phone', '/country', '/timezone', '/language', '/tags/1', '/channels/sms'],
        ...['ltv', 'plan', 'birthday', 'unknown', 'interests', 'news'].map((key) => `/fields/${key}`),
      ].sort(),
    )
    expect((await request('GET', '/tags/fine')).status).toBe(404)
  })

  it('is a 409 with the id when its e-mail, in any case, or its externalId is taken', async () => {
    const { id } = await create({ email: 'taken@example.org', externalId: 'crm-1' })
    for (const again of [{ email: 'TAKEN@example.org' }, { externalId: 'crm-1' }]) {
      const reply = problemOf(await request('POST', '/contacts', again))
      expect(reply).toMatchObject({ status: 409, code: 'already_exists' })
      expect(reply.detail).toContain(id)
    }
  })

  it('is invisible to other projects, which may have the same person', async () => {
    const { id } = await create({ email: 'shared@example.org' })
    const other = await test.request<Contact>(
      'POST',
      '/v1/contacts',
      { email: 'shared@example.org' },
      { key: test.second.key },
    )
    expect(other.status).toBe(201)
    expect(other.body.id).not.toBe(id)
    expect((await test.request('PATCH', `/v1/contacts/${id}`, {}, { key: test.second.key })).status).toBe(404)
  })

  it('can be counted at once by whoever asks after its position', async () => {
    const { headers } = await request('POST', '/contacts', { email: 'seen@example.org', tags: ['Seen'] })
    const reply = await test.request<{ count: number }>(
      'POST',
      '/v1/segments/preview',
      { filters: { conditions: [{ type: 'tag', op: 'has_any', tags: ['Seen'] }] } },
      { headers: { 'rollcall-after': headers['rollcall-position'] ?? '' } },
    )
    expect(reply.body.count).toBe(1)
  })
})

describe('an upsert', () => {
  it('merges what is given, appends tags and keeps the rest', async () => {
    const { id } = await create({
      email: 'merge@example.org',
      firstName: 'Ada',
      tags: ['A'],
      fields: { ltv: 1, city: 'Oslo' },
    })
    const merged = await upsert({
      email: 'Merge@Example.org',
      lastName: 'L',
      tags: ['B'],
      fields: { ltv: 2, city: null },
    })
    expect(merged.status).toBe(200)
    expect(merged.body).toMatchObject({
      id,
      email: 'Merge@Example.org',
      firstName: 'Ada',
      lastName: 'L',
      fields: { ltv: 2 },
    })
    expect([...merged.body.tags].sort()).toEqual(['A', 'B'])
    expect(merged.body.fields).not.toHaveProperty('city')
  })

  it('changes nothing, not even updatedAt, when nothing differs', async () => {
    const before = await create({
      email: 'same@example.org',
      tags: ['A'],
      fields: { interests: ['Hiking'] },
      channels: { push: 't' },
    })
    now = new Date(now.getTime() + 60_000)
    const again = await upsert({
      email: 'same@example.org',
      tags: ['A'],
      fields: { interests: ['Hiking'] },
      channels: { push: 't' },
    })
    expect(again).toMatchObject({ status: 200, body: before })
    expect((await patch(before.id, { email: 'same@example.org', tags: ['A'] })).body).toEqual(before)
    expect((await patch(before.id, { firstName: 'Now' })).body.updatedAt).toBe(now.toISOString())
  })

  it('finds by externalId, then e-mail, then phone', async () => {
    const a = await create({ externalId: 'up-1', email: 'up1@example.org', phone: '+6281200000001' })
    expect((await upsert({ externalId: 'up-1', email: 'up1-new@example.org' })).body).toMatchObject({
      id: a.id,
      email: 'up1-new@example.org',
      phone: '+6281200000001',
    })
    expect((await upsert({ email: 'up1-new@example.org', externalId: 'up-1b' })).body).toMatchObject({
      id: a.id,
      externalId: 'up-1b',
    })
    expect((await upsert({ phone: '+62 812 0000 0001', firstName: 'P' })).body).toMatchObject({
      id: a.id,
      firstName: 'P',
    })
    expect((await upsert({ externalId: 'up-2', email: 'up2@example.org' })).status).toBe(201)
  })

  it('is a 409 naming both when two contacts match', async () => {
    const a = await create({ email: 'one@example.org' })
    const b = await create({ externalId: 'two', phone: '+6281200000002' })
    for (const both of [
      { email: 'one@example.org', externalId: 'two' },
      { email: 'one@example.org', phone: '+6281200000002' },
    ]) {
      const reply = problemOf(await upsert(both))
      expect(reply).toMatchObject({ status: 409, code: 'two_matches' })
      expect(reply.detail).toContain(a.id)
      expect(reply.detail).toContain(b.id)
    }
  })

  it('takes people who share a phone number for different people', async () => {
    const phone = '+622150000000'
    const a = await create({ email: 'desk1@office.example', phone })
    const b = await upsert({ email: 'desk2@office.example', phone })
    expect(b.status).toBe(201)
    expect((await upsert({ email: 'desk1@office.example', phone, firstName: 'D' })).body.id).toBe(a.id)
    expect(problemOf(await upsert({ phone }))).toMatchObject({ code: 'two_matches' })
  })

  it('makes one contact of many simultaneous ones', async () => {
    const sent = Array.from({ length: 12 }, (_, index) =>
      upsert({ email: 'race@example.org', tags: [`Race ${index}`], fields: { ltv: index } }),
    )
    const replies = await Promise.all(sent)
    expect(replies.map(({ status }) => status).sort()).toEqual([...Array(11).fill(200), 201])
    expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1)
    expect((await get('race@example.org')).tags).toHaveLength(12)
  })
})

describe('a status', () => {
  it('of those who left or bounced stays, unless the call says resubscribe', async () => {
    for (const status of ['unsubscribed', 'bounced']) {
      const email = `${status}@example.org`
      const { id } = await create({ email, status })
      expect((await upsert({ email, status: 'subscribed', firstName: 'Kept' })).body).toMatchObject({
        status,
        firstName: 'Kept',
      })
      const batch = await request<{ results: unknown[] }>('POST', '/contacts/batch', {
        contacts: [{ email, status: 'subscribed' }],
      })
      expect(batch.body.results).toEqual([{ index: 0, id, action: 'unchanged' }])
      const refused = problemOf(await patch(id, { status: 'non-subscribed', firstName: 'Changed' }))
      expect(refused).toMatchObject({ status: 409, code: 'wrong_state' })
      expect(await get(id)).toMatchObject({ status, firstName: 'Kept' })
      const proof = { source: 'preference page', at: '2026-03-01T09:00:00Z' }
      const back = await patch(id, { status: 'subscribed', resubscribe: true, proof })
      expect(back.body).toMatchObject({ status: 'subscribed', subscribedAt: now.toISOString() })
    }
    const log = await test.product.database.query<{ state: string; proof: unknown; by: string }>(
      `select state, proof, changed_by as by from consent_log where project_id = $1 and channel = 'email'`,
      [test.first.id],
    )
    const expected = { state: 'opted_in', proof: { source: 'preference page' }, by: expect.stringMatching(/^key:key_/) }
    expect(log).toMatchObject([expected, expected])
  })

  it('that ends leaves a suppression in place', async () => {
    await request('POST', '/suppressions', { email: 'blocked@example.org', reason: 'manual' })
    await create({ email: 'blocked@example.org', status: 'unsubscribed' })
    const back = await upsert({ email: 'blocked@example.org', status: 'subscribed', resubscribe: true })
    expect(back.body).toMatchObject({ status: 'subscribed', suppressed: true })
  })

  it('keeps the times at which it last began and ended', async () => {
    const { id, subscribedAt } = await create({ email: 'times@example.org' })
    now = new Date(now.getTime() + 3_600_000)
    const left = (await patch(id, { status: 'unsubscribed' })).body
    expect(left).toMatchObject({ subscribedAt, unsubscribedAt: now.toISOString() })
    expect((await patch(id, { firstName: 'T' })).body).toMatchObject({
      subscribedAt,
      unsubscribedAt: now.toISOString(),
    })
  })
})

describe('a change', () => {
  it('clears with null, leaves what is absent and replaces tags', async () => {
    const { id } = await create({
      email: 'c@example.org',
      phone: '+6281200000009',
      firstName: 'C',
      tags: ['A', 'B'],
      fields: { ltv: 1, city: 'X' },
    })
    const changed = (
      await patch('c@example.org', { firstName: null, phone: '', tags: ['B', 'C'], fields: { city: null } })
    ).body
    expect(changed).toMatchObject({ id, firstName: null, phone: null, email: 'c@example.org', fields: { ltv: 1 } })
    expect([...changed.tags].sort()).toEqual(['B', 'C'])
    expect((await patch(id, { tags: [] })).body.tags).toEqual([])
    expect(await count({ conditions: [{ type: 'tag', op: 'has_any', tags: ['C'] }] })).toBe(0)
  })

  it('of an address judges it anew; a bad one is refused', async () => {
    const { id } = await create({ email: 'first@gmail.com' })
    expect((await patch(id, { email: 'admin@web.de' })).body).toMatchObject({
      inboxProvider: 'web.de',
      validation: 'risky',
    })
    expect(pointersOf(await patch(id, { email: 'bad@' }))).toEqual(['/email'])
    expect((await patch(id, { email: null })).body).toMatchObject({
      email: null,
      inboxProvider: null,
      validation: 'unknown',
    })
  })

  it('cannot take the address or externalId of another, in any case', async () => {
    const owner = await create({ email: 'owner@example.org', externalId: 'own' })
    const { id } = await create({ email: 'thief@example.org' })
    for (const change of [{ email: 'OWNER@example.org' }, { externalId: 'own' }]) {
      const refused = problemOf(await patch(id, change))
      expect(refused).toMatchObject({ status: 409, code: 'already_exists' })
      expect(refused.detail).toContain(owner.id)
    }
    expect(await get(id)).toMatchObject({ email: 'thief@example.org', externalId: null })
  })

  it('reads a phone number by the country that is known', async () => {
    const { id } = await create({ email: 'phone@example.org', country: 'DE' })
    expect((await patch(id, { phone: '030 1234567' })).body.phone).toBe('+49301234567')
    expect((await patch(id, { phone: '020 7946 0958', country: 'GB' })).body.phone).toBe('+442079460958')
  })

  it('keeps channels and consent, and logs each change of consent', async () => {
    const { id } = await create({
      email: 'channels@example.org',
      channels: { sms: '+62 812 0000 0003', instagram: '@ada' },
      consent: { sms: 'opted_in' },
      proof: { source: 'checkout' },
    })
    const changed = await patch(id, { channels: { instagram: null }, consent: { sms: 'opted_out', push: 'opted_in' } })
    expect(changed.body).toMatchObject({
      channels: { sms: '+6281200000003' },
      consent: { sms: 'opted_out', push: 'opted_in' },
    })
    expect((await patch(id, { consent: { sms: 'unknown' } })).body.consent).toEqual({ push: 'opted_in' })
    expect(pointersOf(await patch(id, { consent: { email: 'opted_in' } }))).toHaveLength(1)
    const log = await test.product.database.query<{ entry: string }>(
      `select channel || ' ' || state as entry from consent_log l join contacts c using (project_id, row_no)
       where c.email_key = 'channels@example.org' order by l.id`,
    )
    expect(log.map(({ entry }) => entry)).toEqual([
      ...['email opted_in', 'sms opted_in', 'sms opted_out', 'push opted_in', 'sms unknown'],
    ])
  })
})
