import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Campaigning, createCampaigning } from '../support/campaigning.ts'
import { startMailServer } from '../support/mail-server.ts'

let desk: Campaigning
beforeAll(async () => {
  desk = await createCampaigning()
})
beforeEach(async () => {
  await desk.product.product.database.query('delete from suppressions')
})
afterAll(() => desk.drop())

type Imported = {
  rows: number
  added: number
  unchanged: number
  failed: number
  rejects: { line: number; reason: string }[]
}

const BOUNDARY = 'edge'
async function importList(file: Buffer | string, options: object = {}) {
  const part = (head: string, body: Buffer | string) => [
    `--${BOUNDARY}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`,
    body,
    '\r\n',
  ]
  const parts = [
    ...part('name="file"; filename="list.csv"', file),
    ...part('name="options"', JSON.stringify(options)),
    `--${BOUNDARY}--\r\n`,
  ]
  const { status, body } = await desk.product.inject({
    ...{ method: 'POST', url: '/v1/suppressions/import' },
    headers: {
      authorization: `Bearer ${desk.product.first.key}`,
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
    },
    payload: Buffer.concat(parts.map((piece) => Buffer.from(piece))),
  })
  expect(status).toBe(200)
  // why: replies are held against the contract
  return body as Imported
}

const client = () => desk.product.client
const all = async () => (await client().suppressions.list({ limit: 100 })).data

describe('a list of addresses', () => {
  it('is taken row by row, and says by line what was not', async () => {
    const file = [
      'Email Address;Reason;Note;marketing_only',
      'One@Example.org;hard bounce;"No; such user";',
      'two@example.org;spam;;true',
      'three@example.org;;;',
      'not an address;;;',
      ';spam;;',
      'four@example.org;because;;',
      'one@example.org;bounced;again;',
    ].join('\n')
    expect(await importList(file, { dryRun: true })).toMatchObject({ rows: 7, added: 3, unchanged: 1, failed: 3 })
    expect(await all()).toEqual([])
    expect(await importList(file, { note: 'From before' })).toEqual({
      ...{ rows: 7, added: 3, unchanged: 1, failed: 3 },
      rejects: [
        { line: 5, reason: 'This is not an e-mail address.', text: 'not an address;;;' },
        { line: 6, reason: 'There is no address.', text: ';spam;;' },
        { line: 7, reason: expect.stringContaining('"because" is no reason'), text: 'four@example.org;because;;' },
      ],
    })
    expect(await importList(file, { dryRun: true })).toMatchObject({ added: 0, unchanged: 4, failed: 3 })
    expect((await all()).map(({ email, reason, note, marketingOnly }) => [email, reason, note, marketingOnly])).toEqual(
      expect.arrayContaining([
        ['one@example.org', 'bounce', 'No; such user', false],
        ['two@example.org', 'complaint', 'From before', true],
        ['three@example.org', 'manual', 'From before', false],
      ]),
    )
  })

  it('needs no header, changes nothing the second time, and reaches contacts that are there', async () => {
    await desk.people([{ email: 'listed@example.org' }])
    const file = 'x,listed@example.org\ny,zoë@example.org\n'
    expect(await importList(file, { reason: 'unsubscribe' })).toMatchObject({ rows: 2, added: 2, failed: 0 })
    expect(await importList(file, { reason: 'unsubscribe' })).toMatchObject({ added: 0, unchanged: 2 })
    expect(await client().contacts.get('listed@example.org')).toMatchObject({ suppressed: true })
    const filters = { conditions: [{ type: 'suppression', op: 'is', reasons: ['unsubscribe'] }] }
    expect((await desk.product.read('POST', '/v1/segments/preview', { filters })).body).toMatchObject({ count: 1 })
  })

  it('comes back the same from its export, without anything that a spreadsheet would run', async () => {
    await importList(
      'email,reason,note,marketing_only\na@example.org,bounce,"=1+1, ""x""\n",true\nb@example.org,,plain,\n',
    )
    await client().suppressions.create({ email: '+b@example.org' })
    const before = (await all()).map(({ email, reason, note, marketingOnly }) => ({
      email,
      reason,
      note,
      marketingOnly,
    }))
    const { text, headers } = await desk.request('GET', '/suppressions/export')
    expect(headers['content-type']).toContain('text/csv')
    expect(text).toContain(`"'=1+1`)
    expect(text).toContain("'+b@example.org")
    await desk.product.product.database.query('delete from suppressions')
    expect(await importList(text)).toMatchObject({ added: 3, failed: 0 })
    const after = (await all()).map(({ email, reason, note, marketingOnly }) => ({
      email,
      reason,
      note,
      marketingOnly,
    }))
    expect(after).toEqual(expect.arrayContaining(before))
    expect((await desk.request('GET', '/suppressions/export?reason=bounce')).text.split('\r\n')).toHaveLength(3)
  })

  it('may be long: many batches, each row once', async () => {
    const rows = Array.from({ length: 12_000 }, (_, n) => `p${n % 10_000}@example.org`)
    expect(await importList(`email\n${rows.join('\n')}\n`)).toEqual({
      rows: 12_000,
      added: 10_000,
      unchanged: 2_000,
      failed: 0,
      rejects: [],
    })
    expect(await client().suppressions.summary()).toMatchObject({
      addresses: 10_000,
      byReason: { manual: 10_000, bounce: 0 },
    })
  })

  it('is refused when it is no list', async () => {
    const noise = Buffer.from(Array.from({ length: 5_000 }, (_, n) => n % 7))
    const part = `--edge\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n${noise.toString('latin1')}\r\n--edge--\r\n`
    const { status } = await desk.product.inject({
      ...{ method: 'POST', url: '/v1/suppressions/import', payload: part },
      headers: {
        authorization: `Bearer ${desk.product.first.key}`,
        'content-type': 'multipart/form-data; boundary=edge',
      },
    })
    expect(status).toBe(400)
  })
})

describe('an entry', () => {
  it('is found by a part of its address or note, its reason, its kind and its time', async () => {
    await client().suppressions.create({ email: 'ada@example.org', note: 'Asked by PHONE' })
    await client().suppressions.create({ email: 'bob@example.com', reason: 'complaint', marketingOnly: true })
    const emails = async (query: object) => (await client().suppressions.list(query)).data.map(({ email }) => email)
    expect(await emails({ q: 'Phone' })).toEqual(['ada@example.org'])
    expect(await emails({ q: '.COM' })).toEqual(['bob@example.com'])
    expect(await emails({ reason: 'complaint' })).toEqual(['bob@example.com'])
    expect(await emails({ marketingOnly: false })).toEqual(['ada@example.org'])
    expect(await emails({ until: '2020-01-01T00:00:00Z' })).toEqual([])
    expect(await emails({ from: '2020-01-01T00:00:00Z' })).toHaveLength(2)
  })

  it('says who made it; is changed; and its going is kept with the reason', async () => {
    const { id, createdByName } = await client().suppressions.create({ email: 'c@example.org', reason: 'complaint' })
    expect(createdByName).toBe('Test')
    expect(await client().suppressions.update(id, { marketingOnly: true, note: 'Only news' })).toMatchObject({
      ...{ marketingOnly: true, note: 'Only news', reason: 'complaint' },
    })
    expect(await client().suppressions.update(id, { note: null })).toMatchObject({ marketingOnly: true, note: null })
    await client().suppressions.delete(id, { reason: 'They wrote to us' })
    const [gone, ...earlier] = (await client().audit.list({ target: id })).data
    expect(gone).toMatchObject({
      change: 'deleted',
      name: 'c@example.org',
      before: { removalReason: 'They wrote to us' },
    })
    expect(earlier.map(({ change }) => change)).toEqual(['updated', 'updated', 'created'])
    expect((await desk.request('PATCH', `/suppressions/${id}`, { note: 'x' })).status).toBe(404)
  })

  it('goes together with others, each with the reason in the log, and those of nobody else', async () => {
    const made = await Promise.all(
      ['d', 'e'].map((name) => client().suppressions.create({ email: `${name}@example.org` })),
    )
    const ids = made.map(({ id }) => id)
    const theirs = desk.product.clientFor(desk.product.second.key)
    expect(await theirs.suppressions.remove({ ids })).toEqual({ removed: 0 })
    expect(await client().suppressions.remove({ ids: [...ids, 'sup_nothing'], reason: 'Mended' })).toEqual({
      removed: 2,
    })
    expect(await client().suppressions.remove({ ids })).toEqual({ removed: 0 })
    const { data } = await client().audit.list({ target: ids[1] })
    expect(data[0]).toMatchObject({ change: 'deleted', before: { removalReason: 'Mended' } })
    expect(await all()).toEqual([])
  })

  it('of a bounce names the message that led to it', async () => {
    const server = await startMailServer(() => ({ at: 'rcpt', code: 550, text: '5.1.1 No such user' }))
    desk.product.product.config.smtpUrl = server.url
    try {
      const tag = await desk.people([{ email: 'gone@example.net' }])
      const campaign = await desk.draft({ include: { tags: [tag] } })
      await desk.sendAll(campaign)
      const [entry] = await all()
      const [delivery] = (await client().campaigns.deliveries(campaign, {})).data
      expect(entry).toMatchObject({
        ...{ email: 'gone@example.net', reason: 'bounce', note: expect.stringContaining('5.1.1') },
        source: { campaign, campaignName: 'News', delivery: delivery?.id },
      })
    } finally {
      await server.close()
      desk.product.product.config.smtpUrl = null
    }
  })
})
