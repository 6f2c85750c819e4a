import { parseId } from '@rollcall/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Campaigning, createCampaigning } from '../support/campaigning.ts'
import { until } from '../support/until.ts'

let desk: Campaigning
beforeAll(async () => {
  desk = await createCampaigning()
  await desk.product.client.project.update({ timezone: 'Europe/Berlin' })
})
afterAll(() => desk.drop())

const client = () => desk.product.client
const sql = (text: string, values: unknown[] = []) =>
  desk.product.product.database.query<Record<string, unknown>>(text, values)
/** On this day the clocks of Berlin go forward; the product believes that it is 2026-04-02. */
const NOW = Date.parse('2026-04-02T10:00:00Z')

/** What the statistics say, once the index has seen everything. */
async function statistics(query: string) {
  const { body } = await desk.product.read<Awaited<ReturnType<ReturnType<typeof client>['statistics']['get']>>>(
    'GET',
    `/v1/statistics${query}`,
  )
  return body
}

/** People of the days around it, one of whom left and one of whom was deleted. */
async function grow() {
  const days = [
    ['new-1', '2026-03-28T22:59:59Z'],
    ['new-2', '2026-03-28T23:00:00Z'],
    ['new-3', '2026-03-29T21:59:59Z'],
    ['new-4', '2026-03-29T22:00:00Z'],
    ['old', '2025-01-01T00:00:00Z'],
    ['gone', '2026-03-29T12:00:00Z'],
    ['left', '2026-03-01T12:00:00Z'],
  ]
  desk.aheadMs = NOW - Date.now()
  await desk.people(days.map(([name]) => ({ email: `${name}@example.net` })))
  for (const [name, at] of days)
    await sql('update contacts set created_at = $2 where email = $1', [`${name}@example.net`, at])
  await client().contacts.update('left@example.net', { status: 'unsubscribed' })
  await sql(`update contacts set unsubscribed_at = '2026-03-30T09:00:00Z' where email = 'left@example.net'`)
  await client().contacts.delete('gone@example.net')
  await sql(`update contacts set deleted_at = '2026-03-31T09:00:00Z' where email = 'gone@example.net'`)
  // Not by a call: the index is told.
  await desk.product.product.database.write(
    { projectId: desk.product.first.id, actor: 'system' },
    async (transaction) =>
      transaction.touch(
        (await transaction.query<{ row_no: number }>('select row_no from contacts')).map(({ row_no }) => row_no),
      ),
  )
}

describe('growth', () => {
  beforeAll(grow)

  it('is told by the day of the project’s zone, also of contacts that are gone', async () => {
    const week = await statistics('?days=7')
    expect(week.timezone).toBe('Europe/Berlin')
    expect(
      week.growth.periods.map(({ day, from, created, unsubscribed, deleted, net }) => [
        day,
        from,
        created,
        unsubscribed,
        deleted,
        net,
      ]),
    ).toEqual([
      ['2026-03-27', '2026-03-26T23:00:00.000Z', 0, 0, 0, 0],
      ['2026-03-28', '2026-03-27T23:00:00.000Z', 1, 0, 0, 1],
      ['2026-03-29', '2026-03-28T23:00:00.000Z', 3, 0, 0, 3],
      ['2026-03-30', '2026-03-29T22:00:00.000Z', 1, 1, 0, 1],
      ['2026-03-31', '2026-03-30T22:00:00.000Z', 0, 0, 1, -1],
      ['2026-04-01', '2026-03-31T22:00:00.000Z', 0, 0, 0, 0],
      ['2026-04-02', '2026-04-01T22:00:00.000Z', 0, 0, 0, 0],
    ])
    expect(week.growth).toMatchObject({ created: 5, unsubscribed: 1, deleted: 1, net: 4 })
    expect(week.contacts).toEqual({
      ...{ total: 6, suppressed: 0 },
      byStatus: { subscribed: 5, unsubscribed: 1, 'non-subscribed': 0, bounced: 0 },
    })
  })

  it('is told by week and month', async () => {
    const weeks = (await statistics('?days=30&by=week')).growth.periods
    expect(weeks.map(({ day, created }) => [day, created])).toEqual([
      ...[
        ['2026-03-02', 0],
        ['2026-03-09', 0],
        ['2026-03-16', 0],
        ['2026-03-23', 4],
        ['2026-03-30', 1],
      ],
    ])
    const months = (await statistics('?days=90&by=month')).growth.periods
    expect(months.map(({ day, created }) => [day, created])).toEqual([
      ...[
        ['2026-01-01', 0],
        ['2026-02-01', 0],
        ['2026-03-01', 6],
        ['2026-04-01', 0],
      ],
    ])
    expect((await desk.request('GET', '/statistics?days=31')).status).toBe(422)
  })
})

const log = async (query: object) => (await client().deliveries.list(query)).data

describe('what was sent', () => {
  it('is told by day, people apart from machines, marketing apart from transactional', async () => {
    const id = await desk.draft({ include: { everyone: true } })
    const key = [desk.product.first.id, parseId('campaign', id)]
    await sql(
      `insert into deliveries (project_id, campaign_id, row_no, state, reason, address, updated_at)
       select $1, $2, c.row_no, case when c.email like 'new-1%' then 'failed' when c.email like 'old%' then 'skipped' else 'sent' end,
         case when c.email like 'new-1%' then 'no_mailbox' when c.email like 'old%' then 'suppressed' end, c.email,
         timestamptz '2026-03-31T21:59:59.999999Z' + (c.row_no % 2) * interval '1 second'
       from contacts c where c.project_id = $1 and c.deleted_at is null`,
      key,
    )
    await sql(`select ensure_events_partition('2026-04-01')`)
    await sql(`select ensure_events_partition('2026-03-01')`)
    await sql(
      `insert into events (project_id, row_no, at, name, campaign_id, machine, transactional)
       select $1, c.row_no, '2026-04-01T08:00:00Z', e.name, $2::uuid, e.machine, e.transactional from contacts c cross join (values
         ('email.opened', false, false), ('email.opened', true, false), ('email.opened', false, true),
         ('email.clicked', false, false), ('email.complained', false, false)) as e (name, machine, transactional)
       where c.project_id = $1 and c.email like 'new-2%'`,
      key,
    )
    const { marketing, transactional } = await statistics('?days=7')
    const total = { sent: 5, delivered: 4, bounced: 1, complained: 1, opens: 1, clicks: 1, unsubscribed: 0 }
    expect(marketing).toMatchObject(total)
    const busy = marketing.periods.filter(({ sent, opens }) => sent + opens > 0)
    expect(busy.map(({ day }) => day)).toEqual(['2026-03-31', '2026-04-01'])
    expect(busy.reduce((sum, { sent }) => sum + sent, 0)).toBe(5)
    expect(transactional).toMatchObject({ sent: 0, opens: 1, clicks: 0 })
  })

  it('is in one log, newest first, page by page, found by address, subject, state and time', async () => {
    const all = await log({ limit: 100 })
    expect(all).toHaveLength(6)
    expect(all.map(({ at }) => at)).toEqual(
      all
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    )
    const paged = []
    for (let after: string | undefined; ; ) {
      const page = await client().deliveries.list({ limit: 1, ...(after && { after }) })
      paged.push(...page.data)
      if (!page.next_cursor) break
      after = page.next_cursor
    }
    expect(paged).toEqual(all)
    expect(await log({ q: 'New-1@Example.net' })).toMatchObject([
      { state: 'failed', reason: 'no_mailbox', email: 'new-1@example.net' },
    ])
    expect(await log({ q: 'NEW-' })).toHaveLength(4)
    expect(await log({ q: 'nobody@example.net' })).toEqual([])
    expect(await log({ state: 'skipped' })).toMatchObject([{ email: 'old@example.net', reason: 'suppressed' }])
    expect(await log({ subject: 'HI {{' })).toHaveLength(6)
    expect(await log({ subject: 'bye' })).toEqual([])
    expect(await log({ campaign: all[0]?.campaign.id })).toHaveLength(6)
    expect(await log({ campaign: 'cmp_nonsense' })).toEqual([])
    expect(await log({ until: '2026-03-31T22:00:00Z' })).not.toHaveLength(6)
    expect(await log({ from: '2026-04-01T00:00:00Z' })).toEqual([])
    expect(all[0]?.campaign).toMatchObject({ name: 'News', from: 'news@example.org' })
    expect(await log({ q: 'HI {{' })).toHaveLength(6)
    expect(await log({ kind: 'campaign' })).toHaveLength(6)
    expect(await log({ kind: 'single' })).toEqual([])
    const [failed] = await log({ state: 'failed' })
    expect(failed).toMatchObject({
      reasonDetail: expect.stringContaining('does not exist'),
      campaign: { kind: 'campaign' },
    })
    for (const q of [failed?.id, `<${failed?.id}@mail.example.org>`]) expect(await log({ q })).toEqual([failed])
    expect((await desk.product.clientFor(desk.product.second.key).deliveries.list({})).data).toEqual([])
    expect((await desk.request('GET', '/deliveries?after=bm9uc2Vuc2U')).status).toBe(422)
  })

  it('shows the whole course of a message, of a campaign or of a call', async () => {
    const [read] = await log({ q: 'new-2@example.net' })
    const course = await client().deliveries.get(read?.id ?? '')
    expect(course).toMatchObject({
      ...read,
      attempts: 0,
      earlier: [],
      provider: { name: 'Built-in sending' },
      version: null,
    })
    expect(course.events.map(({ name, machine }) => `${name} ${machine}`).toSorted()).toEqual([
      ...['email.clicked false', 'email.complained false'],
      ...['email.opened false', 'email.opened false', 'email.opened true'],
    ])
    const sent = await client().sending.send({
      ...{ recipientType: 'email', recipientEmail: 'new-3@example.net', from: 'shop@example.org' },
      ...{ subject: 'Receipt 4711', template: '<p>Thanks</p>', transactional: true },
    })
    expect(await client().deliveries.get(sent.sendId ?? '')).toMatchObject({ state: 'queued', attempts: 0 })
    expect(await log({ kind: 'single' })).toEqual([])
    desk.start()
    const [single] = await until(
      () => log({ kind: 'single', q: 'receipt 47' }),
      ({ length }) => length > 0,
    )
    expect(single).toMatchObject({ id: sent.sendId, campaign: { kind: 'single', transactional: true } })
    expect(await client().deliveries.get(sent.sendId ?? '')).toMatchObject({
      ...{ attempts: 1, events: [], createdBy: expect.stringMatching(/^key:/), version: null },
    })
    expect((await statistics('?days=7')).transactional).toMatchObject({ sent: 1, delivered: 1, bounced: 0 })
    expect((await desk.request('GET', '/deliveries/dlv_nonsense')).status).toBe(404)
    const stranger = desk.product.clientFor(desk.product.second.key)
    await expect(stranger.deliveries.get(single?.id ?? '')).rejects.toMatchObject({ code: 'not_found' })
  })

  it('looks through so many at a time and says where to look on', async () => {
    const id = await desk.draft({ include: { everyone: true } })
    await sql(
      `insert into deliveries (project_id, campaign_id, row_no, state, address, updated_at)
       select $1, $2, 1000 + n, 'sent', case n when 1 then 'needle@haystack.example' else n || '@haystack.example' end,
         '2026-01-01T00:00:00Z'::timestamptz + n * interval '1 second' from generate_series(1, 45000) n`,
      [desk.product.first.id, parseId('campaign', id)],
    )
    const first = await client().deliveries.list({ q: 'NEEDLE' })
    const looked = { backTo: expect.stringMatching(/^2026-01-01T01:23:/), oldest: '2026-01-01T00:00:01.000Z' }
    expect(first).toMatchObject({ data: [], has_more: true, looked })
    const from = '2026-01-01T00:30:00Z'
    expect((await client().deliveries.list({ q: 'NEEDLE', from })).looked?.oldest).toBe('2026-01-01T00:30:00.000Z')
    expect((await client().deliveries.list({ q: 'haystack', limit: 1 })).looked?.backTo).toBe(
      '2026-01-01T12:30:00.000Z',
    )
    const second = await client().deliveries.list({ q: 'needle', after: first.next_cursor ?? '' })
    expect(second).toMatchObject({
      data: [{ email: 'needle@haystack.example' }],
      has_more: false,
      next_cursor: null,
      looked: null,
    })
    expect(await log({ q: '17@haystack' })).toHaveLength(20)
  })
})
