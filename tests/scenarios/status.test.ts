import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addContacts } from '../support/add-contacts.ts'
import { createProduct, type TestProduct } from '../support/create-product.ts'

type Status = { index: string; imports: object[]; jobs: object[]; campaigns: object[] }

describe('the status of a project', () => {
  let test: TestProduct
  // Nothing works in the background, so what is begun stays open.
  beforeAll(async () => {
    test = await createProduct()
  })
  afterAll(() => test.drop())

  it('is quiet when there is nothing to do', async () => {
    const { body } = await test.read<Status>('GET', '/v1/status')
    expect(body).toMatchObject({ index: 'ready', imports: [], jobs: [], campaigns: [] })
  })

  it('knows the room on the disk, and how large the database is when asked', async () => {
    const { body } = await test.read<Record<string, { freeBytes: number }>>('GET', '/v1/status')
    expect(body.disk?.freeBytes).toBeGreaterThan(0)
    expect(body).not.toHaveProperty('database')
    const detailed = await test.client.system.status({ details: true })
    expect(detailed.database).toMatchObject({ sizeBytes: expect.any(Number), version: expect.stringMatching(/^\d+/) })
  })

  it('tells what is open, how far it is, and of this project alone', async () => {
    await addContacts(test, test.first, [{ email: 'ada@example.org', tags: ['VIP'] }])
    await test.client.contacts.bulk({
      action: 'add_tags',
      tags: ['Seen'],
      contacts: ['ada@example.org', 'b@example.org'],
    })
    const file = new Blob(['email\nb@example.org\n'])
    await test.client.imports.create({ file, fileName: 'people.csv', options: {} })
    const campaign = await test.client.campaigns.create({
      name: 'November news',
      subject: 'Hello',
      from: 'hello@example.org',
      html: '<a href="{{ unsubscribe_url }}">Unsubscribe</a>',
      audience: { include: { tags: ['VIP'] } },
    })
    await test.client.campaigns.launch(campaign.id)
    const { body } = await test.request<Status>('GET', '/v1/status')
    expect(body).toMatchObject({
      imports: [{ name: 'people.csv', done: 0, total: 20 }],
      jobs: [{ name: 'add_tags', done: 0, total: 2 }],
      campaigns: [{ id: campaign.id, name: 'November news', done: 0, total: 1 }],
      queue: { waiting: 1, sentLastMinute: 0 },
    })
    const other = await test.request<Status>('GET', '/v1/status', undefined, { key: test.second.key })
    expect(other.body).toMatchObject({ imports: [], jobs: [], campaigns: [], stopped: [] })
  })

  it('counts single messages among those that wait, and that were sent just now', async () => {
    const single = { from: 'hello@example.org', subject: 'Code', template: '<p>1234</p>', recipientType: 'email' }
    const before = (await test.client.system.status()).queue
    for (const recipientEmail of ['one@example.org', 'two@example.org'])
      await test.request('POST', '/v1/sending', { ...single, recipientEmail, transactional: true })
    expect((await test.client.system.status()).queue).toEqual({ waiting: before.waiting + 2, sentLastMinute: 0 })
    await test.product.database.query(
      "update deliveries set state = 'sent', updated_at = now() where address = 'one@example.org'",
    )
    expect((await test.client.system.status()).queue).toEqual({ waiting: before.waiting + 1, sentLastMinute: 1 })
    const { queue } = (await test.clientFor(test.second.key).system.status()) ?? {}
    expect(queue).toEqual({ waiting: 0, sentLastMinute: 0 })
  })

  it('knows when a provider last reported', async () => {
    expect((await test.client.system.status({ details: true })).lastReportAt).toBeNull()
    const at = new Date('2026-11-22T02:00:00Z')
    await test.product.database.query('update providers set webhook_at = $1 where project_id = $2', [at, test.first.id])
    expect((await test.client.system.status({ details: true })).lastReportAt).toBe(at.toISOString())
  })
})
