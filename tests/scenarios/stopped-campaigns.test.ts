import { type Role, toId } from '@rollcall/contract'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { insertMember, insertUser } from '../../packages/server/src/store/sessions.ts'
import { type Campaigning, createCampaigning, emails } from '../support/campaigning.ts'
import { type Fault, type MailServer, startMailServer } from '../support/mail-server.ts'
import { until } from '../support/until.ts'

type Stopped = { stopped: { id: string; name: string; status: string; reason: string }[] }
type Notice = { to: string; subject: string; text: string }

let desk: Campaigning
let server: MailServer | undefined
beforeAll(async () => {
  desk = await createCampaigning()
  await desk.request('PATCH', '/project', { fromEmail: 'us@example.org' })
  await addPerson('owner@example.org', 'owner')
  await addPerson('viewer@example.org', 'viewer')
})
afterEach(async () => {
  await desk.stop()
  desk.product.product.config.smtpUrl = null
  await server?.close()
  await desk.product.product.database.query('delete from notices')
  desk.aheadMs = 0
})
afterAll(() => desk.drop())

async function addPerson(email: string, role: Role): Promise<string> {
  const { database } = desk.product.product
  const userId = await insertUser(database, { email, name: null, passwordHash: '' })
  await insertMember(database, { projectId: desk.product.first.id, userId, role })
  return userId
}

async function sendThrough(faultFor: (to: string) => Fault | undefined, to: string[], changes: object = {}) {
  server = await startMailServer(faultFor)
  desk.product.product.config.smtpUrl = server.url
  const tag = await desk.people(to.map((email) => ({ email })))
  return desk.draft({ include: { tags: [tag] } }, changes)
}

function paused(id: string) {
  return until(
    () => desk.get(id),
    ({ status }) => status === 'paused',
  )
}

const stopped = async () => (await desk.request<Stopped>('GET', '/status')).body.stopped
const notices = async () =>
  (
    await desk.product.product.database.query<{ message: Notice }>('select message from notices order by created_at')
  ).map(({ message }) => message)

describe('a campaign that servers turn away', () => {
  it('pauses when half is refused as spam, says so on the strip, and tells the owners once', async () => {
    const spam: Fault = { at: 'message', code: 550, text: '5.7.1 Blocked as spam' }
    const plan = { batches: { size: 250, everyMinutes: 1 } }
    const id = await sendThrough((to) => (/[0-5]@/.test(to) ? spam : undefined), emails('spam', 300), { plan })
    await desk.launch(id)
    desk.start()
    // On a busy machine it looks before all of them are through, and brakes then.
    await until(
      async () => ({ ...(await desk.get(id)), results: await desk.results(id) }),
      ({ status, results: { sent, failed } }) => status === 'paused' || sent + failed === 250,
    )
    desk.aheadMs += 60_000
    const { error } = await paused(id)
    expect(error).toMatch(/^Paused by itself: 1\d\d of 2\d\d messages were refused, or could not be delivered,/)
    expect(await desk.results(id)).toMatchObject({ bounced: 0, failedReasons: [{ reason: 'rejected' }] })
    expect(await stopped()).toEqual([{ id, name: 'News', status: 'paused', reason: error }])
    expect(await notices()).toMatchObject([{ to: 'owner@example.org', from: 'us@example.org' }])
    const [{ subject, text }] = await notices()
    expect(subject).toContain('“News”')
    expect(text).toContain(error)
    expect(text).toContain(`http://localhost:3000/campaigns/${id}`)
    await desk.request('POST', `/campaigns/${id}/cancel`)
    expect(await stopped()).toEqual([])
  })

  it('tells whoever made it, as long as they work here', async () => {
    const maker = await addPerson('maker@example.org', 'marketer')
    const refusal: Fault = { at: 'message', code: 550, text: '5.7.26 unauthenticated' }
    const id = await sendThrough(() => refusal, emails('mine', 3))
    await desk.product.product.database.query(
      `update campaigns set created_by = 'user:' || $1 where project_id = $2 and launched_at is null`,
      [toId('user', maker), desk.product.first.id],
    )
    await desk.launch(id)
    desk.start()
    await paused(id)
    expect((await notices()).map(({ to }) => to)).toEqual(['maker@example.org'])
    await desk.request('POST', `/campaigns/${id}/cancel`)
  })

  it('is no news when somebody paused it themselves', async () => {
    const tag = await desk.people([{ email: 'calm@example.org' }])
    const id = await desk.draft({ include: { tags: [tag] } })
    await desk.launch(id)
    await desk.request('POST', `/campaigns/${id}/pause`)
    expect([await stopped(), await notices()]).toEqual([[], []])
    await desk.request('POST', `/campaigns/${id}/cancel`)
  })
})

describe('a scheduled campaign that cannot start', () => {
  it('says so on the strip and to the owners, until it is changed', async () => {
    const tag = await desk.people([{ email: 'soon@example.org' }])
    const id = await desk.draft({ include: { tags: [tag] } })
    const at = new Date(desk.product.product.now().getTime() + 60_000).toISOString().slice(0, 19)
    await desk.request('POST', `/campaigns/${id}/schedule`, { at, timezone: 'UTC' })
    await desk.request('DELETE', '/contacts/soon@example.org')
    desk.aheadMs += 61_000
    desk.start()
    const { error } = await until(
      () => desk.get(id),
      ({ status }) => status === 'failed',
    )
    expect(await stopped()).toEqual([{ id, name: 'News', status: 'failed', reason: error }])
    expect(await notices()).toMatchObject([{ to: 'owner@example.org', text: expect.stringContaining(error ?? '') }])
    await desk.request('PATCH', `/campaigns/${id}`, { name: 'Other news' })
    expect(await stopped()).toEqual([])
  })
})
