import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Campaigning, createCampaigning, emails } from '../support/campaigning.ts'

type Problem = { code: string; detail: string; errors: { pointer: string; detail: string }[] }

let desk: Campaigning
beforeAll(async () => {
  desk = await createCampaigning()
})
afterAll(() => desk.drop())

const MESSAGE = { from: 'hello@example.org', subject: 'Hello', template: '<p>Hello</p>' }
const block = (email: string, changes: object) => desk.request('POST', '/suppressions', { email, ...changes })
const sendMine = async () => {
  const body = { ...MESSAGE, recipientType: 'email', recipientEmail: 'mine@example.org' }
  return (await desk.request<{ id: string; sendId: string }>('POST', '/sending', body)).body
}

describe('what is refused', () => {
  const single = { ...MESSAGE, recipientType: 'email', recipientEmail: 'ada@example.org' }
  const base64 = (sizeBytes: number) => Buffer.alloc(sizeBytes).toString('base64')

  it.each<[string, object, pointer: string, RegExp]>([
    ['no recipient', { recipientEmail: undefined }, '/recipientEmail', /needed/],
    ['two kinds of recipients', { recipientId: 'vip' }, '/recipientId', /recipientEmail alone/],
    ['a type that there is not', { recipientType: 'everyone' }, '/recipientType', /./],
    ['no tag', { recipientType: 'tag', recipientEmail: undefined }, '/recipientId', /needed/],
    [
      'an unknown tag',
      { recipientType: 'tag', recipientEmail: undefined, recipientId: 'nope' },
      '/recipientId',
      /no tag "nope"/,
    ],
    ['an address of nobody', { recipientEmail: 'ada@' }, '/recipientEmail', /e-mail/],
    ['a sender with two lines', { from: 'a@example.org\r\nBcc: b@example.org' }, '/from', /e-mail/],
    ['a name with two lines', { subject: 'a\r\nBcc: b@example.org' }, '/subject', /one line/],
    ['an unknown provider', { providerType: 'ses' }, '/providerType', /no provider "ses"/],
    ['a word that there is not', { emailId: 'e1' }, '/emailId', /./],
    ['a template that cannot be read', { template: '{% if %}' }, '/template', /HTML cannot be read/],
    ['an unknown variable', { template: '<p>\n{{ code }}</p>' }, '/template', /\{\{ code \}\} \(line 2\).*variables/],
    ['an unknown variable in the subject', { subject: '{{ x.y }}', variables: { x: {} } }, '/subject', /x\.y/],
    ['a variable of ours', { variables: { contact: 1 } }, '/variables/contact', /already/],
    ['too many copies', { bcc: emails('c', 51) }, '/bcc', /50/],
    [
      'a file that is not base64',
      { attachments: [{ filename: 'a', content: '***' }] },
      '/attachments/0/content',
      /base64/,
    ],
    ['a file with a path', { attachments: [{ filename: '../a', content: '' }] }, '/attachments/0/filename', /name/],
    [
      'a file of two types',
      { attachments: [{ filename: 'a', content: '', contentType: 'a/b\r\nX: y' }] },
      '/attachments/0/contentType',
      /type/,
    ],
    [
      'files that are too large',
      {
        attachments: [
          { filename: 'a', content: base64(6e6) },
          { filename: 'b', content: base64(6e6) },
        ],
      },
      '/attachments',
      /10 MB/,
    ],
    ['too long a template', { template: 'x'.repeat(1_000_001) }, '/template', /1000000|1,000,000/],
  ])('%s', async (_, changes, pointer, words) => {
    const { status, body } = await desk.request<Problem>('POST', '/sending', { ...single, ...changes })
    expect([status, body.code]).toEqual([422, 'invalid_request'])
    const [error] = body.errors
    expect(error?.pointer).toBe(pointer)
    expect(error?.detail).toMatch(words)
  })

  it('a copy to somebody who must get none', async () => {
    await block('blocked@example.org', { reason: 'complaint' })
    const { body } = await desk.request<Problem>('POST', '/sending', { ...single, bcc: ['blocked@example.org'] })
    expect(body.errors).toEqual([{ pointer: '/bcc/0', detail: expect.stringContaining('complaint') }])
  })

  it('marketing without a postal address, and a batch to nobody', async () => {
    await desk.request('POST', '/tags', { name: 'nobody' })
    const nobody = { ...MESSAGE, recipientType: 'tag', recipientId: 'nobody' }
    for (const transactional of [false, true]) {
      const { status, body } = await desk.request<Problem>('POST', '/sending', { ...nobody, transactional })
      expect([status, body.code]).toEqual([422, 'cannot_launch'])
    }
    await desk.request('PATCH', '/project', { postalAddress: null })
    const { status, body } = await desk.request<Problem>('POST', '/sending', { ...single, transactional: false })
    await desk.request('PATCH', '/project', { postalAddress: '1 Main Street' })
    expect([status, body.detail]).toEqual([422, expect.stringContaining('postal address')])
  })

  it('whatever belongs to another project, or needs more than the key has', async () => {
    const { second, first } = desk.product
    const call = (method: string, path: string, key: string, body?: object) =>
      desk.product.request<Problem & { id: string }>(method, `/v1${path}`, body, { key })
    const { id, sendId } = await sendMine()
    for (const foreign of [id, sendId]) {
      expect((await call('GET', `/sending/batches/${foreign}`, second.key)).status).toBe(404)
    }
    const tag = await call('POST', '/tags', first.key, { name: 'Mine alone' })
    const batch = { ...MESSAGE, recipientType: 'tag', recipientId: tag.body.id }
    expect((await call('POST', '/sending', second.key, batch)).body.errors).toMatchObject([{ pointer: '/recipientId' }])
    const project = await call('GET', '/project', first.key)
    const asked = { ...single, projectId: project.body.id }
    expect((await call('POST', '/sending', first.key, asked)).status).toBe(202)
    expect((await call('POST', '/sending', second.key, asked)).body.errors).toMatchObject([{ pointer: '/projectId' }])
    const reader = await desk.product.makeKey(first, ['campaigns:read', 'campaigns:write'])
    expect((await call('POST', '/sending', reader, single)).status).toBe(403)
  })
})
