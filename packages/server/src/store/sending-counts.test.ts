import { afterAll, beforeAll, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../../../../tests/support/create-database.ts'
import { addUpSendingCounts } from './sending-counts.ts'

let test: TestDatabase
let projectId: number
const sql = <Row extends Record<string, unknown>>(text: string, values: unknown[] = []) =>
  test.database.query<Row>(text, values)

beforeAll(async () => {
  test = await createDatabase()
  const [project] = await sql<{ id: number }>(`insert into projects (name) values ('Shop') returning id`)
  projectId = project?.id ?? 0
  await sql('insert into contacts (project_id, row_no, email) select $1, n, n || $2 from generate_series(0, 99) n', [
    projectId,
    '@example.net',
  ])
  await sql(`select ensure_events_partition('2026-03-01')`)
})
afterAll(() => test.drop())

const KEPT = `select slot, domain, transactional, sum(sent)::int as sent, sum(refused)::int as refused, sum(opens)::int as opens,
    sum(complained)::int as complained, sum(undelivered)::int as undelivered
  from sending_counts where project_id = $1 group by 1, 2, 3
  having sum(sent) <> 0 or sum(refused) <> 0 or sum(opens) <> 0 or sum(complained) <> 0 order by 1, 2, 3`

// The same from the messages and events themselves.
const TRUE = `select slot_of(d.updated_at) as slot, lower(split_part(from_email, '@', -1)) as domain, transactional,
    count(*) filter (where d.state = 'sent')::int as sent, count(*) filter (where d.state = 'failed')::int as refused,
    0 as opens, 0 as complained, count(*) filter (where d.state = 'sent' and d.feedback = 'undelivered')::int as undelivered
  from deliveries d join campaigns k on k.id = d.campaign_id
  where d.project_id = $1 and (d.state = 'sent' or (d.state = 'failed' and d.reason = 'no_mailbox')) group by 1, 2, 3
  union all
  select slot_of(at), '', transactional, 0, 0, count(*) filter (where name = 'email.opened')::int,
    count(*) filter (where name = 'email.complained')::int, 0
  from events where project_id = $1 and not machine and name in ('email.opened', 'email.complained') group by 1, 2, 3
  order by 1, 2, 3`

/** What is counted is what there is. */
async function check(messages: number) {
  const kept = await sql<{ sent: number; refused: number }>(KEPT, [projectId])
  expect(kept).toEqual(await sql(TRUE, [projectId]))
  expect(kept.reduce((sum, { sent, refused }) => sum + sent + refused, 0)).toBe(messages)
}

async function campaign(from: string, transactional = false): Promise<string> {
  const [made] = await sql<{ id: string }>(
    `insert into campaigns (project_id, name, subject, from_email, html, audience, created_by, transactional)
     values ($1, 'News', 'News', $2, '', '{}', 'system', $3) returning id`,
    [projectId, from, transactional],
  )
  return made?.id ?? ''
}

it('stays exact whatever becomes of messages, events, people and campaigns', async () => {
  const news = await campaign('news@Example.org')
  const receipts = await campaign('shop@example.com', true)
  const insert = `insert into deliveries (project_id, campaign_id, row_no, state, updated_at)
    select $1, $2, n, 'sending', '2026-03-01T10:14:59.999Z' from generate_series(0, 99) n`
  await sql(insert, [projectId, news])
  await sql(insert, [projectId, receipts])
  await check(0)

  await sql(
    `update deliveries set state = case when row_no % 10 = 0 then 'failed' when row_no % 10 = 1 then 'skipped' else 'sent' end,
       reason = case when row_no % 20 = 0 then 'no_mailbox' when row_no % 20 = 10 then 'rejected' end,
       updated_at = '2026-03-01T10:14:59.999Z'::timestamptz + row_no * interval '1 minute' where project_id = $1`,
    [projectId],
  )
  await check(170)
  // What changes nothing that is counted, and what moves from one quarter of an hour to another.
  await sql(`update deliveries set response = '250 OK' where project_id = $1`, [projectId])
  await sql(`update deliveries set updated_at = updated_at + interval '1 hour' where project_id = $1 and row_no = 7`, [
    projectId,
  ])
  await sql(`update deliveries set state = 'sent' where project_id = $1 and row_no = 1`, [projectId])
  await check(172)
  // What was reported of them later, and more gravely after that.
  const report = 'update deliveries set feedback = $2 where project_id = $1 and row_no % 10 = $3'
  await sql(report, [projectId, 'undelivered', 2])
  await sql(report, [projectId, 'undelivered', 3])
  await check(172)
  await sql(report, [projectId, 'bounced', 3])
  await check(172)
  const lost = 'select sum(undelivered)::int as count from sending_counts'
  expect(await sql(lost)).toEqual([{ count: 20 }])

  await sql(
    `insert into events (project_id, row_no, at, name, campaign_id, machine, transactional)
     select $1, n, '2026-03-01T11:00:00Z', name, $2::uuid, n % 3 = 0, n % 2 = 0
     from generate_series(0, 99) n, unnest(array['email.opened', 'email.complained', 'bought']) name`,
    [projectId, news],
  )
  await check(172)
  await Promise.all([addUpSendingCounts(test.database), addUpSendingCounts(test.database)])
  await check(172)
  const before = await sql(KEPT, [projectId])
  const rows = await sql<{ count: number }>('select count(*)::int as count from sending_counts')
  expect(rows).toEqual([{ count: before.length }])

  // An erased person takes their events along; a campaign that is deleted its messages.
  await sql('delete from contacts where project_id = $1 and row_no between 3 and 9', [projectId])
  await sql('delete from deliveries where project_id = $1 and row_no = 52', [projectId])
  await sql('delete from campaigns where project_id = $1 and id = $2', [projectId, receipts])
  await check(85)
  await sql('delete from projects where id = $1', [projectId])
  expect(await sql('select from sending_counts')).toEqual([])
})
