import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createProduct, type Reply, type TestProduct } from '../support/create-product.ts'
import { thingsOf } from '../support/sample-things.ts'

const START = new Date('2026-03-01T10:00:00Z')
const LATER = new Date('2026-03-02T10:00:00Z')

let now = START
let test: TestProduct
beforeAll(async () => {
  test = await createProduct({ now: () => now })
})
afterAll(async () => {
  await test.drop()
  expect(test.errors).toEqual([])
})
beforeEach(() => {
  now = START
})

type Pipeline = { id: string; name: string; stages: { id: string; name: string }[] }
type Opportunity = {
  id: string
  contact: string
  contactName: string | null
  stageName: string
  status: string
  value: number | null
}

const request = <Body>(method: string, path: string, body?: unknown) => test.request<Body>(method, `/v1${path}`, body)
const codeOf = ({ status, body }: Reply) => [status, (body as { code?: string }).code]
const pointersOf = ({ body }: Reply) =>
  (body as { errors?: { pointer: string }[] }).errors?.map(({ pointer }) => pointer)
const anybody = (project = test.first) => thingsOf(test, project).contact()
const stageNames = ({ stages }: Pipeline) => stages.map(({ name }) => name)

async function createPipeline(name: string, stages = ['New', 'Qualified', 'Proposal']): Promise<Pipeline> {
  return (await request<Pipeline>('POST', '/pipelines', { name, stages })).body
}

async function createOpportunity(pipeline: Pipeline, given: object = {}): Promise<Opportunity> {
  const opportunity = { contact: await anybody(), name: 'Engine', pipeline: pipeline.id, stage: 'New', ...given }
  const { status, body, text } = await request<Opportunity>('POST', '/opportunities', opportunity)
  expect([status, text]).toEqual([201, expect.anything()])
  return body
}

describe('a pipeline', () => {
  it('has its stages in order, each with an id, and is found by id or exact name', async () => {
    const made = await createPipeline(' Cafe\u0301 sales ')
    expect([made.name, stageNames(made)]).toEqual(['Café sales', ['New', 'Qualified', 'Proposal']])
    expect(made.id).toMatch(/^pip_/)
    for (const { id } of made.stages) expect(id).toMatch(/^stg_/)
    for (const text of [made.id, 'Café sales']) {
      expect((await request('GET', `/pipelines/${encodeURIComponent(text)}`)).body).toEqual(made)
    }
    const { body } = await request<{ data: Pipeline[] }>('GET', '/pipelines')
    expect(body.data).toContainEqual(made)
  })

  it('reorders, renames, adds and removes stages in one go; ids stay', async () => {
    const made = await createPipeline('Changing')
    const [first, qualified, proposal] = made.stages
    const changed = await request<Pipeline>('PATCH', '/pipelines/Changing', {
      name: 'Changed',
      stages: ['Proposal', { id: first?.id, name: 'Qualified' }, { id: qualified?.id, name: 'New' }, 'Closing'],
    })
    expect(changed.body.name).toBe('Changed')
    expect(changed.body.stages.map(({ id, name }) => [name, id])).toEqual([
      ['Proposal', proposal?.id],
      ['Qualified', first?.id],
      ['New', qualified?.id],
      ['Closing', expect.stringMatching(/^stg_/)],
    ])
    const fewer = await request<Pipeline>('PATCH', `/pipelines/${made.id}`, { stages: ['New'] })
    expect(fewer.body.stages).toEqual([{ id: qualified?.id, name: 'New' }])
    expect((await request<Pipeline>('PATCH', `/pipelines/${made.id}`, { name: 'Kept' })).body).toMatchObject({
      stages: fewer.body.stages,
    })
  })

  it('keeps a stage that opportunities are in, and itself, and says how many', async () => {
    const pipeline = await createPipeline('Busy')
    for (let n = 0; n < 3; n += 1) await createOpportunity(pipeline)
    const removal = await request<{ detail: string }>('PATCH', '/pipelines/Busy', {
      name: 'Idle',
      stages: ['Qualified'],
    })
    expect([...codeOf(removal), removal.body.detail]).toEqual([
      409,
      'in_use',
      'The stage "New" is used by 3 opportunities.',
    ])
    expect((await request<Pipeline>('GET', `/pipelines/${pipeline.id}`)).body).toEqual(pipeline)
    const deletion = await request<{ detail: string }>('DELETE', '/pipelines/Busy')
    expect(deletion.body.detail).toBe('The pipeline "Busy" is used by 3 opportunities.')
    const { body } = await request<{ data: Opportunity[] }>('GET', '/opportunities?pipeline=Busy')
    for (const { id } of body.data) expect((await request('DELETE', `/opportunities/${id}`)).status).toBe(204)
    expect((await request('DELETE', '/pipelines/Busy')).status).toBe(204)
    expect((await request('GET', `/pipelines/${pipeline.id}`)).status).toBe(404)
  })

  it('keeps a stage that a filter uses', async () => {
    const pipeline = await createPipeline('Filtered')
    await test.client.segments.create({ name: 'Hot leads', kind: 'dynamic', filters: {} })
    // What saving a filter with a stage writes down.
    await test.product.database.query(
      `insert into definition_uses (project_id, used_kind, used_id, user_kind, user_id)
       select project_id, 'stage', $1, 'segment', id from segments where name = 'Hot leads'`,
      [pipeline.stages[1]?.id],
    )
    const refused = await request<{ detail: string }>('PATCH', '/pipelines/Filtered', { stages: ['New', 'Proposal'] })
    expect(refused.body.detail).toBe('The stage "Qualified" is used by the segment "Hot leads".')
    const renamed = [pipeline.stages[0], { id: pipeline.stages[1]?.id, name: 'Hot' }]
    expect((await request('PATCH', '/pipelines/Filtered', { stages: renamed })).status).toBe(200)
  })

  it.each([
    [{ name: 'x' }, ['/stages']],
    [{ name: 'x', stages: [] }, ['/stages']],
    [{ name: 'x', stages: ['a', ' '] }, ['/stages/1']],
    [{ name: 'x', stages: ['a', 'b', 'a'] }, ['/stages/2']],
    [{ name: 'x', stages: Array.from({ length: 101 }, (_, n) => `s${n}`) }, ['/stages']],
    [{ name: ' ', stages: ['a'] }, ['/name']],
  ])('is refused: %j', async (body, pointers) => {
    const refused = await request('POST', '/pipelines', body)
    expect([refused.status, pointersOf(refused)]).toEqual([422, pointers])
  })

  it('takes neither a taken name nor a stage of another pipeline', async () => {
    const other = await createPipeline('Other')
    const mine = await createPipeline('Mine')
    expect(codeOf(await request('POST', '/pipelines', { name: 'Other', stages: ['a'] }))).toEqual([
      409,
      'already_exists',
    ])
    expect(codeOf(await request('PATCH', `/pipelines/${mine.id}`, { name: 'Other' }))).toEqual([409, 'already_exists'])
    const stages = [{ id: other.stages[0]?.id, name: 'Stolen' }]
    const stolen = await request('PATCH', `/pipelines/${mine.id}`, { stages })
    expect([stolen.status, pointersOf(stolen)]).toEqual([422, ['/stages/0/id']])
  })
})

describe('an opportunity', () => {
  it('is open and without value unless it says otherwise; pipeline and stage by name or id', async () => {
    const pipeline = await createPipeline('Sales')
    const contact = await anybody()
    const made = await createOpportunity(pipeline, { contact, pipeline: 'Sales', stage: pipeline.stages[1]?.id })
    expect(made).toEqual({
      ...{ id: expect.stringMatching(/^opp_/), contact, name: 'Engine', status: 'open', value: null },
      contactName: expect.stringContaining('@example.org'),
      ...{ pipeline: pipeline.id, pipelineName: 'Sales', stage: pipeline.stages[1]?.id, stageName: 'Qualified' },
      ...{ stageChangedAt: START.toISOString(), createdAt: START.toISOString(), updatedAt: START.toISOString() },
    })
    expect((await request('GET', `/opportunities/${made.id}`)).body).toEqual(made)
  })

  it('has the time of its last change of stage, which its status and value do not move', async () => {
    const pipeline = await createPipeline('Timed')
    const { id } = await createOpportunity(pipeline, { value: 10 })
    now = LATER
    const won = await request('PATCH', `/opportunities/${id}`, { status: 'won', value: 12.5, name: 'Won engine' })
    expect(won.body).toMatchObject({
      ...{ status: 'won', value: 12.5, name: 'Won engine', stageName: 'New' },
      ...{ stageChangedAt: START.toISOString(), updatedAt: LATER.toISOString() },
    })
    const moved = await request('PATCH', `/opportunities/${id}`, { stage: 'Proposal', value: null })
    expect(moved.body).toMatchObject({ stageName: 'Proposal', value: null, stageChangedAt: LATER.toISOString() })
  })

  it('moves to another pipeline with a stage of it', async () => {
    const [from, to] = [await createPipeline('From'), await createPipeline('To', ['New', 'Done'])]
    const { id } = await createOpportunity(from)
    const bare = await request('PATCH', `/opportunities/${id}`, { pipeline: 'To' })
    expect([bare.status, pointersOf(bare)]).toEqual([422, ['/stage']])
    expect(codeOf(await request('PATCH', `/opportunities/${id}`, { pipeline: 'To', stage: 'Proposal' }))).toEqual([
      404,
      'not_found',
    ])
    const moved = await request('PATCH', `/opportunities/${id}`, { pipeline: to.id, stage: 'Done' })
    expect(moved.body).toMatchObject({ pipelineName: 'To', stageName: 'Done' })
    expect((await request('PATCH', `/opportunities/${id}`, { pipeline: 'To', name: 'Stays' })).body).toMatchObject({
      stageName: 'Done',
    })
  })

  it('is told in the contact’s history, with who did it, also when it is deleted', async () => {
    const pipeline = await createPipeline('Told')
    const { id, contact } = await createOpportunity(pipeline, { name: 'Deal' })
    for (const change of [{ stage: 'Qualified' }, { status: 'lost' }, { status: 'lost' }]) {
      now = new Date(now.getTime() + 60_000)
      await request('PATCH', `/opportunities/${id}`, change)
    }
    now = LATER
    await request('DELETE', `/opportunities/${id}`)
    expect((await request('GET', `/opportunities/${id}`)).status).toBe(404)
    type Timeline = { data: { kind: string; title: string; by: string }[] }
    const { body } = await request<Timeline>('GET', `/contacts/${contact}/timeline`)
    const told = body.data.filter(({ kind }) => kind === 'opportunity')
    expect(told.map(({ title }) => title)).toEqual([
      'Opportunity "Deal" deleted',
      'Opportunity "Deal": "Qualified", lost',
      'Opportunity "Deal": "Qualified", open',
      'Opportunity "Deal" created',
    ])
    for (const { by } of told) expect(by).toMatch(/^key:key_/)
  })

  it('touches its contact whenever it changes, and only then', async () => {
    const pipeline = await createPipeline('Touching')
    const { id } = await createOpportunity(pipeline)
    const touched = async (change: object) => {
      const { headers } = await request('PATCH', `/opportunities/${id}`, change)
      const changes = await test.product.database.query('select from changes where xid = $1::xid8', [
        headers['rollcall-position'],
      ])
      return changes.length
    }
    expect([await touched({ value: 5 }), await touched({ value: 5 }), await touched({ stage: 'Proposal' })]).toEqual([
      1, 0, 1,
    ])
  })

  it.each([
    [{ contact: 'nobody@example.org' }, 404, undefined],
    [{ pipeline: 'No such' }, 404, undefined],
    [{ stage: 'No such' }, 404, undefined],
    [{ stage: 'new' }, 404, undefined],
    [{ status: 'closed' }, 422, ['/status']],
    [{ value: '10' }, 422, ['/value']],
    [{ value: -1 }, 422, ['/value']],
    [{ value: 1e13 }, 422, ['/value']],
    [{ name: '' }, 422, ['/name']],
    [{ owner: 'me' }, 422, ['/owner']],
  ])('is refused: %j', async (given, status, pointers) => {
    await createPipeline('Strict')
    const opportunity = { contact: await anybody(), name: 'Engine', pipeline: 'Strict', stage: 'New', ...given }
    const refused = await request('POST', '/opportunities', opportunity)
    expect([refused.status, pointersOf(refused)]).toEqual([status, pointers])
  })

  it('belongs to one project, with its contact, pipeline and stage', async () => {
    const pipeline = await createPipeline('Private')
    const { id, contact } = await createOpportunity(pipeline)
    const as = (method: string, path: string, body?: unknown) =>
      test.request(method, `/v1${path}`, body, { key: test.second.key })
    const theirs = await anybody(test.second)
    const replies = [
      await as('GET', `/opportunities/${id}`),
      await as('PATCH', `/opportunities/${id}`, { status: 'won' }),
      await as('DELETE', `/opportunities/${id}`),
      await as('GET', `/opportunities?pipeline=${pipeline.id}`),
      await as('GET', `/opportunities?contact=${contact}`),
      await as('POST', '/opportunities', { contact: theirs, name: 'x', pipeline: pipeline.id, stage: 'New' }),
      await request('POST', '/opportunities', { contact: theirs, name: 'x', pipeline: pipeline.id, stage: 'New' }),
    ]
    expect(replies.map(codeOf)).toEqual(replies.map(() => [404, 'not_found']))
  })

  it('never ends up in a stage that is removed at the same moment', async () => {
    const contact = await anybody()
    for (let round = 0; round < 10; round += 1) {
      const pipeline = await createPipeline(`Race ${round}`)
      const opportunity = { contact, name: 'Racing', pipeline: pipeline.id, stage: 'New' }
      const [created, removed] = await Promise.all([
        request('POST', '/opportunities', opportunity),
        request('PATCH', `/pipelines/${pipeline.id}`, { stages: ['Qualified'] }),
      ])
      expect(['201 409', '404 200']).toContain(`${created.status} ${removed.status}`)
    }
  })
})

describe('the list of opportunities', () => {
  it('asks by pipeline, stage, status and contact, pages newest first, and totals every stage', async () => {
    const [one, two] = [await createPipeline('List one'), await createPipeline('List two', ['New'])]
    const contact = await anybody()
    const made = [
      await createOpportunity(one, { value: 100 }),
      await createOpportunity(one, { value: 50.5, status: 'won' }),
      await createOpportunity(one, { stage: 'Proposal' }),
      await createOpportunity(two, { value: 7, contact }),
    ]
    type List = { data: Opportunity[]; total: number; totals: Record<string, unknown>[]; next_cursor: string | null }
    const list = async (query: string) => (await request<List>('GET', `/opportunities?${query}`)).body
    const placesOf = ({ data }: List) => data.map(({ id }) => made.findIndex((each) => each.id === id))

    const all = await list('pipeline=List%20one')
    expect([placesOf(all), all.total]).toEqual([[2, 1, 0], 3])
    expect(all.totals.map(({ stageName, count, value, openValue }) => [stageName, count, value, openValue])).toEqual([
      ['New', 2, 150.5, 100],
      ['Qualified', 0, 0, 0],
      ['Proposal', 1, 0, 0],
    ])
    expect(placesOf(await list('pipeline=List%20one&stage=New&status=won'))).toEqual([1])
    expect(placesOf(await list(`stage=${two.stages[0]?.id}`))).toEqual([3])
    const mine = await list(`contact=${contact}&stage=New`)
    expect([placesOf(mine), mine.total]).toEqual([[3], 1])
    const first = await list('pipeline=List%20one&limit=2')
    expect([placesOf(first), first.total]).toEqual([[2, 1], 3])
    const rest = await list(`pipeline=List%20one&limit=2&after=${first.next_cursor}`)
    expect([placesOf(rest), rest.next_cursor]).toEqual([[0], null])
    for (const query of ['pipeline=none', 'stage=none', 'contact=none', 'pipeline=List%20two&stage=Proposal']) {
      expect((await request('GET', `/opportunities?${query}`)).status).toBe(404)
    }
    expect((await request('GET', '/opportunities?status=closed')).status).toBe(422)
  })

  it('is searched by the name of the opportunity or of its person, through all pages', async () => {
    const pipeline = await createPipeline('Searched')
    const contact = (await test.client.contacts.create({ email: 'countess@example.org', name: 'Ada 50%' })).id
    const made: Opportunity[] = []
    for (const given of [{ name: 'Big ENGINE' }, { name: 'Mill', contact }, { name: 'Engine two' }])
      made.push(await createOpportunity(pipeline, given))
    const find = async (q: string, more = '') => {
      const query = `pipeline=Searched&q=${encodeURIComponent(q)}${more}`
      const found = await request<Found>('GET', `/opportunities?${query}`)
      const { data, total, totals, next_cursor } = found.body
      return { places: data.map(({ id }) => made.findIndex((each) => each.id === id)), total, totals, next_cursor }
    }
    type Found = { data: Opportunity[]; total: number; totals: { count: number }[]; next_cursor: string | null }
    expect(await find('engine ')).toMatchObject({ places: [2, 0], total: 2, totals: [{ count: 2 }, {}, {}] })
    const first = await find('engine', '&limit=1&sort=name&direction=asc')
    const rest = await find('engine', `&limit=1&sort=name&direction=asc&after=${first.next_cursor}`)
    expect([first.places, rest.places, rest.next_cursor]).toEqual([[0], [2], null])
    expect((await find('50%')).places).toEqual([1])
    expect((await find('%')).places).toEqual([1])
    expect((await find('nobody')).total).toBe(0)
  })

  it('leaves out those of deleted contacts until they are restored', async () => {
    const pipeline = await createPipeline('Gone and back')
    const { id, contact } = await createOpportunity(pipeline, { value: 3 })
    const total = async () => {
      const { body } = await request<{ total: number }>('GET', `/opportunities?pipeline=${pipeline.id}`)
      return body.total
    }
    await test.client.contacts.delete(contact)
    expect([await total(), (await request('GET', `/opportunities/${id}`)).status]).toEqual([0, 404])
    await test.client.contacts.restore(contact)
    expect([await total(), (await request('GET', `/opportunities/${id}`)).status]).toEqual([1, 200])
  })
})

describe('the order of opportunities', () => {
  it.each([
    ['', ['ärger', 'Bravo', 'alpha', 'bravo']],
    ['&direction=asc', ['bravo', 'alpha', 'Bravo', 'ärger']],
    ['&sort=name&direction=asc', ['alpha', 'ärger', 'bravo', 'Bravo']],
    ['&sort=value', ['ärger', 'bravo', 'Bravo', 'alpha']],
    ['&sort=stageChangedAt', ['alpha', 'ärger', 'Bravo', 'bravo']],
  ])('is the one asked for, through all pages: %s', async (order, names) => {
    const pipeline = await createPipeline(`Sorted${order}`)
    const made: Opportunity[] = []
    for (const [name, value] of [
      ['bravo', 0.1 + 0.2],
      ['alpha', null],
      ['Bravo', 0],
      ['ärger', 1e12],
    ]) {
      made.push(await createOpportunity(pipeline, { name, value }))
    }
    now = LATER
    await request('PATCH', `/opportunities/${made[1]?.id}`, { stage: 'Proposal' })
    const found: string[] = []
    let after = ''
    do {
      type Page = { data: { name: string }[]; next_cursor: string | null }
      const path = `/opportunities?pipeline=${pipeline.id}&limit=1${order}${after}`
      const { status, body } = await request<Page>('GET', path)
      expect(status).toBe(200)
      found.push(...body.data.map(({ name }) => name))
      after = body.next_cursor ? `&after=${body.next_cursor}` : ''
    } while (after && found.length < 9)
    expect(found).toEqual(names)
  })

  it('takes no cursor of another order', async () => {
    const cursor = Buffer.from(JSON.stringify(['x', '00000000-0000-0000-0000-000000000000'])).toString('base64url')
    for (const sort of ['createdAt', 'value', 'stageChangedAt']) {
      const refused = await request('GET', `/opportunities?sort=${sort}&after=${cursor}`)
      expect([refused.status, pointersOf(refused)]).toEqual([422, ['?after']])
    }
    expect((await request('GET', '/opportunities?sort=owner')).status).toBe(422)
  })

  it('names the contact by name, else by e-mail, and says when nobody is named', async () => {
    const pipeline = await createPipeline('Named')
    const named = await test.client.contacts.create({ email: 'named@example.org', firstName: 'Ada', lastName: 'L' })
    const numbered = await test.client.contacts.create({ externalId: 'only-this' })
    const nameOf = (contact: string) => createOpportunity(pipeline, { contact })
    expect(await nameOf(named.id)).toMatchObject({ contactName: 'Ada L' })
    expect(await nameOf(numbered.id)).toMatchObject({ contactName: null })
  })
})
