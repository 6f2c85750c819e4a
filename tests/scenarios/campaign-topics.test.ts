import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Campaigning, createCampaigning } from '../support/campaigning.ts'
import { until } from '../support/until.ts'

let desk: Campaigning
let everybody: object
const topics: Record<string, string> = {}
beforeAll(async () => {
  desk = await createCampaigning()
  for (const [name, given] of Object.entries(TOPICS))
    topics[name] = (await desk.product.client.topics.create({ name, ...given })).id
  const tag = await desk.people(Object.keys(ANSWERS).map((name) => ({ email: `${name}@example.org` })))
  everybody = { include: { tags: [tag] } }
  for (const [name, isWanted] of Object.entries(ANSWERS)) {
    if (isWanted !== null) for (const topic of Object.values(topics)) await answer(topic, name, isWanted)
  }
})
afterEach(async () => {
  await desk.stop()
  await desk.request('DELETE', '/catcher')
})
afterAll(() => desk.drop())

const TOPICS = {
  'goes to all who did not say no': { default: 'opt_in' },
  'goes to who said yes': { default: 'opt_out' },
  'private, goes to all who did not say no': { default: 'opt_in', visibility: 'private' },
  'private, goes to who said yes': { default: 'opt_out', visibility: 'private' },
} as const
const ANSWERS = { yes: true, no: false, silent: null } as const

const answer = (topic: string, name: string, isWanted: boolean) =>
  desk.request('POST', `/topics/${topic}/${isWanted ? 'subscribe' : 'unsubscribe'}`, { contact: `${name}@example.org` })

type Problem = { detail: string; errors: { pointer: string; detail: string }[] }
type Campaign = { id: string; topic: string | null }
type Waterfall = { members: number; willBeSent: number; skipped: { reason: string; count: number }[]; sentence: string }
type Delivery = { email: string; state: string; reason: string | null }

/** What became of everybody, by name. */
async function outcomes(id: string): Promise<Record<string, string>> {
  const { data } = (await desk.request<{ data: Delivery[] }>('GET', `/campaigns/${id}/deliveries`)).body
  const told = data.map(({ email, state, reason }) => [email.split('@')[0], reason ?? state] as const)
  return Object.fromEntries(told.sort())
}

async function linkIn(email: string): Promise<string> {
  const caught = (await desk.caught()).find(({ to }) => to.includes(email))
  const raw = (await desk.request('GET', `/catcher/${caught?.id}/raw`)).text
  const [, link = ''] = /^List-Unsubscribe: <([^>]+)>/m.exec(raw.replace(/\r\n[ \t]/g, '')) ?? []
  expect(raw).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m)
  return new URL(link).pathname
}

const form = (url: string, payload: string) =>
  desk.product.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload,
  })
const statusOf = async (name: string) =>
  (await desk.request<{ status: string }>('GET', `/contacts/${name}@example.org`)).body.status

describe('a campaign about a topic', () => {
  it.each(Object.entries(TOPICS))('that %s counts before as it sends', async (name, { default: standard }) => {
    const id = await desk.draft(everybody, { topic: name })
    const skipped = standard === 'opt_in' ? ['no'] : ['no', 'silent']
    const counted = (await desk.request<Waterfall>('GET', `/campaigns/${id}/audience`)).body
    const asked = await desk.request<Waterfall>('POST', '/campaigns/audience', { audience: everybody, topic: name })
    for (const split of [counted, asked.body])
      expect(split).toMatchObject({
        members: 3,
        willBeSent: 3 - skipped.length,
        skipped: [{ reason: 'topic_not_subscribed', count: skipped.length }],
        sentence: expect.stringContaining('not subscribed to its topic'),
      })
    await desk.launch(id)
    desk.start()
    await desk.finished(id)
    const isSkipped = (who: string) => (skipped.includes(who) ? 'topic_not_subscribed' : 'sent')
    expect(await outcomes(id)).toEqual(
      Object.fromEntries(
        Object.keys(ANSWERS)
          .sort()
          .map((who) => [who, isSkipped(who)]),
      ),
    )
    expect((await desk.recipients()).length).toBe(3 - skipped.length)
  })

  it('skips whoever leaves the topic between the launch and their message', async () => {
    const topic = topics['goes to all who did not say no']
    const id = await desk.draft(everybody, { topic, plan: { perHour: 60 } })
    await desk.launch(id)
    desk.start()
    await until(
      () => desk.results(id),
      ({ sent }) => sent === 1,
    )
    const [late] = Object.entries(await outcomes(id)).flatMap(([who, state]) => (state === 'queued' ? [who] : []))
    await answer(topic, late, false)
    desk.aheadMs += 61_000
    await desk.finished(id)
    expect((await outcomes(id))[late]).toBe('topic_not_subscribed')
    await answer(topic, late, true)
  })

  it('keeps its topic when it is copied and sent again, and needs one that people can leave', async () => {
    const topic = topics['goes to who said yes']
    const id = await desk.draft(everybody, { topic: 'goes to who said yes' })
    expect((await desk.request<Campaign>('GET', `/campaigns/${id}`)).body.topic).toBe(topic)
    expect((await desk.request<Campaign>('POST', `/campaigns/${id}/duplicate`, {})).body.topic).toBe(topic)
    const put = (to: string | null) => desk.request<Campaign & Problem>('PATCH', `/campaigns/${id}`, { topic: to })
    expect((await put('nothing')).body.errors).toMatchObject([{ pointer: '/topic' }])
    const inactive = await desk.product.client.topics.create({ name: 'Old', default: 'opt_in', isActive: false })
    expect((await put(inactive.id)).body.errors).toMatchObject([
      { pointer: '/topic', detail: expect.stringContaining('not active') },
    ])
    expect(await desk.request<Problem>('DELETE', `/topics/${topic}`)).toMatchObject({ status: 409 })
    expect((await put(null)).body.topic).toBeNull()
  })

  it('offers to leave the topic alone on the page of its link, with a way back, and one click leaves everything', async () => {
    const topic = topics['goes to all who did not say no']
    const id = await desk.draft(everybody, { topic })
    await desk.launch(id)
    desk.start()
    await desk.finished(id)
    const link = await linkIn('yes@example.org')
    const page = (await desk.product.inject({ method: 'GET', url: link })).text
    expect(page).toContain('No more “goes to all who did not say no”')
    const [, action = ''] = /action="(\/preferences\/[^"]+)"/.exec(page) ?? []
    const done = (await form(action, `shown=${topic}&do=save`)).text
    expect(done).toContain('goes to all who did not say no')
    expect(done).toContain('Undo')
    type Standing = { topic: string; subscribed: boolean }
    const { data } = (await desk.request<{ data: Standing[] }>('GET', '/contacts/yes@example.org/topics')).body
    expect(data.find((standing) => standing.topic === topic)?.subscribed).toBe(false)
    expect(data.filter(({ subscribed }) => !subscribed)).toHaveLength(1)
    expect(await statusOf('yes')).toBe('subscribed')
    expect((await desk.product.inject({ method: 'GET', url: link })).text).not.toContain('No more “')
    // RFC 8058, and an objection to advertising is one to all of it (GDPR 21(3)).
    const ofSilent = await linkIn('silent@example.org')
    await form(ofSilent, 'List-Unsubscribe=One-Click')
    expect(await statusOf('silent')).toBe('unsubscribed')
  })
})
