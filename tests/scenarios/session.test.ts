import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { prepareEntrance } from '../../packages/server/src/first-start.ts'
import { hashToken } from '../../packages/server/src/store/hash-token.ts'
import { createProduct, type Reply, type TestProduct } from '../support/create-product.ts'

const PASSWORD = 'correct horse battery'
const ADA = { email: 'Ada@Example.org', password: PASSWORD }

let test: TestProduct
let now: Date
beforeEach(async () => {
  now = new Date('2026-03-01T09:00:00Z')
  test = await createProduct({ now: () => now })
})
afterEach(() => test.drop())

const later = (ms: number) => {
  now = new Date(now.getTime() + ms)
}
const DAY_MS = 86_400_000

/** A call as the dashboard makes it. */
function browse(...[method, path, body, cookie]: [method: string, path: string, body?: unknown, cookie?: string]) {
  const headers = { 'sec-fetch-site': 'same-origin', ...(cookie && { cookie }) }
  return test.request(method, path, body, { key: null, headers })
}

function cookieOf({ headers }: Reply): string {
  return headers['set-cookie']?.split(';')[0] ?? ''
}

async function newLink(): Promise<string> {
  const { ownerLink } = await prepareEntrance(test.product)
  return ownerLink?.split('#token=')[1] ?? ''
}

async function claim(): Promise<Reply> {
  return browse('POST', '/v1/session/claim', { token: await newLink(), name: 'Ada', ...ADA })
}

describe('the owner’s link', () => {
  it('creates the owner once and signs them in', async () => {
    const token = await newLink()
    const first = await browse('POST', '/v1/session/claim', { token, name: 'Ada', ...ADA })
    expect([first.status, first.body]).toEqual([
      200,
      {
        user: { id: expect.stringMatching(/^usr_/), email: 'ada@example.org', name: 'Ada' },
        role: 'owner',
        scopes: ['*'],
      },
    ])
    expect((await browse('GET', '/v1/session', undefined, cookieOf(first))).body).toEqual(first.body)
    const second = await browse('POST', '/v1/session/claim', { token, ...ADA, email: 'eve@example.org' })
    expect([second.status, second.body]).toEqual([401, expect.objectContaining({ code: 'link_expired' })])
  })

  it('lets one of two people in who open it at once', async () => {
    const token = await newLink()
    const replies = await Promise.all(
      ['ada', 'eve'].map((name) =>
        browse('POST', '/v1/session/claim', { token, ...ADA, email: `${name}@example.org` }),
      ),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 401])
  })

  it('ends after a day, when a newer one is made, and for good once there is an owner', async () => {
    const old = await newLink()
    const fresh = await newLink()
    expect((await browse('POST', '/v1/session/claim', { token: old, ...ADA })).status).toBe(401)
    later(DAY_MS)
    expect((await browse('POST', '/v1/session/claim', { token: fresh, ...ADA })).status).toBe(401)
    await claim()
    expect(await prepareEntrance(test.product)).toMatchObject({ ownerLink: null })
  })

  it('asks for a password that is worth one, and says so at its place', async () => {
    const { body } = await browse('POST', '/v1/session/claim', { token: await newLink(), ...ADA, password: 'short' })
    expect(body).toMatchObject({ errors: [{ pointer: '/password', detail: 'must have at least 10 characters' }] })
  })
})

describe('signing in', () => {
  it('takes the address however it is written, and a password in either Unicode form', async () => {
    const token = await newLink()
    await browse('POST', '/v1/session/claim', {
      token,
      email: 'ADA@example.org',
      password: 'pässwörter'.normalize('NFC'),
    })
    const body = { email: 'ada@EXAMPLE.org', password: 'pässwörter'.normalize('NFD') }
    expect((await browse('POST', '/v1/session', body)).status).toBe(200)
  })

  it('gives a cookie that scripts, other sites and plain text cannot reach', async () => {
    const reply = await claim()
    expect(reply.headers['set-cookie']).toMatch(
      /^rollcall_session=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
    )
    const secure = await createProduct({ config: { publicUrl: 'https://rollcall.example.org' } })
    try {
      const link = (await prepareEntrance(secure.product)).ownerLink?.split('#token=')[1]
      const { headers } = await secure.request('POST', '/v1/session/claim', { token: link, ...ADA }, { key: null })
      expect(headers['set-cookie']).toMatch(
        /^__Host-rollcall=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      )
      expect(headers['strict-transport-security']).toBe('max-age=31536000')
    } finally {
      await secure.drop()
    }
  })

  it('answers alike to a wrong password and to an account that does not exist', async () => {
    await claim()
    const wrong = await browse('POST', '/v1/session', { ...ADA, password: 'wrong password' })
    const unknown = await browse('POST', '/v1/session', { ...ADA, email: 'eve@example.org' })
    expect([wrong.status, unknown.status]).toEqual([401, 401])
    const words = ({ body }: Reply) => ({ ...(body as object), request_id: '' })
    expect(words(unknown)).toEqual(words(wrong))
  })

  it('starts another session each time and ends the one that the browser had', async () => {
    const first = cookieOf(await claim())
    const second = cookieOf(await browse('POST', '/v1/session', ADA, first))
    expect(second).not.toBe(first)
    expect((await browse('GET', '/v1/session', undefined, first)).status).toBe(401)
    expect((await browse('GET', '/v1/session', undefined, second)).status).toBe(200)
  })

  it('lasts 30 days, or until signing out', async () => {
    await claim()
    const [one, two] = [
      cookieOf(await browse('POST', '/v1/session', ADA)),
      cookieOf(await browse('POST', '/v1/session', ADA)),
    ]
    const out = await browse('DELETE', '/v1/session', undefined, one)
    expect([out.status, out.headers['set-cookie']]).toEqual([
      204,
      expect.stringMatching(/^rollcall_session=; Max-Age=0;/),
    ])
    expect((await browse('GET', '/v1/project', undefined, one)).status).toBe(401)
    later(30 * DAY_MS - 1)
    expect((await browse('GET', '/v1/project', undefined, two)).status).toBe(200)
    later(1)
    expect((await browse('GET', '/v1/project', undefined, two)).status).toBe(401)
  })

  it('is refused after ten attempts a minute, the right password included, for that account alone', async () => {
    await claim()
    for (let attempt = 0; attempt < 10; attempt += 1) {
      expect((await browse('POST', '/v1/session', { ...ADA, password: 'guess' })).status).toBe(401)
    }
    later(20_000)
    const refused = await browse('POST', '/v1/session', { ...ADA, email: 'ADA@example.org' })
    expect([refused.status, refused.headers['retry-after']]).toEqual([429, '40'])
    expect(refused.body).toMatchObject({ code: 'too_many_requests', seconds: 40 })
    expect((await browse('POST', '/v1/session', { ...ADA, email: 'eve@example.org' })).status).toBe(401)
    later(40_000)
    expect((await browse('POST', '/v1/session', ADA)).status).toBe(200)
  })

  it('limits one address over many accounts', async () => {
    const statuses = []
    for (let account = 0; account < 51; account += 1) {
      statuses.push((await browse('POST', '/v1/session', { ...ADA, email: `a${account}@example.org` })).status)
    }
    expect(statuses.slice(-2)).toEqual([401, 429])
  })
})

describe('at rest', () => {
  it('no token and no password is anywhere in the record', async () => {
    const link = await newLink()
    const token = cookieOf(await browse('POST', '/v1/session/claim', { token: link, ...ADA })).split('=')[1] ?? ''
    const { rows } = await test.product.database.pool.query(
      `select (select json_agg(users)::text from users) || (select json_agg(sessions)::text from sessions)
         || (select json_agg(owner_links)::text from owner_links) || (select json_agg(api_keys)::text from api_keys) as kept`,
    )
    const [{ kept }] = rows
    expect(kept).toContain(hashToken(token).toString('hex'))
    expect(kept).toMatch(/\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}"/)
    for (const secret of [link, token, PASSWORD, test.first.key]) expect(kept).not.toContain(secret)
  })
})

describe('one’s own account', () => {
  const NEW = 'another long password'

  it('gets another password for the present one, which ends every other session', async () => {
    const here = cookieOf(await claim())
    const there = cookieOf(await browse('POST', '/v1/session', ADA))
    const wrong = await browse('PATCH', '/v1/session', { password: NEW, currentPassword: 'not it' }, here)
    expect(wrong.body).toMatchObject({ errors: [{ pointer: '/currentPassword' }] })
    const missing = await browse('PATCH', '/v1/session', { password: NEW }, here)
    expect(missing.status).toBe(422)
    expect((await browse('PATCH', '/v1/session', { password: NEW, currentPassword: PASSWORD }, here)).status).toBe(200)
    const alive = async (cookie: string) => (await browse('GET', '/v1/session', undefined, cookie)).status
    expect([await alive(here), await alive(there)]).toEqual([200, 401])
    expect((await browse('POST', '/v1/session', ADA)).status).toBe(401)
    expect((await browse('POST', '/v1/session', { ...ADA, password: NEW })).status).toBe(200)
  })

  it('has a name that one can change, and ends everywhere at once', async () => {
    const cookies = [cookieOf(await claim()), cookieOf(await browse('POST', '/v1/session', ADA))]
    const { body } = await browse('PATCH', '/v1/session', { name: 'Ada L.' }, cookies[0])
    expect(body).toMatchObject({ user: { name: 'Ada L.' } })
    expect((await browse('DELETE', '/v1/session/all', undefined, cookies[0])).status).toBe(204)
    for (const cookie of cookies) expect((await browse('GET', '/v1/session', undefined, cookie)).status).toBe(401)
  })
})
