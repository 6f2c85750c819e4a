import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compileFilter } from '../../packages/server/src/audience/compile.ts'
import { segmentLowering } from '../../packages/server/src/audience/segment-lowering.ts'
import { type Asked, createAsked, DAY_MS, field, NOW, opened, status, subscribed } from '../support/asking.ts'

let asked: Asked
beforeAll(async () => {
  asked = await createAsked(1500)
})
afterAll(async () => {
  expect(asked.test.errors).toEqual([])
  await asked.test.drop()
})

type Node = {
  pointer: string
  matches: boolean
  sentence: string
  conditions?: Node[]
  evidence?: { of: string; text: string; [key: string]: unknown }[]
}
type Explanation = {
  matches: boolean
  sentence: string
  tree: Node
  nextChange: string | null
  segments: { id: string; name: string; matches: boolean; tree: Node }[]
}
const person = (place: number) => asked.emails[place] ?? ''
const explain = (body: object) => asked.ask<Explanation>('explain', body)

/** One rule for everything that rules can ask about. */
const RULES: object[] = [
  {},
  subscribed,
  { match: 'none', conditions: [status('subscribed'), field('country', 'is', 'ID')] },
  { match: 'any', conditions: [field('country', 'is', 'US', 'DE'), field('language', 'is', 'en')] },
  { conditions: [field('name', 'contains', 'a'), field('email', 'ends_with', '.example')] },
  { conditions: [{ type: 'field', field: 'createdAt', op: 'within', window: { last: '1y' } }] },
  { conditions: [opened('did', { last: '20d' })] },
  { conditions: [opened('did_not', { last: '20d' }), field('lastOpenedAt', 'is_not_empty')] },
  { conditions: [{ type: 'engagement', event: 'clicked', op: 'did', link: { op: 'contains', value: '/pricing/1' } }] },
  {
    conditions: [
      {
        type: 'event',
        name: 'purchase',
        op: 'did',
        where: [{ property: 'sku', op: 'is', values: ['s1', 's2'] }],
        aggregate: { fn: 'sum', property: 'amount', op: 'gt', value: 100 },
        window: { last: '60d' },
      },
    ],
  },
  { conditions: [{ type: 'opportunity', op: 'has', pipeline: 'Sales', value: { op: 'gte', value: 1000 } }] },
  { conditions: [{ type: 'consent', channel: 'sms', op: 'is', values: ['opted_in'] }] },
  { conditions: [{ type: 'topic', topic: 'Newsletter', op: 'subscribed' }] },
  { conditions: [{ type: 'channel', op: 'is', values: ['sms'] }] },
  { conditions: [{ type: 'sample', salt: 'explained', from: 0, to: 40 }] },
  {
    conditions: [
      { type: 'suppression', op: 'is_not' },
      { type: 'validation', op: 'is_not', values: ['invalid'] },
    ],
  },
  { conditions: [{ type: 'segment', op: 'in', segment: 'By hand', since: { last: '30d' } }] },
  { match: 'any', conditions: [{ type: 'segment', op: 'not_in', segment: 'Openers' }, status('bounced')] },
]

describe('explain', () => {
  it('agrees with the index about every rule, at now and at other instants', async () => {
    const { database, index } = asked.test.product
    const projectId = asked.test.first.id
    const rowOf = new Map(
      (
        await database.query<{ email: string; row: number }>(
          'select email, row_no as row from contacts where project_id = $1 and email is not null',
          [projectId],
        )
      ).map(({ email, row }) => [email, row]),
    )
    for (const [at, filters] of RULES.entries()) {
      const now = new Date(NOW.getTime() + [0, -30, 45][at % 3] * DAY_MS)
      const { lowering } = await compileFilter(database, projectId, { filters, now })
      for (let place = at % 3; place < asked.emails.length; place += 7) {
        const contact = person(place)
        const [explained, isMember] = await Promise.all([
          explain({ filters, contact, at: now.toISOString() }),
          index.matches(projectId, lowering, rowOf.get(contact) ?? -1),
        ])
        expect([filters, contact, explained.matches, explained.tree.matches]).toEqual([
          filters,
          contact,
          isMember,
          isMember,
        ])
      }
    }
  })

  it('agrees about the saved segments, static ones too', async () => {
    const { data } = (await asked.test.read<{ data: { id: string; name: string }[] }>('GET', '/v1/segments?limit=100'))
      .body
    const { database, index } = asked.test.product
    for (const [place, { id, name }] of data.entries()) {
      const contact = person(place * 3)
      const { body } = await asked.test.read<Explanation>('GET', `/v1/segments/${id}/explain?contact=${contact}`)
      const lowering = await segmentLowering(database, asked.test.first.id, { segment: id, now: NOW })
      const isIt = { conditions: [field('email', 'is', contact)] }
      const { lowering: one } = await compileFilter(database, asked.test.first.id, { filters: isIt, now: NOW })
      const count = await index.count(asked.test.first.id, { is: 'all', of: [lowering, one] })
      expect([name, body.matches]).toEqual([name, count === 1])
    }
  })

  it('shows at each leaf what decided it, in words and as stored', async () => {
    const contact = person(4)
    await asked.test.request('PATCH', `/v1/contacts/${contact}`, { firstName: 'Zoë Ada', tags: ['Checked'] })
    const filters = {
      conditions: [
        field('firstName', 'contains', 'ZOË'),
        { match: 'any', conditions: [field('company', 'is', 'nobody’s'), opened('did', { last: '30d' })] },
        { type: 'tag', op: 'has_none', tags: ['Checked'] },
        { type: 'segment', op: 'in', segment: 'Openers' },
      ],
    }
    const { matches, tree, segments, sentence } = await explain({ filters, contact })
    expect(matches).toBe(false)
    expect(sentence).toMatch(/^First name contains/)
    expect(tree.conditions?.map((node) => [node.pointer, node.matches])).toEqual([
      ['/filters/conditions/0', true],
      ['/filters/conditions/1', true],
      ['/filters/conditions/2', false],
      ['/filters/conditions/3', true],
    ])
    const [name, either, tag, nested] = tree.conditions ?? []
    expect(name?.evidence).toEqual([
      { of: 'field', field: 'firstName', value: 'Zoë Ada', text: 'First name is "Zoë Ada"' },
    ])
    expect(either?.conditions?.map((node) => node.pointer)).toEqual([
      '/filters/conditions/1/conditions/0',
      '/filters/conditions/1/conditions/1',
    ])
    expect(either?.conditions?.[1]?.evidence).toMatchObject([
      { of: 'events', event: 'message:opened', count: 1, latest: [{ at: '2026-11-16T09:30:00Z', channel: 'email' }] },
    ])
    expect(tag?.evidence).toMatchObject([{ of: 'set', isIn: true }])
    expect(tag?.evidence?.[0]?.text).toMatch(/^has the tag "Checked", since 20/)
    expect(nested?.evidence).toEqual([
      { of: 'segment', segment: segments[0]?.id, isIn: true, text: 'is in the segment "Openers"' },
    ])
    expect(segments).toMatchObject([{ name: 'Openers', matches: true, tree: { conditions: [{ matches: true }] } }])
    expect(JSON.stringify(tree)).not.toContain('undefined')
  })

  it('shows the events that do not count where none does, and calls values as rules do', async () => {
    const contact = person(3)
    await asked.test.request('PATCH', `/v1/contacts/${contact}`, { funnel: 'loyal_customer', country: 'ID' })
    const funnel = { type: 'funnel', op: 'is', values: ['aware'] }
    const filters = { conditions: [opened('did', { before: '1y' }), funnel, field('country', 'is', 'DE')] }
    const { tree } = await explain({ filters, contact })
    const [never, stage, country] = (tree.conditions ?? []).map(({ evidence }) => evidence?.[0])
    expect(never).toMatchObject({ count: 0, latest: [], others: 1, latestOthers: [{ at: '2026-11-17T09:30:00Z' }] })
    expect(never?.text).toBe('no "opened" that counts; others: 1')
    expect([stage?.text, stage?.value]).toEqual(['Funnel stage is "loyal customer"', 'loyal_customer'])
    expect([country?.text, country?.value]).toEqual(['Country is "Indonesia"', 'ID'])
  })

  it('says to the second when the answer changes by itself', async () => {
    const filters = { conditions: [opened('did', { last: '30d' }), { type: 'segment', op: 'in', segment: 'Openers' }] }
    const { matches, nextChange } = await explain({ filters, contact: person(3) })
    expect([matches, nextChange]).toEqual([true, '2026-12-17T09:30:00Z'])
    const just = new Date(Date.parse(nextChange ?? '') - 1_000).toISOString()
    expect((await explain({ filters, contact: person(3), at: just })).matches).toBe(true)
    expect((await explain({ filters, contact: person(3), at: nextChange ?? '' })).matches).toBe(false)
    expect((await explain({ filters: subscribed, contact: person(3) })).nextChange).toBeNull()
  })
})
