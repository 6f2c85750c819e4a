import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { failure } from '../../packages/server/src/failure.ts'
import { endDuePauses } from '../../packages/server/src/jobs/end-pauses.ts'
import { addContacts } from '../support/add-contacts.ts'
import { type Campaign, type Campaigning, CONTENT, createCampaigning, emails } from '../support/campaigning.ts'
import { until } from '../support/until.ts'

let desk: Campaigning
beforeAll(async () => {
  desk = await createCampaigning()
})
afterEach(async () => {
  await desk.stop()
  await desk.request('DELETE', '/catcher')
  desk.product.errors.length = 0
})
afterAll(() => desk.drop())

const MINUTE_MS = 60_000
const inAnHour = () => new Date(Date.now() + desk.aheadMs + 60 * MINUTE_MS).toISOString().slice(0, 19)

/** The other project: its people, its campaigns, and its part of the index, which answers as it is told. */
function other() {
  const { product, second } = desk.product
  const { index } = product
  const call = <Body = Campaign>(method: string, path: string, body?: unknown) =>
    desk.product.request<Body>(method, `/v1${path}`, body, { key: second.key })
  return {
    call,
    async draft(email: string, changes: object = {}) {
      await addContacts(desk.product, second, [{ email, tags: [email] }])
      const audience = { include: { tags: [email] } }
      const { status, body } = await call('POST', '/campaigns', { ...CONTENT, audience, ...changes })
      expect(status).toBe(201)
      return body.id
    },
    get: async (id: string) => (await call('GET', `/campaigns/${id}`)).body,
    breakIndex(answer: () => Promise<never>) {
      product.index = {
        ...index,
        members: (projectId, lowering) => (projectId === second.id ? answer() : index.members(projectId, lowering)),
      }
    },
    mendIndex() {
      product.index = index
    },
  }
}

async function draft(name: string, changes: object = {}) {
  const tag = await desk.people(emails(name, 3).map((email) => ({ email })))
  return desk.draft({ include: { tags: [tag] } }, changes)
}

const full = async () => {
  throw failure('index_full', { reason: 'The audience index is full.' })
}

it('a project whose people are still being loaded holds up neither the launches of others nor the end', async () => {
  const { call, draft: draftThere, breakIndex, mendIndex, get } = other()
  const there = await draftThere('loading@example.org')
  const here = await draft('launched')
  await call('POST', `/campaigns/${there}/schedule`, { at: inAnHour(), timezone: 'UTC' })
  await desk.request('POST', `/campaigns/${here}/schedule`, { at: inAnHour(), timezone: 'UTC' })
  const loading = Promise.withResolvers<never>()
  breakIndex(() => loading.promise)
  desk.aheadMs += 61 * MINUTE_MS
  desk.start()
  await desk.finished(here)
  expect(await desk.recipients()).toEqual(emails('launched', 3))
  await desk.stop()
  expect(await get(there)).toMatchObject({ status: 'scheduled', error: null })
  mendIndex()
  loading.reject(new Error('The audience index was closed.'))
  desk.aheadMs += MINUTE_MS
  desk.start()
  await until(
    () => get(there),
    ({ status }) => status === 'sent',
  )
}, 40_000)

it('a campaign that cannot start yet says why, and starts when it can', async () => {
  const { call, draft: draftThere, breakIndex, mendIndex, get } = other()
  const there = await draftThere('full@example.org')
  await call('POST', `/campaigns/${there}/schedule`, { at: inAnHour(), timezone: 'UTC' })
  breakIndex(full)
  desk.aheadMs += 61 * MINUTE_MS
  desk.start()
  const held = await until(
    () => get(there),
    ({ error }) => error !== null,
  )
  expect(held).toMatchObject({
    status: 'scheduled',
    error: 'It is held up: The audience index is full. Rollcall keeps trying.',
  })
  mendIndex()
  desk.aheadMs += MINUTE_MS
  const sent = await until(
    () => get(there),
    ({ status }) => status === 'sent',
  )
  expect(sent.error).toBeNull()
})

it('an error with one campaign on its way is told of it alone; the others go on, and nobody is lost', async () => {
  const { call, draft: draftThere, breakIndex, mendIndex, get } = other()
  const there = await draftThere('held@example.org', { plan: { recheck: 'always' } })
  expect((await call('POST', `/campaigns/${there}/launch`)).status).toBe(202)
  const here = await draft('going')
  breakIndex(() => Promise.reject(new TypeError('Something of ours')))
  await desk.sendAll(here)
  const held = await until(
    () => get(there),
    ({ error }) => error !== null,
  )
  expect(held.error).toMatch(/held up by an error in Rollcall/)
  const { body } = await call<{ queued: number }>('GET', `/campaigns/${there}/results`)
  expect(body).toMatchObject({ queued: 1, sending: 0 })
  mendIndex()
  desk.aheadMs += MINUTE_MS
  const sent = await until(
    () => get(there),
    ({ status }) => status === 'sent',
  )
  expect(sent.error).toBeNull()
})

it('a DKIM key that the secret key does not open pauses the campaign with a sentence, and singles wait', async () => {
  const { config } = desk.product.product
  const { secretKey } = config
  await desk.request('POST', '/domains', { domain: 'example.org' })
  const id = await draft('signed')
  await desk.launch(id)
  const single = { recipientType: 'email', recipientEmail: 'one@example.org', subject: 'Hi', template: '<p>Hi</p>' }
  const { body } = await desk.request<Campaign>('POST', '/sending', { ...single, from: 'news@example.org' })
  config.secretKey = randomBytes(32)
  desk.start()
  const paused = await until(
    () => desk.get(id),
    ({ status }) => status === 'paused',
  )
  expect(paused.error).toMatch(/^Paused by itself: The DKIM key of example\.org cannot be opened .* Then resume/)
  expect(
    (
      await until(
        () => desk.get(body.id),
        ({ error }) => error !== null,
      )
    ).error,
  ).toMatch(/^The DKIM key of/)
  await until(
    () => desk.results(id),
    ({ queued }) => queued === 3,
  )
  await desk.stop()
  config.secretKey = secretKey
  desk.aheadMs += MINUTE_MS
  await desk.request('POST', `/campaigns/${id}/resume`)
  desk.start()
  await desk.finished(id)
  await desk.finished(body.id)
  expect(await desk.recipients()).toEqual(['one@example.org', ...emails('signed', 3)])
})

it('a project whose pauses cannot be ended keeps nobody else in theirs', async () => {
  const { product, first, second } = desk.product
  const { database } = product
  await addContacts(desk.product, first, [{ email: 'pausing@example.org' }])
  await addContacts(desk.product, second, [{ email: 'pausing@example.org' }])
  await database.query(`update contacts set paused_until = now() where email = 'pausing@example.org'`)
  await database.query(`create function refuse() returns trigger language plpgsql as $$ begin raise 'broken'; end $$`)
  await database.query(`create trigger broken before update on contacts for each row
    when (old.project_id = ${first.id}) execute function refuse()`)
  desk.aheadMs += MINUTE_MS
  const stillPaused = () =>
    database.query('select project_id from contacts where paused_until is not null order by project_id')
  expect(await endDuePauses(product)).toBe(true)
  expect(await stillPaused()).toEqual([{ project_id: first.id }])
  // Those that are left cannot be ended, so there is nothing to be done at once.
  expect(await endDuePauses(product)).toBe(false)
  await database.query('drop trigger broken on contacts')
  expect(await endDuePauses(product)).toBe(true)
  expect(await stillPaused()).toEqual([])
})
