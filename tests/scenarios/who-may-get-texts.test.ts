import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { materialiseNext } from '../../packages/server/src/jobs/sending/materialise-next.ts'
import { noteChannelBounces } from '../../packages/server/src/store/channel-bounces.ts'
import { type Campaigning, createCampaigning } from '../support/campaigning.ts'
import { startWebhookReceiver, type WebhookReceiver } from '../support/services/webhook-receiver.ts'

let desk: Campaigning
let receiver: WebhookReceiver
beforeAll(async () => {
  desk = await createCampaigning({ allowPrivate: true })
  receiver = await startWebhookReceiver()
  for (const channel of ['sms', 'push']) {
    const settings = { url: receiver.url, channel, secret: SECRET }
    expect((await desk.request('POST', '/providers', { kind: 'webhook', name: channel, settings })).status).toBe(201)
  }
  receiver.secret = SECRET
  for (const name of ['opt_in', 'opt_out'] as const) await desk.product.client.topics.create({ name, default: name })
})
afterAll(async () => {
  await desk.drop()
  await receiver.close()
})

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`

const change = (body: object) => (contact: string) => desk.request('PATCH', `/contacts/${contact}`, body)
const consent = (state: string) => change({ consent: { [channel]: state } })
const both = (one: Make, other: Make) => async (contact: string) => {
  await one(contact)
  await other(contact)
}
const suppress = (entry: object) => (contact: string) =>
  desk.request('POST', '/suppressions', { email: `${contact}@example.org`, ...entry })

/** A service says that the address that they have now does not exist. */
async function bounce(contact: string) {
  const { product, first } = desk.product
  const [row] = await product.database.query<{ rowNo: number; address: string }>(
    `select c.row_no as "rowNo", case $3 when 'sms' then c.phone else h.address end as address
     from contacts c left join contact_channels h on h.project_id = c.project_id and h.row_no = c.row_no and h.channel = $3
     where c.project_id = $1 and c.external_id = $2`,
    [first.id, contact, channel],
  )
  const [campaign] = await product.database.query<{ id: string }>('select id from campaigns limit 1')
  if (!row || !campaign) throw new Error('There is nobody.')
  const bounces = [{ ...row, campaignId: campaign.id, response: 'unknown' }]
  await product.database.write({ projectId: first.id, actor: 'test' }, (transaction) =>
    noteChannelBounces(transaction, channel, { bounces, at: product.now() }),
  )
}

type Make = (contact: string) => Promise<unknown>
type Channel = 'sms' | 'push'
let channel: Channel = 'sms'

const addressed = (address: string) => (channel === 'sms' ? { phone: address } : { channels: { push: address } })

const answer = (topic: string, verb: 'subscribe' | 'unsubscribe') => (contact: string) =>
  desk.request('POST', `/topics/${topic}/${verb}`, { contact })

// Cell by cell: marketing and transactional, "yes" or why not; with the topic of the campaign, named after its default.
const TABLE: Record<string, [marketing: string, transactional: string, make: Make, topic?: 'opt_in' | 'opt_out']> = {
  'nothing said': ['no_consent', 'yes', async () => {}],
  'a yes': ['yes', 'yes', (contact) => consent('opted_in')(contact)],
  'a no': ['opted_out', 'opted_out', (contact) => consent('opted_out')(contact)],
  'a yes that was taken back': [
    'opted_out',
    'opted_out',
    (contact) => both(consent('opted_in'), consent('opted_out'))(contact),
  ],
  'a yes for another channel': ['no_consent', 'yes', change({ consent: { whatsapp: 'opted_in' } })],
  'a yes for mail alone': ['no_consent', 'yes', change({ status: 'subscribed' })],
  'a yes and none for mail': [
    'yes',
    'yes',
    (contact) => both(consent('opted_in'), change({ status: 'unsubscribed' }))(contact),
  ],
  'a yes and an address of mail that is blocked': [
    'yes',
    'yes',
    (contact) => both(consent('opted_in'), suppress({ reason: 'manual' }))(contact),
  ],
  'a yes and no address': [
    'no_address',
    'no_address',
    (contact) =>
      both(consent('opted_in'), change(channel === 'sms' ? { phone: null } : { channels: { push: null } }))(contact),
  ],
  'a yes and an address that does not exist': [
    'bounced',
    'bounced',
    (contact) => both(consent('opted_in'), bounce)(contact),
  ],
  'a yes and a new address since': [
    'yes',
    'yes',
    (contact) => both(both(consent('opted_in'), bounce), change(addressed(`+1900555${contact.slice(-4)}`)))(contact),
  ],
  'a yes and a pause': ['paused', 'yes', (contact) => both(consent('opted_in'), pause)(contact)],
  'a yes, erased and brought in again': [
    'suppressed',
    'suppressed',
    (contact) => both(consent('opted_in'), erased)(contact),
  ],
}

const ON_TOPIC: typeof TABLE = {
  'a yes and nothing said about a topic that all get': [
    'yes',
    'yes',
    (contact) => consent('opted_in')(contact),
    'opt_in',
  ],
  'a yes and a no to the topic': [
    'topic_not_subscribed',
    'yes',
    (contact) => both(consent('opted_in'), answer('opt_in', 'unsubscribe'))(contact),
    'opt_in',
  ],
  'a yes and nothing said about a topic that needs a yes': [
    'topic_not_subscribed',
    'yes',
    (contact) => consent('opted_in')(contact),
    'opt_out',
  ],
  'a yes and a yes to the topic': [
    'yes',
    'yes',
    (contact) => both(consent('opted_in'), answer('opt_out', 'subscribe'))(contact),
    'opt_out',
  ],
  'a yes, a pause and a no to the topic': [
    'paused',
    'yes',
    (contact) => both(both(consent('opted_in'), pause), answer('opt_in', 'unsubscribe'))(contact),
    'opt_in',
  ],
  'a yes to the topic alone': ['no_consent', 'yes', answer('opt_out', 'subscribe'), 'opt_out'],
}

async function pause(contact: string) {
  const { url } = (await desk.request<{ url: string }>('POST', `/contacts/${contact}/preferences-link`)).body
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  await desk.product.inject({ method: 'POST', url: new URL(url).pathname, headers, payload: 'do=pause' })
}

async function erased(contact: string) {
  await desk.product.product.database.query(
    `insert into suppressions (project_id, address, reason, created_by) values ($1, $2, 'erased', 'test')`,
    [desk.product.first.id, `${contact}@example.org`],
  )
  await change({ lastName: 'Again' })(contact)
}

let made = 0
async function person(): Promise<string> {
  made += 1
  const externalId = `person-${String(made).padStart(4, '0')}`
  const body = {
    externalId,
    email: `${externalId}@example.org`,
    ...addressed(`+1800555${String(made).padStart(4, '0')}`),
  }
  expect((await desk.request('POST', '/contacts', body)).status).toBe(201)
  return externalId
}

const onlyThem = (contact: string) => ({
  include: { filters: { conditions: [{ type: 'field', field: 'externalId', op: 'is', values: [contact] }] } },
})

describe.each(['sms', 'push'] as const)('on %s', (asked) => {
  describe.each(Object.entries({ ...TABLE, ...ON_TOPIC }))('somebody with %s', (_name, row) => {
    const [marketing, transactional, make, topic] = row
    it.each([
      ['marketing', marketing],
      ['transactional', transactional],
    ])('gets %s: %s, also when it happens right before sending', async (kind, expected) => {
      channel = asked
      const contact = await person()
      await consent('opted_in')(contact)
      if (topic) await answer(topic, 'subscribe')(contact)
      const body = { name: 'n', channel, text: 'Hi', audience: onlyThem(contact), topic, plan: { recheck: 'never' } }
      const { id } = (await desk.request<{ id: string }>('POST', '/campaigns', body)).body
      expect((await desk.launch(id)).status).toBe(202)
      if (kind === 'transactional')
        await desk.product.product.database.query('update campaigns set transactional = true')
      while (await materialiseNext(desk.product.product));
      await consent('unknown')(contact)
      await desk.product.product.database.query('delete from topic_answers')
      await make(contact)
      desk.start()
      await desk.finished(id)
      await desk.stop()
      type Delivery = { state: string; reason: string | null }
      const { data } = (await desk.request<{ data: Delivery[] }>('GET', `/campaigns/${id}/deliveries`)).body
      await desk.product.product.database.query('update campaigns set transactional = false')
      expect(data.map(({ state, reason }) => (state === 'sent' ? 'yes' : reason))).toEqual([expected])
    })

    it('is counted the same before a launch', async () => {
      channel = asked
      const contact = await person()
      await make(contact)
      type Counts = { willBeSent: number; skipped: { reason: string }[] }
      const { body } = await desk.product.read<Counts>('POST', '/v1/campaigns/audience', {
        ...{ audience: onlyThem(contact), channel, topic },
      })
      expect(body.skipped.map(({ reason }) => reason).concat(body.willBeSent === 1 ? 'yes' : [])).toEqual([marketing])
    })
  })
})
