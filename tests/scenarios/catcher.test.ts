import { createTransport } from 'nodemailer'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Catcher, startCatcher } from '../../packages/server/src/senders/catcher.ts'
import { createProduct, type TestProduct } from '../support/create-product.ts'

let test: TestProduct
let catcher: Catcher
beforeAll(async () => {
  test = await createProduct()
  catcher = await startCatcher(test.product)
})
afterAll(async () => {
  await catcher.close()
  await test.drop()
  expect(test.errors).toEqual([])
})
beforeEach(async () => {
  await request('DELETE', '/catcher')
})

const request = <Body = unknown>(method: string, path: string, key = test.first.key) =>
  test.request<Body>(method, `/v1${path}`, undefined, { key })

type Caught = { id: string; from: string; to: string[]; subject: string }
type Page = { data: Caught[]; next_cursor: string | null; total: number }
const list = async (query = '', key?: string) => (await request<Page>('GET', `/catcher${query}`, key)).body

function transport(projectId: number, auth?: { user: string; pass: string }) {
  const server = catcher.server(projectId)
  return createTransport({ ...server, auth: auth ?? server.auth ?? undefined })
}

const mail = (to: string, subject: string) => ({
  from: 'news@example.org',
  to,
  subject,
  text: 'Hi',
  html: '<p>Hi ü</p>',
})

describe('the catcher', () => {
  it('keeps what it is sent, to the letter, apart for each project', async () => {
    await transport(test.first.id).sendMail(mail('Ada <ada@example.org>, bob@example.org', 'Grüße ✓'))
    await transport(test.second.id).sendMail(mail('eve@example.org', 'Other'))
    const { data, total } = await list()
    expect(total).toBe(1)
    expect(data).toMatchObject([
      { from: 'news@example.org', to: ['ada@example.org', 'bob@example.org'], subject: 'Grüße ✓' },
    ])
    const { body } = await request<{ headers: object[] }>('GET', `/catcher/${data[0].id}`)
    expect(body).toMatchObject({ subject: 'Grüße ✓', text: 'Hi\n', html: expect.stringContaining('<p>Hi ü</p>') })
    expect(body.headers).toContainEqual({ name: 'To', value: 'Ada <ada@example.org>, bob@example.org' })
    const raw = await request<string>('GET', `/catcher/${data[0].id}/raw`)
    expect(raw.headers['content-type']).toBe('message/rfc822')
    expect(raw.text).toMatch(/^From: news@example\.org\r\n/)
    expect(await request('GET', `/catcher/${data[0].id}`, test.second.key)).toMatchObject({ status: 404 })
    expect((await list('', test.second.key)).data).toMatchObject([{ subject: 'Other' }])
  })

  it('lists newest first, in pages, and finds recipients and subjects in any case', async () => {
    const client = transport(test.first.id)
    for (let count = 0; count < 7; count += 1)
      await client.sendMail(mail(`p${count}@example.org`, `Number ${count} 100%`))
    const first = await list('?limit=5')
    expect(first).toMatchObject({ total: 7, has_more: true })
    const second = await list(`?limit=5&after=${first.next_cursor}`)
    expect([...first.data, ...second.data].map(({ subject }) => subject[7])).toEqual([
      '6',
      '5',
      '4',
      '3',
      '2',
      '1',
      '0',
    ])
    expect(await list('?q=NUMBER%203')).toMatchObject({ total: 1, data: [{ to: ['p3@example.org'] }] })
    expect(await list('?q=P4@Example')).toMatchObject({ total: 1, data: [{ subject: 'Number 4 100%' }] })
    expect(await list('?q=100%25')).toMatchObject({ total: 7 })
    expect(await list('?q=%25p')).toMatchObject({ total: 0 })
    expect((await request('GET', '/catcher?after=nonsense')).status).toBe(422)
  })

  it('is emptied for one project alone', async () => {
    await transport(test.first.id).sendMail(mail('a@example.org', 'x'))
    const before = await list('', test.second.key)
    expect((await request('DELETE', '/catcher')).status).toBe(204)
    expect(await list()).toMatchObject({ total: 0, data: [] })
    expect(await list('', test.second.key)).toEqual(before)
  })

  it.each<[string, { user: string; pass: string }]>([
    ['a wrong password', { user: 'project-1', pass: 'x'.repeat(64) }],
    ['no password', { user: 'project-1', pass: '-' }],
    ['a user of no project', { user: 'root', pass: 'x' }],
  ])('lets nobody in with %s', async (_name, auth) => {
    await expect(transport(1, auth).sendMail(mail('a@example.org', 'x'))).rejects.toThrow('535')
  })

  it('takes nothing from those who do not sign in', async () => {
    const { host, port } = catcher.server(test.first.id)
    await expect(createTransport({ host, port }).sendMail(mail('a@example.org', 'x'))).rejects.toThrow('530')
    expect(await list()).toMatchObject({ total: 0 })
  })

  it('refuses what is too large, and goes on', async () => {
    const client = transport(test.first.id)
    const large = { ...mail('a@example.org', 'large'), text: 'x'.repeat(26 * 1024 * 1024) }
    await expect(client.sendMail(large)).rejects.toThrow(/larger/i)
    await client.sendMail(mail('a@example.org', 'small'))
    expect(await list()).toMatchObject({ total: 1, data: [{ subject: 'small' }] })
  })

  it('keeps messages that are hardly messages', async () => {
    const client = transport(test.first.id)
    const envelope = { from: '', to: 'a@example.org' }
    for (const raw of [
      '\r\n',
      'x',
      'Subject: \u0000\ud800\r\n\r\n',
      `Subject: ${'x'.repeat(5_000)}\r\n\r\n.\r\n..\r\n`,
    ]) {
      await client.sendMail({ envelope, raw })
    }
    const { data, total } = await list()
    expect(total).toBe(4)
    for (const { id } of data) expect((await request('GET', `/catcher/${id}`)).status).toBe(200)
    const { text } = await request<string>('GET', `/catcher/${data[0].id}/raw`)
    expect(text).toMatch(/\r\n\r\n\.\r\n\.\.\r\n$/)
  })
})
