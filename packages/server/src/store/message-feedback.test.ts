import { toId } from '@rollcall/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../../../../tests/support/create-database.ts'
import { noteComplaints } from './complaints.ts'
import type { Transaction } from './database.ts'
import { insertProject } from './projects.ts'
import { noteSoftBounces } from './soft-bounces.ts'

const NOW = new Date('2031-07-15T09:30:00Z')
const FULL = '452 4.2.2 Mailbox full'
const days = (count: number) => new Date(NOW.getTime() - count * 86_400_000)

let test: TestDatabase
let projectId: number
beforeAll(async () => {
  test = await createDatabase()
})
afterAll(() => test.drop())
beforeEach(async () => {
  projectId = await insertProject(test.database, 'Feedback')
  await test.database.query(
    `insert into contacts (project_id, row_no, email, email_key, status) values ($1, 0, 'Ada@example.org', 'ada@example.org', 'subscribed')`,
    [projectId],
  )
})

const write = (work: (transaction: Transaction) => Promise<void>) =>
  test.database.write({ projectId, actor: 'test' }, work)

async function campaign(): Promise<string> {
  const [{ id }] = await test.database.query<{ id: string }>(
    `insert into campaigns (project_id, name, subject, from_email, html, audience, created_by)
     values ($1, 'One', 'Hi', 'a@example.org', '', '{}', 'test') returning id`,
    [projectId],
  )
  return id
}

const events = () =>
  test.database.query('select name, row_no as "rowNo" from events where project_id = $1', [projectId])

describe('a complaint', () => {
  it('is kept in a month that no event was in yet, and once for a campaign', async () => {
    const complaint = { rowNo: 0, campaignId: await campaign(), addressKey: 'ada@example.org', note: 'abuse' }
    expect(await test.database.query("select to_regclass('events_203107') as there")).toEqual([{ there: null }])
    await write((tx) => noteComplaints(tx, [complaint], NOW))
    await write((tx) => noteComplaints(tx, [complaint, complaint], NOW))
    expect(await events()).toEqual([{ name: 'email.complained', rowNo: 0 }])
  })

  it('makes the person unsubscribed, once, with the complaint as proof', async () => {
    const campaignId = await campaign()
    const complaint = { rowNo: 0, campaignId, addressKey: 'ada@example.org', note: 'abuse' }
    await write((tx) => noteComplaints(tx, [complaint, complaint], NOW))
    await write((tx) => noteComplaints(tx, [complaint], new Date(NOW.getTime() + 60_000)))
    const { database } = test
    expect(
      await database.query('select status, unsubscribed_at as at from contacts where project_id = $1', [projectId]),
    ).toEqual([{ status: 'unsubscribed', at: NOW }])
    const proof = { source: 'complaint', campaign: toId('campaign', campaignId), wording: 'abuse' }
    expect(
      await database.query('select state, proof from consent_log where project_id = $1 and row_no = 0', [projectId]),
    ).toEqual([{ state: 'opted_out', proof }])
  })
})

type Sent = { ago: number; response?: string; state?: string; feedback?: string; address?: string }

async function deliver({ ago, response = FULL, state = 'failed', feedback, address = 'Ada@example.org' }: Sent) {
  await test.database.query(
    `insert into deliveries (project_id, campaign_id, row_no, state, response, feedback, feedback_note, address, updated_at)
     values ($1, $2, 0, $3, $4, $5, case when $5::text is not null then $4 end, $6, $7)`,
    [projectId, await campaign(), state, response, feedback ?? null, address, days(ago)],
  )
}

describe('an address whose mailbox cannot take mail', () => {
  const four = [1, 2, 3, 4].map((ago) => ({ ago }))
  it.each<[string, Sent[], boolean]>([
    ['goes on the list after five messages', [...four, { ago: 29 }], true],
    ['stays off it after four', four, false],
    ['goes on it when the first is two weeks older than the last', [...four, { ago: 15 }], true],
    ['stays off it while all of them are of less than two weeks', [...four, { ago: 14 }], false],
    ['stays off it when one of five is older than 30 days', [...four, { ago: 31 }], false],
    ['stays off it when one arrived in between', [...four, { ago: 5 }, { ago: 6, state: 'sent' }], false],
    ['goes on it when what arrived is older', [...four, { ago: 16 }, { ago: 40, state: 'sent' }], true],
    ['goes on it for what came back later, too', [...four, { ago: 16, state: 'sent', feedback: 'undelivered' }], true],
    [
      'stays off it for refusals that are about us',
      [...four, { ago: 5, response: '421 4.7.0 Too many from you' }],
      false,
    ],
    ['stays off it when another address failed', [...four, { ago: 5, address: 'old@example.org' }], false],
  ])('%s', async (_, sent, isListed) => {
    for (const each of sent) await deliver(each)
    await write((tx) => noteSoftBounces(tx, [0], NOW))
    await write((tx) => noteSoftBounces(tx, [0], NOW))
    const entries = await test.database.query('select address, reason, note from suppressions where project_id = $1', [
      projectId,
    ])
    const note = `5 messages in 30 days did not arrive; the last: ${FULL}`
    expect(entries).toEqual(isListed ? [{ address: 'ada@example.org', reason: 'soft_bounces', note }] : [])
  })
})
