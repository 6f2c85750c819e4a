import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Campaigning } from '../support/campaigning.ts'
import { openTextDesk, type TextDesk } from '../support/text-desk.ts'
import { textPeople } from '../support/text-people.ts'

let opened: TextDesk
let desk: Campaigning
let text = ''
let mail = ''
beforeAll(async () => {
  opened = await openTextDesk()
  desk = opened.desk
  const { tag, people } = await textPeople(desk, 3)
  await desk.request('POST', '/contacts', { externalId: 'mute', tags: [tag], consent: { sms: 'opted_in' } })
  const include = { tags: [tag] }
  const body = { name: 'Text', channel: 'sms', text: 'Hi {{ contact.firstName }}', audience: { include } }
  text = (await desk.request<{ id: string }>('POST', '/campaigns', body)).body.id
  await desk.sendAll(text)
  mail = await desk.draft({ include })
  const events = ['sms.delivered', 'sms.replied', 'sms.unsubscribed'].map((name) => ({
    ...{ contact: people[0]?.externalId, name, campaign: text },
  }))
  expect((await desk.request('POST', '/events', { events })).body).toMatchObject({ accepted: 3 })
})
afterAll(() => opened.drop())

type Delivery = { id: string; email: string; contact: string }

describe('the results of a text', () => {
  it('stand beside those of mail with their channel and what they say', async () => {
    type Compared = { data: object[] }
    const { body } = await desk.request<Compared>('GET', `/campaigns/compare?ids=${text},${mail}`)
    expect(body.data).toMatchObject([
      { channel: 'sms', subject: 'Hi {{ contact.firstName }}', results: { sent: 3, replied: 1, unsubscribed: 1 } },
      { channel: 'email', subject: expect.stringContaining('friend') },
    ])
  })

  it('tell of one message what was heard of it', async () => {
    const { data } = (await desk.request<{ data: Delivery[] }>('GET', `/campaigns/${text}/deliveries`)).body
    const courses = await Promise.all(data.map(async ({ id }) => (await desk.request('GET', `/deliveries/${id}`)).body))
    expect(courses).toContainEqual(
      expect.objectContaining({
        campaign: expect.objectContaining({ channel: 'sms' }),
        events: ['sms.delivered', 'sms.replied', 'sms.unsubscribed'].map((name) => expect.objectContaining({ name })),
      }),
    )
    expect(courses.filter((course) => JSON.stringify(course).includes('"events":[]'))).toHaveLength(3)
    expect(courses).toContainEqual(
      expect.objectContaining({ state: 'skipped', email: null, reasonDetail: 'have no phone number' }),
    )
  })

  it.each([
    ['heard=replied', 1],
    ['heard=unsubscribed', 1],
    ['heard=bounced', 0],
    ['delivered=true', 3],
  ])('open their people: %s', async (query, count) => {
    const path = `/campaigns/${text}/deliveries?${query}`
    expect((await desk.request<{ data: Delivery[] }>('GET', path)).body.data).toHaveLength(count)
  })

  it('count out who bounced or was reported undelivered, and open them', async () => {
    const { data } = (await desk.request<{ data: Delivery[] }>('GET', `/campaigns/${text}/deliveries?delivered=true`))
      .body
    const [bounced, lost, arrived] = data
    await desk.request('POST', '/events', {
      events: [{ contact: bounced?.contact, name: 'sms.bounced', campaign: text }],
    })
    await desk.product.product.database.query(
      "update deliveries set feedback = 'undelivered' where project_id = $1 and address = $2",
      [desk.product.first.id, lost?.email],
    )
    expect(await desk.results(text)).toMatchObject({ sent: 3, bounced: 1, undelivered: 1, delivered: 1 })
    const listed = async (query: string) => {
      const { body } = await desk.request<{ data: Delivery[] }>('GET', `/campaigns/${text}/deliveries?${query}`)
      return body.data.map(({ id }) => id)
    }
    expect(await listed('heard=bounced')).toEqual([bounced?.id])
    expect(await listed('heard=undelivered')).toEqual([lost?.id])
    expect(await listed('delivered=true')).toEqual([arrived?.id])
  })

  it('are a file without opens and clicks', async () => {
    const ofText = await desk.request('GET', `/campaigns/${text}/deliveries.csv`)
    const ofMail = await desk.request('GET', `/campaigns/${mail}/deliveries.csv`)
    expect(ofText.text.split(/\r?\n/)[0]).toMatch(/^address,contact,state,.*provider$/)
    expect(ofText.text.split(/\r?\n/)[1]).toMatch(/^\+1500\d{7},con_/)
    expect(ofMail.text.split(/\r?\n/)[0]).toMatch(/^email,contact,.*opens,firstOpenedAt,clicks,firstClickedAt$/)
  })
})
