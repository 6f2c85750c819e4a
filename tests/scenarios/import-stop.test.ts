import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBulkActions } from '../../packages/server/src/jobs/bulk-actions.ts'
import { runImport } from '../../packages/server/src/jobs/import-run.ts'
import { startImports } from '../../packages/server/src/jobs/import-worker.ts'
import { findOpenImport } from '../../packages/server/src/store/imports.ts'
import { createProduct, type TestProduct } from '../support/create-product.ts'
import { type ImportJob, importCsv, upload, waitForImport } from '../support/import-csv.ts'
import { until } from '../support/until.ts'

// Nothing works by itself here: each test says how far an import comes.
let test: TestProduct
beforeAll(async () => {
  test = await createProduct()
})
afterAll(async () => {
  await test.drop()
  expect(test.errors).toEqual([])
})

const files = () => readdir(join(test.product.config.dataDir, 'imports'))
// why: replies are held against the contract
const start = async (file: string, options: object = {}) => (await upload(test, file, options)).body as ImportJob
const rows = (name: string, count: number) =>
  `email,Seat\n${Array.from({ length: count }, (_, place) => `${name}${place}@stop.example,${place}\n`).join('')}`

/** Writes the first batch of the oldest import, as if the process ended then. */
async function runFirstBatch() {
  const open = await findOpenImport(test.product.database)
  if (!open) throw new Error('There is no import to run.')
  let asked = 0
  await runImport(test.product, open, () => asked++ > 0)
}

async function undo(id: string) {
  const worker = startBulkActions(test.product)
  const job = await test.client.imports.undo(id)
  worker.wake()
  const done = await until(
    () => test.client.jobs.get(job.id),
    ({ finishedAt }) => finishedAt !== null,
  )
  await worker.stop()
  return done
}

describe('an import that somebody stops', () => {
  it('keeps what it did, says so, loses its file, and can be undone', async () => {
    const { id } = await start(rows('half', 4_000), { tags: ['Half'] })
    await runFirstBatch()
    const stopped = await test.client.imports.cancel(id)
    expect(stopped).toMatchObject({
      status: 'cancelled',
      error: expect.stringContaining('stopped before its end'),
      counts: { created: 2_500 },
      made: { fields: ['Seat'], tags: ['Half'] },
      undo: { until: expect.any(String), job: null },
    })
    expect(await files()).toEqual([])
    expect(await findOpenImport(test.product.database)).toBeUndefined()
    expect(await undo(id)).toMatchObject({ status: 'completed', done: 2_500, error: null })
    expect((await test.request('GET', '/v1/contacts/half0@stop.example')).status).toBe(404)
    expect((await test.client.imports.get(id)).made).toEqual({ fields: [], tags: [] })
  })

  it('writes nothing more when it is stopped while a batch is being read', async () => {
    const { id } = await start(rows('read', 6_000))
    const open = await findOpenImport(test.product.database)
    if (!open) throw new Error('There is no import to run.')
    const stopping: Promise<unknown>[] = []
    const running = runImport(test.product, open, () => {
      if (stopping.length === 0) stopping.push(test.client.imports.cancel(id))
      return false
    })
    await running.catch(() => undefined)
    await Promise.all(stopping)
    const { status, counts } = await test.client.imports.get(id)
    expect(status).toBe('cancelled')
    const filters = { conditions: [{ type: 'field', field: 'email', op: 'starts_with', values: ['read'] }] }
    expect((await test.client.segments.preview({ filters })).count).toBe(counts.created)
  })

  it('is refused once it is over', async () => {
    const { id } = await start(rows('once', 1))
    await test.client.imports.cancel(id)
    await expect(test.client.imports.cancel(id)).rejects.toMatchObject({ code: 'wrong_state' })
  })

  it('lets the next one begin, which says meanwhile for whom it waits', async () => {
    const first = await start(rows('first', 1))
    const theirs = test.clientFor(test.second.key)
    const other = await theirs.imports.create({ file: new Blob([rows('theirs', 1)]), fileName: 'secret.csv' })
    const second = await start(rows('second', 1))
    expect((await test.client.imports.get(first.id)).waitingFor).toBeNull()
    expect(second.waitingFor).toEqual({ fileName: 'people.csv' })
    expect(other.waitingFor).toEqual({ fileName: null })
    await test.client.imports.cancel(first.id)
    expect((await test.client.imports.get(second.id)).waitingFor).toEqual({ fileName: null })
    const worker = startImports(test.product)
    worker.wake()
    expect(await waitForImport(test, second.id)).toMatchObject({ status: 'completed', waitingFor: null })
    await worker.stop()
  })
})

describe('undoing an import', () => {
  it('removes the fields and tags that it made, but those that something uses', async () => {
    const worker = startImports(test.product)
    await test.client.contacts.create({ email: 'stays@made.example' })
    const file = 'email,Unused,Kept By Rule,Kept By Person,tags\nnew@made.example,1,2,3,"Unused tag, Used tag"\n'
    const done = await importCsv(test, file)
    await worker.stop()
    expect(done.made.tags).toEqual(['Unused tag', 'Used tag'])
    await test.client.segments.create({
      name: 'By the field',
      filters: { conditions: [{ type: 'field', field: 'kept_by_rule', op: 'is_not_empty' }] },
    })
    await test.client.contacts.update('stays@made.example', { fields: { kept_by_person: 4 }, tags: ['Used tag'] })
    await undo(done.id)
    const { made } = await test.client.imports.get(done.id)
    expect(made).toEqual({ fields: ['Kept By Person', 'Kept By Rule'], tags: ['Used tag'] })
    const keys = (await test.client.fields.list()).data.map(({ key }) => key)
    expect(keys).not.toContain('unused')
    expect(keys).toEqual(expect.arrayContaining(['kept_by_person', 'kept_by_rule']))
    expect((await test.request('GET', '/v1/tags/Unused%20tag')).status).toBe(404)
  })

  it('leaves alone fields and tags that were there before', async () => {
    await test.client.fields.create({ key: 'mine', type: 'number' })
    await test.client.tags.create({ name: 'Mine' })
    const worker = startImports(test.product)
    const done = await importCsv(test, 'email,mine\nmine@made.example,1\n', { tags: ['Mine'] })
    await worker.stop()
    expect(done.made).toEqual({ fields: [], tags: [] })
    await undo(done.id)
    expect(await test.client.fields.get('mine')).toMatchObject({ key: 'mine' })
    expect(await test.client.tags.get('Mine')).toMatchObject({ contactCount: 0 })
  })
})
