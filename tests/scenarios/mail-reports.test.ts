import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { emails } from '../support/campaigning.ts'
import { createReporting, type Reporting, type ReportingProvider } from '../support/reporting.ts'
import { until } from '../support/until.ts'

let here: Reporting
let provider: ReportingProvider
let messageIds: [string, string][]
let campaign: string
beforeAll(async () => {
  here = await createReporting()
  const { desk } = here
  provider = (await desk.request<ReportingProvider>('GET', '/providers/migma')).body
  const tag = await desk.people(emails('returned', 8).map((email) => ({ email })))
  campaign = await desk.draft({ include: { tags: [tag] } })
  await desk.sendAll(campaign)
  await desk.stop()
  messageIds = [...(await here.deliveries(campaign)).values()].map(({ email, messageId }) => [email, messageId])
})
afterAll(() => here.desk.drop())

const deliver = async (raw: string) => {
  const { status } = await here.desk.product.inject({
    method: 'POST',
    url: new URL(provider.mailUrl).pathname,
    headers: { 'content-type': 'message/rfc822' },
    payload: raw.replace(/\r?\n/g, '\r\n'),
  })
  return status
}
const feedbackOf = async (place: number) =>
  (await here.deliveries(campaign)).get(messageIds[place]?.[0] ?? '')?.feedback

const bounce = (place: number, fields: string, original = 'text/rfc822-headers') => `From: MAILER-DAEMON@mx.example.net
To: news@example.org
Subject: Undelivered Mail Returned to Sender
Message-ID: <${randomUUID()}@mx.example.net>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain; charset=us-ascii

This is the mail system at host mx.example.net.

--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
Arrival-Date: Fri, 20 Nov 2026 10:00:00 +0000

Final-Recipient: rfc822; ${messageIds[place]?.[0]}
${fields}

--B
Content-Type: ${original}

From: News <news@example.org>
To: ${messageIds[place]?.[0]}
Message-ID:
 ${messageIds[place]?.[1]}
Subject: Hi

--B--
`

it.each<[number, string, string | null]>([
  [0, 'Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 <x>:\n Recipient address rejected', 'bounced'],
  [1, 'Action: failed\nStatus: 4.4.7\nDiagnostic-Code: smtp; 421 4.4.7 too long in queue', 'undelivered'],
  [2, 'Action: failed\nStatus: 5.7.1\nDiagnostic-Code: smtp; 550 5.7.1 blocked by policy', 'undelivered'],
  [3, 'Action: delayed\nStatus: 4.4.1', 'delayed'],
  [4, 'Action: relayed\nStatus: 2.0.0', null],
])('%i: a delivery status of %j means %s', async (place, fields, feedback) => {
  expect(await deliver(bounce(place, fields, place === 0 ? 'message/rfc822' : undefined))).toBe(202)
  await here.settle()
  expect(await feedbackOf(place)).toBe(feedback)
})

it('a complaint counts once, however often it comes', async () => {
  const [email = '', messageId] = messageIds[5] ?? []
  const raw = `From: <abuse@mailbox.example>
To: <fbl@example.org>
Subject: FW: Hi
Message-ID: <one-complaint@mailbox.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="B"

--B
Content-Type: text/plain

This is an email abuse report.

--B
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: SomeGenerator/1.0
Version: 1

--B
Content-Type: message/rfc822

From: News <news@example.org>
Message-ID: ${messageId}
Subject: Hi

Message-ID: ${messageIds[6]?.[1]}
--B--
`
  for (const times of [1, 2]) expect([times, await deliver(raw)]).toEqual([times, 202])
  await here.settle()
  expect([await feedbackOf(5), await feedbackOf(6)]).toEqual(['complained', null])
  expect(await here.suppressionsOf(email)).toEqual(['complaint'])
  expect(await here.desk.results(campaign)).toMatchObject({ complained: 1 })
})

it('mail means nothing when a person answers, or nobody wrote it', async () => {
  const answer = `From: ada@example.net\nIn-Reply-To: ${messageIds[7]?.[1]}\nAuto-Submitted: auto-replied\nSubject: Away\n\nI am away.\n`
  expect(await deliver(answer)).toBe(202)
  for (const raw of ['\u0000\u0001', 'Content-Type: multipart/report; boundary=x\n\n--x', 'x'.repeat(100_000)])
    expect(await deliver(raw)).toBe(202)
  await here.settle()
  expect(await feedbackOf(7)).toBe(null)
})

it('mail is forgotten once it is settled', async () => {
  const rows = await until(
    () =>
      here.desk.product.product.database.query<{ body: Buffer | null; outcome: string }>(
        "select body, outcome from provider_reports where source = 'mail' and settled_at is not null",
      ),
    ({ length }) => length > 5,
  )
  expect(rows.every(({ body }) => body === null)).toBe(true)
})

it('what it said of somebody is gone with them', async () => {
  const { database } = here.desk.product.product
  const [[email = ''] = []] = messageIds
  const noted = await database.query('select 1 from deliveries where address = $1 and feedback_note is not null', [
    email,
  ])
  expect(noted).toHaveLength(1)
  await database.query('delete from contacts where email = $1', [email])
  const left = await database.query<{ feedback: string; note: string | null }>(
    'select feedback, feedback_note as note from deliveries where message_id = $1',
    [messageIds[0]?.[1]],
  )
  expect(left).toEqual([{ feedback: 'bounced', note: null }])
})

it('strangers cannot send any', async () => {
  for (const path of [
    '/hooks/mail/guessed',
    '/hooks/providers/guessed',
    new URL(provider.mailUrl).pathname.slice(0, -1),
  ]) {
    const { status } = await here.desk.product.inject({ method: 'POST', url: path, payload: 'x'.repeat(1_000) })
    expect([path, status]).toEqual([path, 404])
  }
  const empty = await here.desk.product.inject({ method: 'POST', url: new URL(provider.mailUrl).pathname })
  expect(empty.status).toBe(401)
})
