import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseId } from '@rollcall/contract'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { parseUnsubscribeToken } from '../../packages/server/src/email/unsubscribe-token.ts'
import { randomFrom } from '../oracle/naive/random.ts'
import { SEED } from '../oracle/seed.ts'
import { type Campaigning, createCampaigning, emails } from '../support/campaigning.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'
import { until } from '../support/until.ts'
import { sized, TIMEOUT_MS } from './size.ts'
import { accountedFor, CONNECTIONS } from './workers.ts'

const WITHIN_S = TIMEOUT_MS / 1_000

let desk: Campaigning
let server: MailServer
beforeAll(async () => {
  desk = await createCampaigning()
  server = await startMailServer()
  desk.product.product.config.smtpUrl = server.url
})
afterEach(async () => {
  await desk.stop()
  server.received.length = 0
})
afterAll(async () => {
  await server.close()
  await desk.drop()
})

const call = (id: string, what: string) => desk.request('POST', `/campaigns/${id}/${what}`)
const recipients = () => server.received.map(({ to }) => to).sort()

async function launchTo(people: { email: string; firstName?: string }[], changes: object = {}): Promise<string> {
  const tag = await desk.people(people)
  const id = await desk.draft({ include: { tags: [tag] } }, changes)
  expect((await desk.launch(id)).status).toBe(202)
  return id
}

describe(`a campaign under fire (ROLLCALL_SEED=${SEED})`, () => {
  it(
    '4. paused and resumed at random: nobody is missed, nobody gets two',
    async () => {
      const random = randomFrom(SEED)
      const wanted = emails('paused', sized(300, 10_000))
      const id = await launchTo(wanted.map((email) => ({ email })))
      desk.start()
      let pauses = 0
      for (; pauses < sized(15, 200); pauses += 1) {
        await sleep(random.below(40))
        if ((await call(id, 'pause')).status === 409) break
        expect(accountedFor(await desk.results(id))).toBe(wanted.length)
        await sleep(random.below(20))
        await call(id, 'resume')
      }
      await desk.finished(id, WITHIN_S)
      expect(recipients()).toEqual(wanted.sort())
      // A quick machine is through before all of them.
      expect(pauses).toBeGreaterThanOrEqual(sized(2, 40))
    },
    TIMEOUT_MS,
  )

  it(
    '5. launched from two tabs at once, and fifty times with one key: one launch',
    async () => {
      const retry = (id: string, key: string) =>
        desk.product.request('POST', `/v1/campaigns/${id}/launch`, undefined, { headers: { 'idempotency-key': key } })
      for (let round = 0; round < sized(2, 50); round += 1) {
        const tag = await desk.people([{ email: `once${round}@example.org` }])
        const id = await desk.draft({ include: { tags: [tag] } })
        const key = randomUUID()
        const calls = [desk.launch(id), desk.launch(id), ...Array.from({ length: 50 }, () => retry(id, key))]
        const statuses = (await Promise.all(calls)).map(({ status }) => status)
        expect(statuses.filter((status) => status !== 202 && status !== 409)).toEqual([])
        desk.start()
        await desk.finished(id)
      }
      const counts = Map.groupBy(recipients(), (to) => to)
      expect([...counts.values()].map(({ length }) => length)).toEqual(Array.from({ length: sized(2, 50) }, () => 1))
    },
    TIMEOUT_MS,
  )

  it(
    '7. cancelled: what is on its way arrives, and nothing else leaves',
    async () => {
      for (let round = 0; round < sized(2, 20); round += 1) {
        server.received.length = 0
        const people = sized(300, 3_000)
        const id = await launchTo(emails(`cancel${round}x`, people).map((email) => ({ email })))
        desk.start()
        await until(
          () => server.received.length,
          (count) => count > 20,
        )
        await call(id, 'cancel')
        const atCancel = server.received.length
        const results = await until(
          () => desk.results(id),
          ({ queued, sending }) => queued + sending === 0,
        )
        expect(server.received.length - atCancel).toBeLessThanOrEqual(CONNECTIONS)
        expect(results.sent).toBe(server.received.length)
        expect(results.sent + results.cancelled).toBe(people)
        await desk.stop()
      }
    },
    TIMEOUT_MS,
  )

  it(
    '8. whoever leaves in mid-send gets nothing that was not on its way already',
    async () => {
      const random = randomFrom(SEED + 1)
      const { database } = desk.product.product
      for (let round = 0; round < sized(1, 25); round += 1) {
        const wanted = emails(`leaver${round}x`, sized(150, 400))
        const id = await launchTo(wanted.map((email) => ({ email })))
        const people = await database.query<{ email: string; row_no: number }>('select email, row_no from contacts')
        const rowNos = new Map(people.map(({ email, row_no }) => [email, row_no]))
        desk.start()
        const denied: string[] = []
        const leave = async (email: string) => {
          const way = random.below(4)
          if (way === 0) await desk.request('PATCH', `/contacts/${email}`, { status: 'unsubscribed' })
          if (way === 1) await desk.request('POST', '/suppressions', { email })
          if (way === 2) await desk.request('DELETE', `/contacts/${email}`)
          if (way === 3) expect((await desk.request('POST', `/contacts/${email}/erase`)).status).toBe(200)
          const [delivery] = await database.query<{ state: string }>(
            "select state from deliveries where campaign_id = $1 and row_no = $2 and state in ('queued', 'leased')",
            [parseId('campaign', id), rowNos.get(email)],
          )
          // Not marked although the change has committed: from now on it never may be.
          if (delivery) denied.push(email)
        }
        // The last are sent to last: enough of them are still waiting.
        for (const email of [...wanted].reverse()) await leave(email)
        await desk.finished(id, WITHIN_S)
        const received = new Set(recipients())
        expect(denied.filter((email) => received.has(email))).toEqual([])
        expect(denied.length).toBeGreaterThan(0)
        expect(accountedFor(await desk.results(id))).toBe(wanted.length)
        await desk.stop()
      }
    },
    TIMEOUT_MS,
  )

  it(
    '9. each message belongs to one person: recipient, fields, link',
    async () => {
      const count = sized(300, 100_000)
      const wanted = emails('own', count).map((email, place) => ({ email, firstName: `Name${place}` }))
      const html = '<p>{{ contact.email }} {{ contact.firstName }}</p><a href="{{ unsubscribe_url }}">Bye</a>'
      const id = await launchTo(wanted, { subject: 'To {{ contact.firstName }}', html })
      const { config, database } = desk.product.product
      const rows = await database.query<{ email: string; row_no: number }>('select email, row_no from contacts')
      const rowNos = new Map(rows.map(({ email, row_no }) => [email, row_no]))
      desk.start()
      await desk.finished(id, WITHIN_S)
      expect(server.received).toHaveLength(count)
      for (const { to, raw } of server.received) {
        const name = `Name${/\d+/.exec(to)?.[0]}`
        const text = raw.replace(/=\r\n/g, '')
        const links = [...text.matchAll(/\/unsubscribe\/([\w-]+)/g)].map(([, token]) => token)
        const claim = parseUnsubscribeToken(config.secretKey, links[0] ?? '')
        expect(new Set(links).size).toBe(1)
        expect(claim).toMatchObject({ rowNo: rowNos.get(to), campaignUuid: parseId('campaign', id) })
        expect(new Set(text.match(/\bown\d+@example\.org/g))).toEqual(new Set([to]))
        expect(new Set(text.match(/\bName\d+/g))).toEqual(new Set([name]))
      }
    },
    TIMEOUT_MS,
  )

  it(
    '17. looking at the link changes nothing, one click in either encoding does, again and again',
    async () => {
      const id = await launchTo([{ email: 'form@one.example.org' }, { email: 'multipart@one.example.org' }])
      desk.start()
      await desk.finished(id)
      const bodies: Record<string, { headers: Record<string, string>; payload: string }> = {
        form: {
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          payload: 'List-Unsubscribe=One-Click',
        },
        multipart: {
          headers: { 'content-type': 'multipart/form-data; boundary=x' },
          payload: '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
        },
      }
      for (const { to, raw } of server.received) {
        const [, link = ''] = /^List-Unsubscribe: <([^>]+)>\r$/m.exec(raw) ?? []
        const url = new URL(link).pathname
        const status = async () => (await desk.request<{ status: string }>('GET', `/contacts/${to}`)).body.status
        for (let time = 0; time < sized(50, 5_000); time += 1) {
          expect((await desk.product.inject({ method: 'GET', url })).status).toBe(200)
        }
        expect(await status()).toBe('subscribed')
        for (let time = 0; time < 3; time += 1) {
          const reply = await desk.product.inject({ method: 'POST', url, ...bodies[to.split('@')[0]] })
          expect([reply.status, reply.headers['set-cookie'], reply.headers.location]).toEqual([
            200,
            undefined,
            undefined,
          ])
          expect(await status()).toBe('unsubscribed')
        }
      }
    },
    TIMEOUT_MS,
  )
})
