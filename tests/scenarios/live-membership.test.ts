import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createProduct, type TestProduct } from '../support/create-product.ts'
import { readHistory, readLog, readMembers } from '../support/live-log.ts'
import { until } from '../support/until.ts'

let test: TestProduct
let now = new Date('2026-03-01T09:00:00.400Z')
beforeAll(async () => {
  test = await createProduct({ now: () => now })
  await test.request('POST', '/v1/fields', { key: 'score', name: 'Score', type: 'number' })
  await test.request('PATCH', '/v1/project', { timezone: 'Europe/Berlin' })
  for (const email of ['ada@example.org', 'ben@example.org', 'cyn@example.org', 'dan@example.org']) {
    await test.request('POST', '/v1/contacts', { email })
  }
})
afterAll(async () => {
  await test.drop()
  expect(test.errors).toEqual([])
})

const tagged = (...tags: string[]) => ({ conditions: [{ type: 'tag', op: 'has_any', tags }] })
const inSegment = (segment: string, since?: object) => ({
  conditions: [{ type: 'segment', op: 'in', segment, ...(since && { since }) }],
})

// Each after the one before was evaluated: what happens between two evaluations leaves no entries of its own.
const addTag = (email: string, tag: string) => test.read('POST', `/v1/contacts/${email}/tags`, { tags: [tag] })
const removeTag = (email: string, tag: string) => test.read('DELETE', `/v1/contacts/${email}/tags`, { tags: [tag] })

async function create(name: string, body: object): Promise<string> {
  for (const tag of ['VIP', 'beta', 'gold', 'seen', 'nobody']) await test.request('POST', '/v1/tags', { name: tag })
  const { status, body: segment } = await test.request<{ id: string }>('POST', '/v1/segments', { name, ...body })
  expect([status, segment]).toEqual([201, expect.anything()])
  return segment.id
}

/** `+ada change`, oldest first. */
const log = async (segment: string) => (await readLog(test, segment)).map(({ text }) => text)

describe('a dynamic segment', () => {
  it('writes down who comes and who leaves, why, and by whom', async () => {
    const id = await create('VIPs', { filters: tagged('VIP') })
    await addTag('ada@example.org', 'VIP')
    await addTag('dan@example.org', 'VIP')
    await removeTag('ada@example.org', 'VIP')
    await test.read('DELETE', '/v1/contacts/dan@example.org')
    expect(await log(id)).toEqual(['+ rule', '+ada change', '+ change', '-ada change', '- deleted'])
    const entries = await readLog(test, id)
    expect(entries.map(({ entry }) => entry.by)).toEqual(Array(5).fill(expect.stringMatching(/^key:key_/)))
  })

  it('of another segment follows it in the same evaluation', async () => {
    const inner = await create('Inner', { filters: tagged('gold') })
    const outer = await create('Outer', { filters: inSegment(inner) })
    await addTag('cyn@example.org', 'gold')
    const [[, ofInner], [, ofOuter]] = [await readLog(test, inner), await readLog(test, outer)]
    expect([ofInner.text, ofOuter.text, ofOuter.entry.at]).toEqual(['+cyn change', '+cyn change', ofInner.entry.at])
    await test.request('PATCH', `/v1/segments/${inner}`, { filters: tagged('beta') })
    expect([await log(inner), await log(outer)]).toEqual([
      ['+ rule', '+cyn change', '-cyn rule'],
      ['+ rule', '+cyn change', '-cyn definition'],
    ])
  })

  it('lets go of people as time passes', async () => {
    const id = await create('Bought lately', {
      filters: { conditions: [{ type: 'event', name: 'order', op: 'did', window: { last: '7d' } }] },
    })
    const at = new Date(now.getTime() - 6 * 86_400_000).toISOString()
    await test.request('POST', '/v1/events', { events: [{ contact: 'ada@example.org', name: 'order', at }] })
    expect(await log(id)).toEqual(['+ rule', '+ada change'])
    now = new Date(now.getTime() + 86_400_000 - 1_000)
    await test.read('GET', '/v1/segments')
    expect(await log(id)).toEqual(['+ rule', '+ada change'])
    now = new Date(now.getTime() + 2_000)
    expect(
      await until(
        () => log(id),
        ({ length }) => length > 2,
      ),
    ).toEqual(['+ rule', '+ada change', '-ada time'])
  })

  it('says who would come, leave and stay before its rule is saved', async () => {
    const id = await create('Preview', { filters: tagged('VIP') })
    await addTag('ben@example.org', 'VIP')
    await addTag('ada@example.org', 'beta')
    const change = await test.read('POST', `/v1/segments/${id}/preview-change`, { filters: tagged('beta') })
    expect(change.body).toMatchObject({
      entering: 1,
      leaving: 1,
      staying: 0,
      samples: { entering: [{ email: 'ada@example.org' }], leaving: [{ email: 'ben@example.org' }] },
    })
    const refused = await test.request('POST', `/v1/segments/${id}/preview-change`, { filters: inSegment(id) })
    expect(refused.status).toBe(422)
  })

  it('can be asked since when people are in it', async () => {
    const id = await create('Gold', { filters: tagged('gold') })
    const steady = await create('Gold for a day', { filters: inSegment(id, { before: '1d' }) })
    await addTag('ada@example.org', 'gold')
    const count = async () =>
      (await test.read<{ count: number }>('POST', '/v1/segments/preview', { filters: inSegment(id, { before: '1d' }) }))
        .body.count
    expect([await count(), await readMembers(test, steady)]).toEqual([0, []])
    now = new Date(now.getTime() + 86_400_000)
    // cyn has gold since before the rule was saved, and so since then.
    const members = await until(
      () => readMembers(test, steady),
      ({ length }) => length === 2,
    )
    expect([await count(), members]).toEqual([2, ['ada@example.org', 'cyn@example.org']])
    await removeTag('ada@example.org', 'gold')
    await addTag('ada@example.org', 'gold')
    expect([await count(), await log(steady)]).toEqual([1, ['+ rule', '+2 time', '-ada change']])
  })

  it('does not let anybody go when the tag that it asks for is merged into another', async () => {
    const [ada, ben, cyn] = ['ada@example.org', 'ben@example.org', 'cyn@example.org']
    for (const [tag, people] of Object.entries({ old: [ada, ben], new: [ben, cyn] })) {
      for (const person of people) await addTag(person, tag)
    }
    const id = await create('Old', { filters: tagged('old') })
    const steady = await create('Old for a day', { filters: inSegment(id, { before: '1d' }) })
    const without = await create('Not old', {
      filters: { conditions: [{ type: 'tag', op: 'has_none', tags: ['old'] }] },
    })
    const ofNew = await create('New', { filters: tagged('new') })
    expect(await readMembers(test, id)).toEqual([ada, ben])
    now = new Date(now.getTime() + 86_400_000)
    await until(
      () => readMembers(test, steady),
      ({ length }) => length === 2,
    )
    await test.read('POST', '/v1/tags/old/merge', { into: 'new' })
    expect(await readMembers(test, id)).toEqual([ada, ben, cyn])
    expect(await log(id)).toEqual(['+2 rule', '+cyn definition'])
    expect([await readMembers(test, steady), await log(steady)]).toEqual([
      [ada, ben],
      ['+ rule', '+2 time'],
    ])
    expect((await log(without)).slice(1)).toEqual(['-cyn definition'])
    expect((await log(ofNew)).slice(1)).toEqual(['+ada change'])
    // Both rules go on being kept live.
    await removeTag(ada, 'new')
    expect([(await log(id)).at(-1), (await log(steady)).at(-1), (await log(without)).at(-1)]).toEqual([
      '-ada change',
      '-ada change',
      '+ada change',
    ])
  })

  it('goes on when a field that it asked about is deleted, or comes back as another', async () => {
    const define = (type: string) => test.request('POST', '/v1/fields', { key: 'size', name: 'Size', type })
    const sized = (type: string, values: unknown[]) => ({
      conditions: [{ type: 'field', field: 'size', op: type === 'number' ? 'gt' : 'is', values }],
    })
    await define('number')
    const id = await create('Sized', { filters: sized('number', [10]) })
    await test.read('PATCH', '/v1/contacts/ada@example.org', { fields: { size: 12 } })
    await test.request('PATCH', `/v1/segments/${id}`, { filters: tagged('nobody') })
    expect((await test.request('DELETE', '/v1/fields/size')).status).toBe(204)
    await define('text')
    await test.request('PATCH', `/v1/segments/${id}`, { filters: sized('text', ['XL']) })
    await test.read('PATCH', '/v1/contacts/ben@example.org', { fields: { size: 'XL' } })
    expect(await log(id)).toEqual(['+ rule', '+ada change', '-ada rule', '+ rule', '+ben change'])
  })

  it('leaves nothing behind when it is deleted', async () => {
    const id = await create('Gone', { filters: {} })
    await log(id)
    await test.request('DELETE', `/v1/segments/${id}`)
    await until(
      () =>
        test.product.database.query(
          'select 1 from segment_memberships m where not exists (select from segments s where s.id = m.segment_id)',
        ),
      ({ length }) => length === 0,
    )
    const [{ left }] = await test.product.database.query<{ left: number }>(
      `select (select count(*) from segment_transitions t where not exists (select from segments s where s.id = t.segment_id))
        + (select count(*) from segment_sizes t where not exists (select from segments s where s.id = t.segment_id)) as left`,
    )
    expect(left).toBe(0)
  })
})

describe('a static segment', () => {
  it('has a history, too', async () => {
    const id = await create('Board', { kind: 'static', contacts: ['ada@example.org'] })
    await test.read('POST', `/v1/segments/${id}/contacts`, { contacts: ['ben@example.org'] })
    await test.read('DELETE', `/v1/segments/${id}/contacts`, { contacts: ['ada@example.org'] })
    expect(await log(id)).toEqual(['+ada change', '+ben change', '-ada change'])
  })
})

describe('the history of sizes', () => {
  it('has a point for every hour, also for those in which nothing happened', async () => {
    const id = await create('By the hour', { filters: tagged('beta') })
    now = new Date(now.getTime() + 2 * 3_600_000)
    await addTag('ben@example.org', 'beta')
    const { data, recordedSince } = await readHistory(test, id, '?unit=hour')
    expect(data.map(({ size, entered, left }) => [size, entered, left])).toEqual([
      [1, 1, 0],
      [1, 0, 0],
      [2, 1, 0],
    ])
    expect(data[0].at).toBe(recordedSince)
  })

  it('has days of the project’s zone', async () => {
    const id = await create('By the day', { filters: tagged('beta') })
    const { data, timezone } = await readHistory(test, id, '?unit=day')
    expect([timezone, data.length, data[0].at.slice(11)]).toEqual(['Europe/Berlin', 1, '23:00:00.000Z'])
  })

  it('is refused by the hour for many years at once, and backwards', async () => {
    const id = await create('Too long', { filters: {} })
    const ask = (query: string) => test.request('GET', `/v1/segments/${id}/history${query}`)
    expect((await ask('?unit=hour&from=2001-01-01T00:00:00Z')).status).toBe(422)
    expect((await ask('?from=2027-01-01T00:00:00Z&to=2026-01-01T00:00:00Z')).status).toBe(422)
  })
})

describe('a contact', () => {
  it('shows the segments that it is in, since when and why, and those it left', async () => {
    const id = await create('Seen from a contact', { filters: tagged('seen') })
    await addTag('cyn@example.org', 'seen')
    type Reply = { data: Membership[]; left: Membership[] }
    type Timeline = { data: object[] }
    const countChanged = ({ data }: Timeline) =>
      data.map((entry) => JSON.stringify(entry)).filter((text) => /Seen from a contact.*"ruleChanged":true/.test(text))
        .length
    type Membership = { segment: { id: string; name: string }; cause: string; since?: string; at?: string }
    const segments = async () => {
      const { body } = await test.read<Reply>('GET', '/v1/contacts/cyn@example.org/segments')
      const find = (list: Membership[]) => list.filter(({ segment }) => segment.id === id)
      return [find(body.data), find(body.left)]
    }
    expect(await segments()).toEqual([[expect.objectContaining({ cause: 'change', since: now.toISOString() })], []])
    await removeTag('cyn@example.org', 'seen')
    expect(await segments()).toEqual([[], [expect.objectContaining({ cause: 'change', at: now.toISOString() })]])
    const timeline = await test.read<Timeline>('GET', '/v1/contacts/cyn@example.org/timeline?limit=100')
    expect(timeline.text).toContain('Entered the segment \\"Seen from a contact\\"')
    expect(timeline.text).toContain('Left the segment \\"Seen from a contact\\"')
    // Whoever reads why is told that today's rule is another one.
    expect(countChanged(timeline.body)).toBe(0)
    await test.request('PATCH', `/v1/segments/${id}`, {
      filters: { conditions: [{ type: 'tag', op: 'has_none', tags: ['seen'] }] },
    })
    const later = await test.read<Timeline>('GET', '/v1/contacts/cyn@example.org/timeline?limit=100')
    expect(countChanged(later.body)).toBe(2)
  })
})
