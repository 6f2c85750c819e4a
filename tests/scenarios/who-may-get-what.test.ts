import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCampaignSending } from '../../packages/server/src/jobs/send-campaigns.ts'
import { sendDueNotices } from '../../packages/server/src/jobs/send-notices.ts'
import { materialiseNext } from '../../packages/server/src/jobs/sending/materialise-next.ts'
import { openSenders } from '../../packages/server/src/senders/open-senders.ts'
import { queueNotice } from '../../packages/server/src/store/notices.ts'
import { createProduct, type TestProduct } from '../support/create-product.ts'
import { until } from '../support/until.ts'

let test: TestProduct
beforeAll(async () => {
  test = await createProduct()
  topic = (await test.client.topics.create({ name: 'News', default: 'opt_in' })).id
})
afterAll(async () => {
  await test.drop()
  expect(test.errors).toEqual([])
})

let topic = ''
const request = <Body = unknown>(method: string, path: string, body?: unknown) =>
  test.read<Body>(method, `/v1${path}`, body)

const status = (to: string) => (email: string) => request('PATCH', `/contacts/${email}`, { status: to })
const suppression = (entry: object) => (email: string) => request('POST', '/suppressions', { email, ...entry })
const onTheirPage = (form: string) => async (email: string) => {
  const { url } = (await request<{ url: string }>('POST', `/contacts/${email}/preferences-link`)).body
  const { pathname } = new URL(url)
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return test.inject({ method: 'POST', url: pathname, headers, payload: form })
}

type Row = {
  marketing: 'yes' | string
  transactional: boolean
  make: (email: string) => Promise<unknown>
  /** The campaign goes to subscribers of the topic, and looks again while it is sent. */
  isOnTopic?: true
  /** The campaign is about the topic. */
  isAbout?: true
}

// The table of the plan, cell by cell. E-mail's consent is the status; marketing says why not.
const TABLE: Record<string, Row> = {
  nothing: { marketing: 'yes', transactional: true, make: async () => {} },
  unsubscribed: { marketing: 'unsubscribed', transactional: true, make: status('unsubscribed') },
  'left by their page': { marketing: 'unsubscribed', transactional: true, make: onTheirPage('do=leave') },
  pending: { marketing: 'non_subscribed', transactional: true, make: status('non-subscribed') },
  'topic out': {
    marketing: 'left_audience',
    transactional: true,
    isOnTopic: true,
    make: (email) => request('POST', `/topics/${topic}/unsubscribe`, { contact: email }),
  },
  'topic of the campaign out': {
    marketing: 'topic_not_subscribed',
    transactional: true,
    isAbout: true,
    make: (email) => request('POST', `/topics/${topic}/unsubscribe`, { contact: email }),
  },
  'topic of the campaign out, and paused': {
    marketing: 'paused',
    transactional: true,
    isAbout: true,
    make: async (email) => {
      await request('POST', `/topics/${topic}/unsubscribe`, { contact: email })
      await onTheirPage('do=pause')(email)
    },
  },
  'topic of the campaign in': {
    marketing: 'yes',
    transactional: true,
    isAbout: true,
    make: (email) => request('POST', `/topics/${topic}/subscribe`, { contact: email }),
  },
  paused: { marketing: 'paused', transactional: true, make: onTheirPage('do=pause') },
  'asked by the list': {
    marketing: 'suppressed',
    transactional: true,
    make: suppression({ reason: 'unsubscribe' }),
  },
  'soft bounces': { marketing: 'suppressed', transactional: true, make: suppression({ reason: 'soft_bounces' }) },
  'hard bounce': { marketing: 'bounced', transactional: false, make: status('bounced') },
  'bounce on the list': { marketing: 'suppressed', transactional: false, make: suppression({ reason: 'bounce' }) },
  'bounce, marketing only': {
    marketing: 'suppressed',
    transactional: false,
    make: suppression({ reason: 'bounce', marketingOnly: true }),
  },
  complaint: { marketing: 'suppressed', transactional: false, make: suppression({ reason: 'complaint' }) },
  'complaint, marketing only': {
    marketing: 'suppressed',
    transactional: true,
    make: suppression({ reason: 'complaint', marketingOnly: true }),
  },
  blocked: { marketing: 'suppressed', transactional: false, make: suppression({ reason: 'manual' }) },
  'blocked, marketing only': {
    marketing: 'suppressed',
    transactional: true,
    make: suppression({ reason: 'manual', marketingOnly: true }),
  },
}

let made = 0
async function person(): Promise<string> {
  made += 1
  const email = `person-${made}@example.org`
  await request('POST', '/contacts', { email, status: 'subscribed' })
  return email
}

async function launch(email: string, { isOnTopic, isAbout }: Row): Promise<string> {
  const conditions = [
    { type: 'field', field: 'email', op: 'is', values: [email] },
    ...(isOnTopic ? [{ type: 'topic', topic, op: 'subscribed' }] : []),
  ]
  const { body } = await request<{ id: string }>('POST', '/campaigns', {
    name: email,
    subject: 's',
    from: 'news@example.org',
    html: '<p>x</p>',
    audience: { include: { filters: { conditions } } },
    ...(isAbout && { topic }),
    plan: { recheck: isOnTopic ? 'always' : 'never' },
  })
  expect((await request('POST', `/campaigns/${body.id}/launch`)).status).toBe(202)
  return body.id
}

async function ending(id: string): Promise<string> {
  const sending = startCampaignSending(test.product)
  const campaign = await until(
    async () => (await request<{ status: string }>('GET', `/campaigns/${id}`)).body,
    (now) => now.status === 'sent',
  )
  await sending.stop()
  expect(campaign).toMatchObject({ status: 'sent' })
  type Delivery = { state: string; reason: string | null }
  const { data } = (await request<{ data: Delivery[] }>('GET', `/campaigns/${id}/deliveries`)).body
  const [{ state, reason }] = data
  return state === 'sent' ? 'yes' : (reason ?? state)
}

describe.each(Object.entries(TABLE))('somebody with %s', (_, row) => {
  it(`gets marketing: ${row.marketing}, also when it happens right before sending`, async () => {
    const email = await person()
    const id = await launch(email, row)
    while (await materialiseNext(test.product));
    await row.make(email)
    expect(await ending(id)).toBe(row.marketing)
  })

  it('is counted the same before a launch', async () => {
    const email = await person()
    await row.make(email)
    const filters = { conditions: [{ type: 'field', field: 'email', op: 'is', values: [email] }] }
    const { body } = await request<{ reachable: number }>('POST', '/segments/preview', { filters })
    // Whether somebody wants a topic is a question of the campaign.
    const isOfTopic = ['left_audience', 'topic_not_subscribed'].includes(row.marketing)
    expect(body.reachable).toBe(row.marketing === 'yes' || isOfTopic ? 1 : 0)
  })

  it(`gets ${row.transactional ? '' : 'no '}transactional mail`, async () => {
    const email = await person()
    await row.make(email)
    await request('DELETE', '/catcher')
    const at = test.product.now()
    const message = { from: 'shop@example.org', fromName: 'Shop', to: email, subject: 'Receipt', html: 'x', text: 'x' }
    await test.product.database.write({ projectId: test.first.id, actor: 'test' }, (transaction) =>
      queueNotice(transaction, { addressKey: email, message, at }),
    )
    const senders = openSenders(test.product)
    while (await sendDueNotices(test.product, senders));
    await senders.close()
    const { data } = (await request<{ data: object[] }>('GET', '/catcher')).body
    expect(data).toHaveLength(Number(row.transactional))
  })
})

it('somebody who was deleted gets nothing', async () => {
  const email = await person()
  const id = await launch(email, TABLE.nothing)
  while (await materialiseNext(test.product));
  await request('DELETE', `/contacts/${email}`)
  expect(await ending(id)).toBe('deleted')
})
