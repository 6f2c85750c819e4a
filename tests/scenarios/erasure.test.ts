import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseId } from '@rollcall/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toFormTicket } from '../../packages/server/src/actions/forms/form-ticket.ts'
import { createProduct, type TestProduct } from '../support/create-product.ts'
import { findBytes } from '../support/find-bytes.ts'
import { importCsv, upload } from '../support/import-csv.ts'
import { until } from '../support/until.ts'

// In everything that is known of them, so that one search finds what is left.
const NAME = 'qzxvadalovelace'
const EMAIL = `${NAME}@example.net`
const VISITED = { conditions: [{ type: 'event', op: 'did', name: 'visited' }] }
const everyone = { match: 'all', conditions: [] }

let test: TestProduct
beforeAll(async () => {
  test = await createProduct({ work: true, checkpoints: true })
})
afterAll(async () => {
  await test.drop()
})

const find = () =>
  findBytes(NAME, { database: test.product.database, dir: test.product.config.dataDir }).then((places) =>
    places.toSorted(),
  )

/** Somebody of whom everything is known that can be. */
async function liveALife() {
  const { client } = test
  await client.fields.create({ key: 'nickname', type: 'text' })
  await client.topics.create({ name: 'News', default: 'opt_in' })
  await client.pipelines.create({ name: 'Sales', stages: ['New', 'Won'] })
  const head = 'email,externalId,firstName,fields.nickname,phone'
  const row = `${EMAIL},ext-${NAME},${NAME},${NAME},+4930901820`
  await importCsv(test, `${head}\n${row}\nother@example.net,o,Other,o,\n`, {
    columnMap: { 'fields.nickname': 'fields.nickname' },
  })
  await importCsv(test, `email,firstName\n${EMAIL},Ms ${NAME}\n"broken ${EMAIL}",x\n`)
  await importCsv(test, `email,firstName\n${EMAIL},Dry ${NAME}\nnew@example.net,N\n`, { dryRun: true })
  const contact = await client.contacts.update(EMAIL, {
    ...{ company: NAME, tags: ['vip', 'old'], channels: { telegram: `@${NAME}` }, consent: { sms: 'opted_in' } },
    proof: { source: `form of ${NAME}`, wording: 'Yes', at: '2026-03-01T09:30:00Z', ip: '192.0.2.1' },
  })
  await client.contacts.removeTags(EMAIL, { tags: ['old'] })
  await client.contacts.create({ email: `second.${NAME}@example.net`, firstName: NAME })
  await client.contacts.merge(EMAIL, { from: `second.${NAME}@example.net` })
  await client.topics.subscribe('News', {
    contact: EMAIL,
    proof: { source: NAME, wording: 'w', at: '2026-03-01T09:30:00Z' },
  })
  await client.contacts.update(EMAIL, { funnel: 'customer' })
  const deal = { contact: EMAIL, name: `Deal of ${NAME}`, pipeline: 'Sales', stage: 'New' }
  await client.opportunities.create(deal)
  await client.events.create({
    events: [{ contact: EMAIL, name: 'visited', at: new Date().toISOString(), properties: { as: NAME } }],
  })
  const { id: job } = await client.contacts.bulk({
    action: 'add_tags',
    contacts: [EMAIL, 'other@example.net'],
    tags: ['bulk', 'soon gone'],
  })
  await until(
    () => client.jobs.get(job),
    ({ status }) => status === 'completed',
  )
  await client.tags.delete('soon gone')
  await sendTo()
  await fillInForm()
  const { id: exported } = await client.exports.create({ format: 'csv', filters: everyone })
  await until(
    () => client.exports.get(exported),
    ({ status }) => status === 'completed',
  )
  const { id: entry } = await client.suppressions.create({ email: EMAIL, note: `Asked by ${EMAIL}` })
  await client.suppressions.delete(entry, { reason: 'asked' })
  await client.suppressions.create({ email: EMAIL, reason: 'complaint' })
  await client.suppressions.create({ email: 'else@example.net', note: `Same as ${EMAIL}.` })
  await mkdir(join(test.product.config.dataDir, 'index'), { recursive: true })
  await reportOf(EMAIL)
  return contact
}

/** A mail about a message that is not in the ledger yet: it waits, and names them behind an encoding. */
async function reportOf(email: string) {
  const { body } = await test.read<{ mailUrl: string }>('GET', '/v1/providers/migma')
  const status = Buffer.from(
    `Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; ${email}\r\nAction: failed\r\nStatus: 5.1.1\r\n`,
  )
  const lines = [
    ...['From: MAILER-DAEMON@mx.example.net', 'Message-ID: <1@mx.example.net>', 'MIME-Version: 1.0'],
    ...['Content-Type: multipart/report; report-type=delivery-status; boundary="B"', '', '--B'],
    ...['Content-Type: message/delivery-status', 'Content-Transfer-Encoding: base64', ''],
    ...[status.toString('base64'), '--B--', ''],
  ]
  const { status: answer } = await test.inject({
    method: 'POST',
    url: new URL(body.mailUrl).pathname,
    headers: { 'content-type': 'message/rfc822' },
    payload: lines.join('\r\n'),
  })
  expect(answer).toBe(202)
}

/** Asks to subscribe, and does not confirm. */
async function fillInForm() {
  const { client, product } = test
  await client.project.update({ fromEmail: 'news@example.org' })
  const { id } = await client.forms.create({ name: 'Sign up', title: 'Sign up' })
  const ticket = toFormTicket(product.config.secretKey, parseId('form', id) ?? '', new Date(Date.now() - 5_000))
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const payload = new URLSearchParams({ email: EMAIL, ticket }).toString()
  expect((await test.inject({ method: 'POST', url: `/forms/${id}`, headers, payload })).status).toBe(200)
}

async function sendTo() {
  const { client } = test
  const { id } = await client.campaigns.create({
    ...{ name: 'Letter', subject: 'Hi {{ contact.firstName }}', from: 'news@example.org' },
    html: '<p>{{ contact.email }} <a href="https://example.org">Shop</a> <a href="{{ unsubscribe_url }}">Bye</a></p>',
    audience: { include: { everyone: true } },
  })
  await client.campaigns.launch(id)
  await until(
    () => client.campaigns.get(id),
    ({ status }) => status === 'sent',
  )
  const { data } = await client.campaigns.deliveries(id, { q: NAME })
  expect(data).toMatchObject([{ state: 'sent', email: EMAIL }])
  await client.events.create({ events: [{ contact: EMAIL, name: 'email.opened', campaign: id }] })
}

describe('a person', () => {
  it('is told everything that is known of them', async () => {
    const { id } = await liveALife()
    const { body } = await test.read('POST', '/v1/segments/preview', { filters: VISITED })
    expect(body).toMatchObject({ count: 1 })
    const known = await test.client.contacts.accessExport(EMAIL)
    const sizes = Object.entries(known).map(([name, entries]) => [name, entries.length])
    expect(sizes.filter(([, size]) => size === 0).map(([name]) => name)).toEqual([
      'addressesThatBounced',
      'staticSegments',
      'segmentHistory',
      'trackingRequests',
      'segments',
    ])
    expect(known.contacts).toMatchObject([
      { id, email: EMAIL, fields: { nickname: NAME }, deletedAt: null },
      { email: `second.${EMAIL}` },
    ])
    expect(known.consentHistory).toContainEqual(
      expect.objectContaining({ channel: 'sms', proof: expect.objectContaining({ source: `form of ${NAME}` }) }),
    )
    expect(known.topicHistory).toMatchObject([{ topic: 'News', subscribed: true, proof: { source: NAME } }])
    expect(known.messages).toMatchObject([
      { campaign: 'Letter', subject: 'Hi {{ contact.firstName }}', to: EMAIL, state: 'sent' },
    ])
    expect(known.events.map(({ name }) => name)).toEqual(expect.arrayContaining(['visited', 'email.opened']))
    expect(await test.client.contacts.accessExport(id)).toMatchObject({ contacts: known.contacts })
  })

  it('is found in every place that could remember them, before they are erased', async () => {
    expect(await find()).toEqual(
      expect.arrayContaining([
        ...[
          'audit_log',
          'caught_messages',
          'consent_log',
          'contact_channels',
          'contact_merges',
          'contacts',
          'deliveries',
        ],
        ...['import_rejects', 'imports', 'job_results', 'jobs', 'opportunities', 'opportunity_log'],
        ...['provider_reports', 'sign_ups', 'suppressions', 'topic_log', 'undo_steps'],
        ...[expect.stringMatching(/^events_/), expect.stringMatching(/^exports\/exp_/)],
        expect.stringMatching(/^imports\/imp_/),
      ]),
    )
  })

  it('is nowhere any more once they are erased: not in a dump, not in the data directory', async () => {
    const { dataDir } = test.product.config
    await writeFile(join(dataDir, 'index', `project-${test.first.id}`), NAME)
    const { receipt, ...erased } = await test.client.contacts.erase(EMAIL)
    expect(erased).toEqual({ erasedAt: expect.any(String), contacts: 2, addresses: 2, mentions: [] })
    expect((await test.client.audit.list({ target: receipt })).data).toMatchObject([
      {
        call: 'contacts.erase',
        kind: 'erasure',
        name: 'a person',
        actorName: 'Test',
        before: { contacts: 2, addresses: 2 },
      },
    ])
    expect(await find()).toEqual([])
    const outcomes = await test.product.database.query('select outcome, body from provider_reports')
    expect(outcomes).toEqual([{ outcome: 'erased', body: null }])
  })

  it('has the tables vacuumed soon afterwards', async () => {
    const vacuumed = await until(
      () => test.product.database.query(`select relname from pg_stat_user_tables where vacuum_count > 0`),
      (tables) => tables.some(({ relname }) => relname === 'exports'),
    )
    expect(vacuumed).toEqual(expect.arrayContaining([{ relname: 'contacts' }, { relname: 'consent_log' }]))
  })

  it('leaves the counts as they were, and lines that name nobody', async () => {
    const [campaign] = (await test.client.campaigns.list({})).data
    expect(await test.client.campaigns.results(campaign?.id ?? '')).toMatchObject({ sent: 2 })
    const { data } = await test.client.campaigns.deliveries(campaign?.id ?? '', {})
    expect(data.filter(({ contact }) => contact === null)).toMatchObject([{ email: null, state: 'sent' }])
    const { body } = await test.read('POST', '/v1/segments/preview', { filters: VISITED })
    expect(body).toMatchObject({ count: 0 })
    const summary = await test.client.suppressions.summary()
    expect(summary).toMatchObject({ erasedPeople: 2, byReason: { complaint: 0, manual: 1 } })
    const [other] = (await test.client.suppressions.list({ q: 'else' })).data
    expect(other?.note).toMatch(/^Same as erased/)
  })

  it('is on the suppression list again as soon as somebody brings their address in', async () => {
    await test.client.contacts.create({ email: EMAIL.toUpperCase() })
    await importCsv(test, `email\nSecond.${EMAIL}\nfresh@example.net\n`)
    await test.client.contacts.update('fresh@example.net', { firstName: 'Fresh' })
    const { data } = await test.client.contacts.search({ q: 'example.net', filters: everyone, limit: 100 })
    expect(data.map(({ email, suppressed }) => [email?.toLowerCase(), suppressed]).toSorted()).toEqual([
      ['fresh@example.net', false],
      ['other@example.net', false],
      [EMAIL, true],
      [`second.${EMAIL}`, true],
    ])
    const entries = (await test.client.suppressions.list({ reason: 'erased' })).data
    expect(entries.map(({ email }) => email).toSorted()).toEqual([EMAIL, `second.${EMAIL}`])
    const audience = { include: { everyone: true as const } }
    const content = { name: 'T', subject: 's', from: 'a@example.org', html: '<p>Hi</p>', audience }
    const { id } = await test.client.campaigns.create(content)
    await test.client.contacts.delete(EMAIL)
    const { status, text } = await test.request('POST', `/v1/campaigns/${id}/test`, { to: [EMAIL] })
    expect([status, text]).toEqual([422, expect.stringContaining('suppression list (erased)')])
  })

  it('of another project is not concerned, and who came back of their own will is free again', async () => {
    const theirs = test.clientFor(test.second.key)
    expect(await theirs.contacts.create({ email: EMAIL })).toMatchObject({ suppressed: false })
    const [entry] = (await test.client.suppressions.list({ email: `second.${EMAIL}` })).data
    await test.client.suppressions.delete(entry?.id ?? '')
    await test.client.contacts.erase('fresh@example.net')
    await test.client.contacts.delete(`second.${EMAIL}`)
    expect(await test.client.contacts.create({ email: `second.${EMAIL}` })).toMatchObject({ suppressed: false })
    expect(await test.client.contacts.create({ email: 'fresh@example.net' })).toMatchObject({ suppressed: true })
  })

  it('may still be named by what people wrote, which is told', async () => {
    await test.client.contacts.create({ email: 'named@example.net' })
    const note = 'Like renamed@example.net, NAMED@example.net and named@example.network'
    await test.client.suppressions.create({ email: 'noted@example.net', note })
    const filters = { conditions: [{ type: 'field', field: 'email', op: 'is', values: ['Named@example.net'] }] }
    await test.client.segments.create({ name: 'Just them', kind: 'dynamic', filters })
    expect((await test.client.contacts.erase('named@example.net')).mentions).toMatchObject([
      { kind: 'segment', name: 'Just them' },
    ])
    const [noted] = (await test.client.suppressions.list({ q: 'noted' })).data
    expect(noted?.note).toBe('Like renamed@example.net, erased and named@example.network')
  })

  it('can be erased when only their address is on the list, and is not found otherwise', async () => {
    await test.client.suppressions.create({ email: 'nobody@example.net' })
    expect(await test.client.contacts.erase('nobody@example.net')).toMatchObject({ contacts: 0, addresses: 1 })
    expect((await test.request('POST', '/v1/contacts/nobody@example.net/erase')).status).toBe(404)
    const theirs = { key: test.second.key }
    expect((await test.request('POST', '/v1/contacts/other@example.net/erase', undefined, theirs)).status).toBe(404)
    expect((await test.request('GET', '/v1/contacts/other@example.net/access-export', undefined, theirs)).status).toBe(
      404,
    )
  })
})

it('what was tried or exported before is gone for everybody, and can be made anew', async () => {
  const { body } = await upload(test, 'email\nx@example.net\n', { dryRun: true })
  // why: replies are held against the contract
  const { id } = body as { id: string }
  await until(
    () => test.client.imports.get(id),
    ({ status }) => status === 'completed',
  )
  await test.client.contacts.erase('other@example.net')
  expect(await test.client.imports.get(id)).toMatchObject({ fileKept: false })
  expect((await test.client.exports.list({})).data).toEqual([])
})
