import { parseId } from '@rollcall/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Campaigning, createCampaigning } from '../support/campaigning.ts'

let desk: Campaigning
beforeAll(async () => {
  desk = await createCampaigning()
  await desk.people([{ email: 'reader@example.net' }])
})
beforeEach(async () => {
  await desk.product.product.database.query('delete from deliveries')
  await desk.product.product.database.query('delete from events')
})
afterAll(() => desk.drop())

const client = () => desk.product.client
const everyone = { include: { everyone: true } }

/** A campaign that sent so many, so many days ago; the first of them bounced or complained. */
async function sent(
  from: string,
  {
    count,
    refused = 0,
    complained = 0,
    daysAgo = 1,
  }: { count: number; refused?: number; complained?: number; daysAgo?: number },
) {
  const { database } = desk.product.product
  const projectId = desk.product.first.id
  const uuid = parseId('campaign', await desk.draft(everyone, { from })) ?? ''
  const at = new Date(Date.now() + desk.aheadMs - daysAgo * 86_400_000 - 3_600_000)
  await database.query(
    `insert into deliveries (project_id, campaign_id, row_no, state, reason, updated_at)
     select $1, $2, n, case when n <= $4 then 'failed' else 'sent' end, case when n <= $4 then 'no_mailbox' end, $5
     from generate_series(1, $3::int) n`,
    [projectId, uuid, count, refused, at],
  )
  if (complained > 0) {
    await database.query('select ensure_events_partition($1::date)', [at])
    await database.query(
      `insert into events (project_id, row_no, at, name, campaign_id)
       select $1, (select min(row_no) from contacts where project_id = $1), $3, 'email.complained', $2`,
      [projectId, uuid, at],
    )
  }
}

describe('the reputation', () => {
  it('is counted over 1, 7, 30 and 90 days, altogether and by domain', async () => {
    await sent('a@news.example.org', { count: 100, daysAgo: 0 })
    await sent('b@NEWS.example.org', { count: 300, refused: 9, daysAgo: 20 })
    await sent('c@example.com', { count: 400, complained: 1, daysAgo: 60 })
    await sent('d@example.com', { count: 999, refused: 999, daysAgo: 91 })
    const found = await client().reputation.get()
    expect(found).toMatchObject({ level: 'warning', judgedDays: 30, override: null })
    expect(found.windows.map(({ days, sent, bounced, complained }) => [days, sent, bounced, complained])).toEqual([
      ...[
        [1, 100, 0, 0],
        [7, 100, 0, 0],
        [30, 400, 9, 0],
        [90, 800, 9, 1],
      ],
    ])
    expect(found.domains.map(({ domain, level, windows }) => [domain, level, windows.at(-1)?.sent])).toEqual([
      ...[
        ['example.com', 'unknown', 400],
        ['news.example.org', 'warning', 400],
      ],
    ])
    expect(found.providers).toMatchObject([{ provider: expect.stringMatching(/^prv|^pro/), level: 'warning' }])
    const theirs = await desk.product.clientFor(desk.product.second.key).reputation.get()
    expect(theirs).toMatchObject({ level: 'unknown', domains: [] })
  })

  it('stops launches while it is too bad, with the sentence of the checks, unless an owner says why not', async () => {
    await sent('a@example.org', { count: 1_000, refused: 60 })
    const id = await desk.draft(everyone)
    const { checks } = await client().campaigns.checks(id, { links: false })
    const finding = checks.find(({ check }) => check === 'reputation')
    expect(finding).toMatchObject({ level: 'error', sentence: expect.stringContaining('6 % bounced') })
    const { status, body } = await desk.launch(id)
    expect([status, body]).toMatchObject([422, { code: 'cannot_launch', detail: finding?.sentence }])

    const letter = { from: 'a@example.org', subject: 'Hi', template: '<p>Hi</p>' }
    const single = { ...letter, recipientType: 'email', recipientEmail: 'reader@example.net' }
    const held = await desk.request('POST', '/sending', { ...single, transactional: false })
    expect([held.status, held.body]).toMatchObject([422, { code: 'cannot_launch', detail: finding?.sentence }])
    expect((await desk.request('POST', '/sending', single)).status).toBe(202)

    const admin = await desk.product.makeKey(desk.product.first, ['campaigns:send', 'project:write', 'keys:write'])
    const asked = { reason: 'The list was cleaned yesterday', hours: 2 }
    const refused = await desk.product.request('POST', '/v1/reputation/override', asked, { key: admin })
    expect(refused.status).toBe(403)
    expect((await desk.request('POST', '/reputation/override', { hours: 2 })).status).toBe(422)
    const byKey = { by: expect.stringMatching(/^key:key_/), byName: expect.any(String) }
    expect((await client().reputation.override(asked)).override).toMatchObject({ reason: asked.reason, ...byKey })
    const [entry] = (await client().audit.list({ kind: 'project' })).data
    expect(entry).toMatchObject({ call: 'reputation.override', after: { reputationOverrideReason: asked.reason } })
    const warned = await client().campaigns.checks(id, { links: false })
    expect(warned.checks.find(({ check }) => check === 'reputation')).toMatchObject({
      level: 'warning',
      sentence: expect.stringContaining(asked.reason),
    })
    expect((await desk.launch(id)).status).toBe(202)

    const later = await desk.draft(everyone)
    desk.aheadMs += 3 * 3_600_000
    expect((await desk.launch(later)).status).toBe(422)
    await client().reputation.override(asked)
    await client().reputation.endOverride()
    expect((await client().reputation.get()).override).toBeNull()
    expect((await desk.launch(later)).status).toBe(422)
  })
})
