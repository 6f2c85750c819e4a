import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startBulkActions } from '../../packages/server/src/jobs/bulk-actions.ts'
import { listOpenJobs } from '../../packages/server/src/store/jobs.ts'
import type { Reply, TestProduct } from '../support/create-product.ts'
import { createImportingProduct, importCsv } from '../support/import-csv.ts'

const START = new Date('2026-03-01T10:00:00Z')
const LATER = new Date('2026-03-02T10:00:00Z')

let now = START
let test: TestProduct
beforeAll(async () => {
  test = await createImportingProduct({ now: () => now })
})
afterAll(async () => {
  await test.drop()
  expect(test.errors).toEqual([])
})
beforeEach(async () => {
  now = START
  await test.client.project.update({ defaultFunnelStage: null })
})

type Contact = { id: string; email: string; funnel: string; lost: boolean }
type Entry = { at: string; kind: string; title: string; by: string; details: object }

const request = <Body = Contact>(method: string, path: string, body?: unknown) =>
  test.request<Body>(method, `/v1${path}`, body)
const create = async (contact: object) => (await request('POST', '/contacts', contact)).body
const placeOf = ({ funnel, lost }: Contact) => [funnel, lost]
const pointersOf = ({ body }: Reply) =>
  (body as { errors?: { pointer: string }[] }).errors?.map(({ pointer }) => pointer)

async function historyOf(contact: string) {
  const { body } = await request<{ data: Entry[] }>('GET', `/contacts/${contact}/timeline?limit=100`)
  return body.data.filter(({ kind }) => kind === 'funnel')
}

async function workOff(): Promise<void> {
  const actions = startBulkActions(test.product)
  try {
    while ((await listOpenJobs(test.product.database, [])).length > 0) await new Promise((done) => setTimeout(done, 5))
  } finally {
    await actions.stop()
  }
}

describe('a contact’s stage', () => {
  it('is none and not lost until somebody says so, and is shown with who moved them when', async () => {
    const contact = await create({ email: 'ada@example.org' })
    expect(placeOf(contact)).toEqual(['none', false])
    expect(await historyOf(contact.id)).toEqual([])
    now = LATER
    const moved = await request('PATCH', `/contacts/${contact.id}`, { funnel: 'loyal_customer', lost: true })
    expect(placeOf(moved.body)).toEqual(['loyal_customer', true])
    await request('PATCH', `/contacts/${contact.id}`, { lost: false })
    await request('PATCH', `/contacts/${contact.id}`, { funnel: null })
    const history = await historyOf(contact.id)
    expect(history.map(({ title }) => title).sort()).toEqual([
      'Funnel: loyal_customer → none',
      'Funnel: none → loyal_customer. Marked as lost',
      'No longer lost',
    ])
    expect(new Set(history.map(({ at, by }) => `${at} ${by.slice(0, 8)}`))).toEqual(
      new Set([`${LATER.toISOString()} key:key_`]),
    )
  })

  it('is set on create, by upsert and in a batch; saying nothing leaves it, saying the same changes nothing', async () => {
    const made = await create({ email: 'grace@example.org', funnel: 'aware', lost: true })
    expect(placeOf(made)).toEqual(['aware', true])
    expect((await historyOf(made.id)).map(({ title }) => title)).toEqual(['Funnel: none → aware. Marked as lost'])
    const upsert = (contact: object) => request('POST', '/contacts?upsert=true', { email: made.email, ...contact })
    expect(placeOf((await upsert({ firstName: 'Grace' })).body)).toEqual(['aware', true])
    expect(placeOf((await upsert({ funnel: 'engaged' })).body)).toEqual(['engaged', true])
    now = LATER
    const contacts = [
      { email: 'grace@example.org', funnel: 'engaged', lost: true },
      { email: 'batch@example.org', funnel: 'promoter' },
      { email: 'wrong@example.org', funnel: 'Promoter' },
    ]
    const { body } = await request<{ results: { action: string }[] }>('POST', '/contacts/batch', { contacts })
    expect(body.results.map(({ action }) => action)).toEqual(['unchanged', 'created', 'failed'])
    expect(await historyOf(made.id)).toHaveLength(2)
  })

  it.each([
    [{ funnel: 'vip' }, '/funnel'],
    [{ funnel: 3 }, '/funnel'],
    [{ lost: 'yes' }, '/lost'],
    [{ lost: null }, '/lost'],
  ])('is refused: %j', async (given, pointer) => {
    const refused = await request('POST', '/contacts', { email: 'refused@example.org', ...given })
    expect([refused.status, pointersOf(refused)]).toEqual([422, [pointer]])
  })

  it('touches the contact, so that the index reads it again', async () => {
    const { id } = await create({ email: 'touched@example.org' })
    const { headers } = await request('PATCH', `/contacts/${id}`, { lost: true })
    const changes = await test.product.database.query('select kind from changes where xid = $1::xid8', [
      headers['rollcall-position'],
    ])
    expect(changes).toEqual([{ kind: 'contacts' }])
    const { index } = test.product
    await index.caughtUp(test.first.id, headers['rollcall-position'] ?? null)
    expect(await index.count(test.first.id, { is: 'set', set: 'mark:lost' })).toBeGreaterThan(0)
  })
})

describe('the default stage', () => {
  it('is given to new contacts that come without one, and to nobody else', async () => {
    const before = await create({ email: 'before@example.org' })
    const { body } = await request<{ defaultFunnelStage: string }>('PATCH', '/project', {
      defaultFunnelStage: 'aware',
    })
    expect(body.defaultFunnelStage).toBe('aware')
    expect(placeOf(await create({ email: 'new@example.org' }))).toEqual(['aware', false])
    expect(placeOf(await create({ email: 'none@example.org', funnel: 'none' }))).toEqual(['none', false])
    expect(placeOf(await create({ email: 'given@example.org', funnel: 'customer' }))).toEqual(['customer', false])
    const upserted = await request('POST', '/contacts?upsert=true', { email: 'before@example.org', firstName: 'B' })
    expect([upserted.body.id, ...placeOf(upserted.body)]).toEqual([before.id, 'none', false])
    expect((await request('PATCH', '/project', { name: 'Same' })).body).toMatchObject({ defaultFunnelStage: 'aware' })
    expect((await request('PATCH', '/project', { defaultFunnelStage: 'none' })).status).toBe(422)
  })
})

describe('an import', () => {
  it('reads a funnel column in any spelling, leaves on blank cells and rejects other words', async () => {
    await request('PATCH', '/project', { defaultFunnelStage: 'aware' })
    await create({ email: 'there@example.org', funnel: 'promoter' })
    const job = await importCsv(
      test,
      [
        'email,Funnel Stage',
        'csv1@example.org,Loyal Customer',
        'csv2@example.org,loyal-customer',
        'csv3@example.org,',
        'csv4@example.org,NONE',
        'csv5@example.org,whale',
        'there@example.org,',
      ].join('\n'),
    )
    expect(job).toMatchObject({ counts: { created: 4, unchanged: 1, failed: 1 } })
    expect(job.columns[1]).toEqual({ header: 'Funnel Stage', target: 'funnel', type: null })
    const stages = ['csv1', 'csv2', 'csv3', 'csv4', 'there'].map(
      async (name) => (await request('GET', `/contacts/${name}@example.org`)).body.funnel,
    )
    expect(await Promise.all(stages)).toEqual(['loyal_customer', 'loyal_customer', 'aware', 'none', 'promoter'])
    const rejects = await test.request('GET', `/v1/imports/${job.id}/rejects`)
    expect(rejects.text).toContain('The funnel stage ""whale"" is none of aware, engaged, customer')
  })
})

describe('moving everyone who carries a tag', () => {
  it('moves whoever carries it now, exactly as spelled, and says what became of each', async () => {
    const people: Contact[] = []
    for (const [n, tag] of ['VIP', 'VIP', 'vip'].entries()) {
      people.push(await create({ email: `tagged${n}@example.org`, tags: [tag] }))
    }
    await request('PATCH', `/contacts/${people[1]?.id}`, { funnel: 'customer' })
    const gone = await create({ email: 'gone@example.org', tags: ['VIP'] })
    await request('DELETE', `/contacts/${gone.id}`)
    now = LATER
    const started = await request<{ id: string }>('POST', '/funnel/move', { tag: 'VIP', stage: 'customer' })
    expect(started.status).toBe(202)
    const late = await create({ email: 'late@example.org', tags: ['VIP'] })
    await workOff()
    expect((await request('GET', `/jobs/${started.body.id}`)).body).toMatchObject({
      ...{ action: 'set_funnel', status: 'completed', total: 2, done: 2, failed: 0 },
    })
    type Results = { data: { contact: string; outcome: string }[] }
    const { body } = await request<Results>('GET', `/jobs/${started.body.id}/results`)
    expect(body.data.map(({ contact, outcome }) => [contact, outcome])).toEqual([
      [people[0]?.id, 'changed'],
      [people[1]?.id, 'unchanged'],
    ])
    const stages = [...people, late].map(async ({ id }) => (await request('GET', `/contacts/${id}`)).body.funnel)
    expect(await Promise.all(stages)).toEqual(['customer', 'customer', 'none', 'none'])
    expect((await historyOf(people[0]?.id ?? '')).map(({ at, title }) => [at, title])).toEqual([
      [LATER.toISOString(), 'Funnel: none → customer'],
    ])
  })

  it('moves whoever is in a stage instead, when that is asked', async () => {
    const { id } = await create({ email: 'instage@example.org', funnel: 'loyal_customer' })
    const other = await create({ email: 'elsewhere@example.org', funnel: 'aware' })
    const { status } = await request('POST', '/funnel/move', { from: 'loyal_customer', stage: 'promoter' })
    await workOff()
    const stages = [id, other.id].map(async (contact) => (await request('GET', `/contacts/${contact}`)).body.funnel)
    expect([status, ...(await Promise.all(stages))]).toEqual([202, 'promoter', 'aware'])
    for (const given of [{}, { from: 'none', tag: 'x' }, { from: 'vip' }]) {
      expect((await request('POST', '/funnel/move', { ...given, stage: 'aware' })).status).toBe(422)
    }
  })

  it('needs a tag and a stage that exist', async () => {
    await request('POST', '/tags', { name: 'Ours' })
    const unknown = await request('POST', '/funnel/move', { tag: 'nobody has it', stage: 'aware' })
    expect(unknown.status).toBe(404)
    const refused = await request('POST', '/funnel/move', { tag: 'Ours', stage: 'vip' })
    expect([refused.status, pointersOf(refused)]).toEqual([422, ['/stage']])
    const body = { tag: 'Ours', stage: 'aware' }
    expect((await test.request('POST', '/v1/funnel/move', body, { key: test.second.key })).status).toBe(404)
  })

  it('is a bulk action too, for named people, and the only one that takes a stage', async () => {
    const { id } = await create({ email: 'bulk@example.org', funnel: 'aware' })
    const started = await request<{ id: string }>('POST', '/contacts/bulk', {
      ...{ action: 'set_funnel', contacts: [id, 'nobody@example.org'], funnel: 'none' },
    })
    await workOff()
    expect((await request('GET', `/jobs/${started.body.id}`)).body).toMatchObject({ done: 2, failed: 1 })
    expect((await request('GET', `/contacts/${id}`)).body.funnel).toBe('none')
    const bare = await request('POST', '/contacts/bulk', { action: 'set_funnel', contacts: [id] })
    const misplaced = await request('POST', '/contacts/bulk', { action: 'delete', contacts: [id], funnel: 'aware' })
    expect([bare, misplaced].map(pointersOf)).toEqual([['/funnel'], ['/funnel']])
  })
})

describe('the board', () => {
  type Board = {
    stages: { stage: string; count: number; lost: number; reached: number }[]
    total: number
    lost: number
  }
  type People = { data: (Contact & { since: string; lostSince: string | null })[]; next_cursor: string; total: number }
  const boardOf = async (query: string) => (await test.read<Board>('GET', `/v1/funnel${query}`)).body
  const peopleOf = async (query: string) =>
    (await test.read<People>('GET', `/v1/funnel/people?tag=Board&${query}`)).body

  it('counts each stage, its lost ones, and who got at least that far; of those asked for', async () => {
    const stages = ['aware', 'aware', 'customer', 'promoter', 'none']
    for (const [n, funnel] of stages.entries()) {
      await create({ email: `board${n}@example.org`, tags: ['Board'], funnel, lost: n === 1 || n === 4 })
    }
    const board = await boardOf('?tag=Board')
    expect(board.stages.map(({ stage, count, lost, reached }) => [stage, count, lost, reached])).toEqual([
      ['none', 1, 1, 5],
      ['aware', 2, 1, 4],
      ['engaged', 0, 0, 2],
      ['customer', 1, 0, 2],
      ['loyal_customer', 0, 0, 1],
      ['promoter', 1, 0, 1],
    ])
    expect([board.total, board.lost]).toEqual([5, 2])
    expect((await boardOf('?tag=Board&q=board3')).total).toBe(1)
    const everyone = await boardOf('')
    expect(everyone.total).toBe(everyone.stages[0]?.reached)
    expect(pointersOf(await request('GET', '/funnel?tag=nobody'))).toEqual(['?tag'])
  })

  it('pages through a stage, says since when each is there, and tells the lost ones from the others', async () => {
    now = LATER
    await request('PATCH', '/contacts/board0@example.org', { funnel: 'engaged' })
    await request('PATCH', '/contacts/board3@example.org', { lost: true })
    await request('PATCH', '/contacts/board2@example.org', { firstName: 'Carl' })
    expect((await peopleOf('stage=engaged')).data.map(({ email, since }) => [email, since])).toEqual([
      ['board0@example.org', LATER.toISOString()],
    ])
    const [promoter] = (await peopleOf('stage=promoter&lost=true')).data
    expect([promoter?.since, promoter?.lostSince]).toEqual([START.toISOString(), LATER.toISOString()])
    expect((await peopleOf('stage=customer')).data[0]).toMatchObject({ since: START.toISOString(), lostSince: null })
    expect((await peopleOf('stage=promoter&lost=false')).total).toBe(0)
    now = new Date(LATER.getTime() + 1_000)
    await request('PATCH', '/contacts/board2@example.org', { funnel: 'engaged' })
    const first = await peopleOf('stage=engaged&limit=1')
    const second = await peopleOf(`stage=engaged&limit=1&after=${first.next_cursor}`)
    expect([first, second].map(({ total, data }) => [total, data[0]?.email])).toEqual([
      [2, 'board2@example.org'],
      [2, 'board0@example.org'],
    ])
    expect(pointersOf(await request('GET', '/funnel/people?stage=vip'))).toEqual(['?stage'])
  })

  it('tells who moved how many on which day of the project’s zone', async () => {
    type History = { timezone: string; data: { day: string; from: string; to: string; lost: string; count: number }[] }
    now = new Date('2026-04-01T23:30:00Z')
    await request('PATCH', '/project', { timezone: 'Europe/Berlin' })
    for (const n of [0, 2]) await request('PATCH', `/contacts/board${n}@example.org`, { funnel: 'promoter' })
    await request('PATCH', '/contacts/board3@example.org', { lost: false })
    const history = async (days: number) => (await request<History>('GET', `/funnel/history?days=${days}`)).body
    const { timezone, data } = await history(1)
    expect(timezone).toBe('Europe/Berlin')
    const by = { by: expect.stringMatching(/^key:/), byName: expect.any(String) }
    expect(data).toEqual([
      { ...{ day: '2026-04-02', from: 'engaged', to: 'promoter', lost: null, count: 2 }, ...by },
      { ...{ day: '2026-04-02', from: 'promoter', to: 'promoter', lost: 'taken_back', count: 1 }, ...by },
    ])
    const days = new Set((await history(60)).data.map(({ day }) => day))
    expect([...days]).toEqual(['2026-04-02', '2026-03-02', '2026-03-01'])
    await request('PATCH', '/project', { timezone: 'UTC' })
  })
})

describe('a move that was undone', () => {
  it('puts everybody back who was not moved again since', async () => {
    const people = [
      await create({ email: 'back0@example.org', tags: ['Back'], funnel: 'aware' }),
      await create({ email: 'back1@example.org', tags: ['Back'] }),
    ]
    const { body } = await request<{ id: string }>('POST', '/funnel/move', { tag: 'Back', stage: 'customer' })
    await workOff()
    await request('PATCH', '/contacts/back1@example.org', { funnel: 'promoter' })
    expect((await request('POST', `/jobs/${body.id}/undo`)).status).toBe(202)
    await workOff()
    const stages = people.map(async ({ id }) => (await request('GET', `/contacts/${id}`)).body.funnel)
    expect(await Promise.all(stages)).toEqual(['aware', 'promoter'])
  })
})
