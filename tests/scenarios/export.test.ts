import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Body } from '@rollcall/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deleteExportFiles } from '../../packages/server/src/jobs/export-file.ts'
import { keepExports } from '../../packages/server/src/store/exports.ts'
import { createProduct, type TestProduct } from '../support/create-product.ts'
import { importCsv } from '../support/import-csv.ts'
import { until } from '../support/until.ts'

const DAY_MS = 86_400_000

let test: TestProduct
let offsetMs = 0
beforeAll(async () => {
  test = await createProduct({ work: true, now: () => new Date(Date.now() + offsetMs) })
})
afterAll(async () => {
  await test.drop()
  expect(test.errors).toEqual([])
})

async function exported(body: Body<'exports.create'>): Promise<string> {
  const { id } = await test.client.exports.create(body)
  const done = await until(
    () => test.client.exports.get(id),
    ({ status }) => status === 'completed' || status === 'failed',
  )
  expect(done).toMatchObject({ status: 'completed', done: done.total, error: null })
  const file = await test.request('GET', `/v1/exports/${id}/file`)
  expect(file.status).toBe(200)
  return file.text
}

const NASTY = [
  '=1+1',
  "'=1+1",
  "''@x",
  '-2+3',
  '-5',
  '+62812',
  'a "b", c',
  'line\nbreak',
  "O'Hara",
  'Größe',
  '@me',
  ',',
]

describe('an export', () => {
  it('re-imports to the same people', async () => {
    await test.client.fields.create({ key: 'Plan', type: 'text' })
    await test.client.fields.create({ key: 'mobile', type: 'text' })
    await test.client.fields.create({ key: 'score', type: 'number' })
    await test.client.fields.create({ key: 'likes', type: 'list', options: ['a, b', '"c"', 'd'] })
    await test.client.fields.create({ key: 'since', type: 'date' })
    await test.client.fields.create({ key: 'seen', type: 'instant' })
    await test.client.fields.create({ key: 'isNew', type: 'boolean' })
    const scores = [0, -5, 1e21, 1e-7, 0.1, -1.5e300, 12.5, 123456789012345680000]
    const statuses = ['subscribed', 'unsubscribed', 'bounced', 'non-subscribed'] as const
    for (const [n, text] of NASTY.entries()) {
      await test.client.contacts.create({
        ...{ email: `n${n}@export.example`, externalId: `x${n}`, firstName: text, lastName: n % 2 ? 'L' : null },
        ...{ company: text, country: 'ID', language: 'zh-Hant', phone: '+4930901820', status: statuses[n % 4] },
        ...{ funnel: n % 3 ? 'customer' : null, lost: n % 2 === 0, tags: [text, 'VIP', 'Berlin, Mitte'] },
        fields: {
          ...{ Plan: text, mobile: text, score: scores[n % scores.length], likes: n % 2 ? ['a, b', '"c"'] : ['d'] },
          ...{ since: '2024-02-29', seen: '2026-01-01T10:00:00Z', isNew: n % 2 === 1 },
        },
        channels: { whatsapp: '+4930901820', telegram: text },
        consent: { sms: n % 2 ? 'opted_in' : 'opted_out' },
      })
    }
    await test.client.contacts.create({ externalId: 'named', name: 'Only a name' })
    const before = await people()
    const file = await exported({})
    expect(file.startsWith('\ufeffexternalId,email,phone,')).toBe(true)
    await wipe()
    expect((await importCsv(test, Buffer.from(file))).counts).toMatchObject({ created: NASTY.length + 1, failed: 0 })
    expect(await people()).toEqual(before)
    expect(await exported({})).toBe(file)
    expect((await importCsv(test, Buffer.from(file))).counts).toMatchObject({ unchanged: NASTY.length + 1, failed: 0 })
  })

  it('neutralises what a spreadsheet would run', async () => {
    const file = await exported({ contacts: ['x0', 'x2', 'x4'], columns: ['firstName', 'Plan'] })
    expect(file).toBe("\ufefffirstName,Plan\r\n'=1+1,'=1+1\r\n'''@x,'''@x\r\n-5,-5\r\n")
  })

  it('is of a filter, a search, a segment, tags, or names, in the chosen columns', async () => {
    const columns = ['externalId', 'consent.sms', 'fields.score', 'status']
    const lines = async (body: Body<'exports.create'>) =>
      (await exported({ ...body, columns: ['externalId'] })).split('\r\n')
    expect((await exported({ contacts: ['x1'], columns })).split('\r\n')[1]).toBe('x1,opted_in,-5,unsubscribed')
    const filters = { conditions: [{ type: 'status', op: 'is', values: ['bounced'] }] }
    expect(await lines({ filters })).toEqual(['\ufeffexternalId', 'x2', 'x6', 'x10', ''])
    await test.client.segments.create({ name: 'Bounced', filters })
    expect(await lines({ segment: 'Bounced', q: 'n10' })).toEqual(['\ufeffexternalId', 'x10', ''])
    expect(await lines({ tags: ['+62812', 'Größe'] })).toEqual(['\ufeffexternalId', 'x5', 'x9', ''])
    expect(await lines({ filters, except: ['x2'] })).toEqual(['\ufeffexternalId', 'x6', 'x10', ''])
    expect(await lines({ contacts: ['nobody'] })).toEqual(['\ufeffexternalId', ''])
    const view = await test.client.views.create({ name: 'Smart', filters, includedTag: 'Größe' })
    expect(await lines({ view: view.id })).toEqual(['\ufeffexternalId', 'x2', 'x6', 'x9', 'x10', ''])
  })

  it('is JSON Lines as well', async () => {
    const columns = ['id', 'email', 'likes', 'score', 'lost']
    const text = await exported({ contacts: ['x0', 'x1'], format: 'jsonl', columns })
    const rows = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(rows).toEqual([
      { id: expect.stringMatching(/^con_/), email: 'n0@export.example', likes: ['d'], score: 0, lost: true },
      {
        id: expect.stringMatching(/^con_/),
        email: 'n1@export.example',
        likes: ['a, b', '"c"'],
        score: -5,
        lost: false,
      },
    ])
  })

  it('says what it does not know, and is nobody else’s', async () => {
    const refused = async (body: object) => {
      const { status, body: problem } = await test.request<{ errors: { pointer: string }[] }>(
        'POST',
        '/v1/exports',
        body,
      )
      return [status, problem.errors.map(({ pointer }) => pointer)]
    }
    expect(await refused({ columns: ['email', 'nowhere'] })).toEqual([422, ['/columns/1']])
    expect(await refused({ tags: ['VIP', 'no such tag'] })).toEqual([422, ['/tags/1']])
    expect(await refused({ contacts: ['x1'], q: 'a' })).toEqual([422, ['']])
    const { id } = await test.client.exports.create({})
    for (const path of [`/v1/exports/${id}`, `/v1/exports/${id}/file`]) {
      expect((await test.request('GET', path, undefined, { key: test.second.key })).status).toBe(404)
    }
    const list = await test.request<{ data: unknown[] }>('GET', '/v1/exports', undefined, { key: test.second.key })
    expect(list.body.data).toEqual([])
  })

  it('is gone after a day, its file too', async () => {
    const { id } = await test.client.exports.create({})
    await until(
      () => test.client.exports.get(id),
      ({ status }) => status === 'completed',
    )
    offsetMs = DAY_MS + 60_000
    expect((await test.request('GET', `/v1/exports/${id}/file`)).status).toBe(404)
    const { database, config, now } = test.product
    await deleteExportFiles(config.dataDir, await keepExports(database, now()))
    offsetMs = 0
    expect(await readdir(join(config.dataDir, 'exports'))).toEqual([])
  })
})

async function wipe() {
  const { id } = await test.client.contacts.bulk({ action: 'delete', filters: {} })
  await until(
    () => test.client.jobs.get(id),
    ({ status }) => status === 'completed',
  )
  await test.product.database.query('delete from contacts')
}

/** Everyone without what writing again changes. */
async function people() {
  const { data } = await test.client.contacts.list({ limit: 100 })
  return data
    .map(({ id: _, createdAt: __, updatedAt: ___, subscribedAt: ____, unsubscribedAt: _____, ...rest }) => rest)
    .sort((a, b) => String(a.externalId).localeCompare(String(b.externalId)))
}
