import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { prepareEntrance } from '../../packages/server/src/first-start.ts'
import { createProduct, type Reply, type TestProduct } from '../support/create-product.ts'

const PASSWORD = 'correct horse battery'
const DAY_MS = 86_400_000

let test: TestProduct
let now: Date
let owner: string
beforeEach(async () => {
  now = new Date('2026-03-01T09:00:00Z')
  test = await createProduct({ now: () => now })
  const { ownerLink } = await prepareEntrance(test.product)
  owner = await claim(ownerLink ?? '', 'owner@people.example')
})
afterEach(async () => {
  await test.drop()
  expect(test.errors).toEqual([])
})

/** A call as the dashboard makes it. */
function browse<Body = Record<string, unknown>>(
  cookie: string | null,
  ...[method, path, body]: [method: string, path: string, body?: unknown]
): Promise<Reply<Body>> {
  const headers = { 'sec-fetch-site': 'same-origin', ...(cookie && { cookie }) }
  return test.request<Body>(method, path, body, { key: null, headers })
}

const use = (link: string, email: string, password = PASSWORD) =>
  browse(null, 'POST', '/v1/session/claim', { token: link.split('#token=')[1], email, password })

async function claim(link: string, email: string): Promise<string> {
  const { headers } = await use(link, email)
  return headers['set-cookie']?.split(';')[0] ?? ''
}

async function invite(by: string, body: { role: string; email?: string }): Promise<string> {
  const { body: made } = await browse<{ link: string }>(by, 'POST', '/v1/invitations', body)
  return made.link
}

async function idOf(email: string): Promise<string> {
  const { data } = await test.client.people.list()
  return data.find((person) => person.email === email)?.id ?? ''
}

const role = async (cookie: string) => (await browse(cookie, 'GET', '/v1/session')).body.role

describe('an invitation', () => {
  it('lets one person in, once, as what it says', async () => {
    const link = await invite(owner, { role: 'marketer' })
    expect(link).toMatch(/^http:\/\/localhost:3000\/claim#token=/)
    const replies = await Promise.all([use(link, 'one@people.example'), use(link, 'two@people.example')])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 401])
    const { body } = await browse<{ data: object[] }>(owner, 'GET', '/v1/people')
    expect(body.data).toMatchObject([
      { email: 'owner@people.example', role: 'owner', isYou: true },
      { email: expect.stringMatching(/^(one|two)@/), role: 'marketer', isYou: false },
    ])
    expect((await browse<{ data: object[] }>(owner, 'GET', '/v1/invitations')).body.data).toEqual([])
    expect((await use(link, 'three@people.example')).body).toMatchObject({ status: 401, code: 'link_expired' })
  })

  it('is for the address it names, expires, and can be revoked', async () => {
    const named = await invite(owner, { role: 'viewer', email: 'Ada@People.example' })
    expect((await use(named, 'eve@people.example')).body).toMatchObject({ status: 403, code: 'wrong_invitation' })
    expect((await use(named, 'ada@people.example')).status).toBe(200)
    const { id, link } = await test.client.invitations.create({ role: 'viewer' })
    const late = await invite(owner, { role: 'viewer' })
    await test.client.invitations.revoke(id)
    expect((await use(link, 'x@people.example')).status).toBe(401)
    now = new Date(now.getTime() + 7 * DAY_MS + 1)
    expect((await use(late, 'x@people.example')).status).toBe(401)
    const [stored] = await test.product.database.query('select * from invitations where used_at is not null')
    expect(JSON.stringify(stored)).not.toContain(named.split('#token=')[1])
  })

  it('gives nobody more than whoever made it has', async () => {
    const admin = await claim(await invite(owner, { role: 'admin' }), 'admin@people.example')
    const refused = await browse<{ errors: object[] }>(admin, 'POST', '/v1/invitations', { role: 'owner' })
    expect([refused.status, refused.body.errors]).toMatchObject([422, [{ pointer: '/role' }]])
    const key = await test.makeKey(test.first, ['project:read', 'project:write'])
    const byKey = await test.request('POST', '/v1/invitations', { role: 'admin' }, { key })
    expect(byKey.status).toBe(422)
    const marketer = await claim(await invite(admin, { role: 'marketer' }), 'marketer@people.example')
    expect((await browse(marketer, 'POST', '/v1/invitations', { role: 'viewer' })).status).toBe(403)
    expect((await browse(marketer, 'GET', '/v1/people')).status).toBe(200)
  })

  it('brings back somebody who was removed, with their password', async () => {
    const cookie = await claim(await invite(owner, { role: 'viewer' }), 'back@people.example')
    await test.client.people.remove(await idOf('back@people.example'))
    expect((await browse(cookie, 'GET', '/v1/session')).status).toBe(401)
    const link = await invite(owner, { role: 'admin' })
    expect((await use(link, 'back@people.example', 'not the password')).body).toMatchObject({ code: 'wrong_password' })
    expect(await role(await claim(link, 'back@people.example'))).toBe('admin')
    const again = await invite(owner, { role: 'owner' })
    expect((await use(again, 'back@people.example')).body).toMatchObject({ status: 409, code: 'already_exists' })
  })
})

describe('an invitation that names somebody who was removed', () => {
  it('lets them choose another password, as whoever forgot theirs has to', async () => {
    await claim(await invite(owner, { role: 'viewer' }), 'lost@people.example')
    await test.client.people.remove(await idOf('lost@people.example'))
    const link = await invite(owner, { role: 'viewer', email: 'lost@people.example' })
    expect((await use(link, 'lost@people.example', 'a new long password')).status).toBe(200)
    const signIn = (password: string) =>
      browse(null, 'POST', '/v1/session', { email: 'lost@people.example', password }).then(({ status }) => status)
    expect([await signIn(PASSWORD), await signIn('a new long password')]).toEqual([401, 200])
  })
})

describe('a role', () => {
  it('changes at once for whoever is signed in', async () => {
    const cookie = await claim(await invite(owner, { role: 'viewer' }), 'v@people.example')
    expect((await browse(cookie, 'POST', '/v1/tags', { name: 'No' })).status).toBe(403)
    await test.client.people.update(await idOf('v@people.example'), { role: 'marketer' })
    expect((await browse(cookie, 'POST', '/v1/tags', { name: 'Yes' })).status).toBe(201)
  })

  it('of an owner is out of reach of an admin', async () => {
    const admin = await claim(await invite(owner, { role: 'admin' }), 'admin@people.example')
    const ownerId = await idOf('owner@people.example')
    const path = `/v1/people/${ownerId}`
    expect((await browse(admin, 'DELETE', path)).body).toMatchObject({ status: 403 })
    expect((await browse(admin, 'PATCH', path, { role: 'viewer' })).body).toMatchObject({ status: 403 })
    const adminId = await idOf('admin@people.example')
    expect((await browse(admin, 'PATCH', `/v1/people/${adminId}`, { role: 'owner' })).status).toBe(422)
    expect((await browse(admin, 'DELETE', `/v1/people/${adminId}`)).status).toBe(204)
  })

  it('of the last owner stays, also when two owners go at once', async () => {
    const id = await idOf('owner@people.example')
    expect((await browse(owner, 'DELETE', `/v1/people/${id}`)).body).toMatchObject({
      ...{ status: 409, code: 'last_owner', detail: 'owner@people.example is the only owner of this project.' },
    })
    expect((await browse(owner, 'PATCH', `/v1/people/${id}`, { role: 'admin' })).body).toMatchObject({
      code: 'last_owner',
    })
    await claim(await invite(owner, { role: 'owner' }), 'second@people.example')
    const other = await idOf('second@people.example')
    const gone = await Promise.all([id, other].map((one) => test.request('DELETE', `/v1/people/${one}`)))
    expect(gone.map(({ status }) => status).sort()).toEqual([204, 409])
  })

  it('is nobody else’s to change', async () => {
    const id = await idOf('owner@people.example')
    const key = test.second.key
    expect((await test.request('PATCH', `/v1/people/${id}`, { role: 'viewer' }, { key })).status).toBe(404)
    expect((await test.request<{ data: object[] }>('GET', '/v1/people', undefined, { key })).body.data).toEqual([])
  })
})
