import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestProduct } from '../support/create-product.ts'
import { createImportingProduct, type ImportJob, importCsv } from '../support/import-csv.ts'
import { makeRetailCustomers, retailFilters } from '../support/retail-customers.ts'

/*
 * 64,000 real customers (Hillstrom's e-mail challenge) and the counts that an independent script found, where that data lies
 * beside the repository; elsewhere a made-up list of the same shape, counted here by plain loops.
 */
const DATA = new URL('../../../shared/data/', import.meta.url)
const isReal = existsSync(new URL('hillstrom.csv', DATA))

type Expected = { name: string; filters: object; count: number }

const numbers = ['recency', 'history', 'mens', 'womens', 'newbie', 'visit', 'conversion', 'spend']
const texts = ['history_segment', 'zip_code', 'channel', 'segment']
const options = {
  fieldTypes: {
    ...Object.fromEntries(numbers.map((header) => [header, 'number'])),
    ...Object.fromEntries(texts.map((header) => [header, 'text'])),
    last_purchase_month: 'date',
  },
}

const { file, expected } = isReal ? readReal() : makeUp()
let test: TestProduct
let imported: ImportJob
beforeAll(async () => {
  test = await createImportingProduct()
  imported = await importCsv(test, file, options)
})
afterAll(() => test.drop())

function readReal(): { file: Buffer; expected: Expected[] } {
  const read = (name: string) => readFileSync(new URL(name, DATA))
  return { file: read('hillstrom.csv'), expected: JSON.parse(read('hillstrom-expected.json').toString()) }
}

function makeUp(): { file: Buffer; expected: Expected[] } {
  const { file, customers } = makeRetailCustomers(5_000)
  const expected = retailFilters.map(({ name, filters, matches }) => ({
    ...{ name, filters },
    count: customers.filter(matches).length,
  }))
  return { file, expected }
}

describe(`${isReal ? "Hillstrom's" : 'made-up'} customers`, () => {
  it('are imported completely, all of them subscribed', async () => {
    const everyone = expected[0]?.count
    expect(imported).toMatchObject({ status: 'completed', counts: { total: everyone, created: everyone, failed: 0 } })
    const subscribed = { conditions: [{ type: 'status', op: 'is', values: ['subscribed'] }] }
    const { body } = await test.read('POST', '/v1/segments/preview', { filters: subscribed })
    expect(body).toMatchObject({ count: everyone, reachable: everyone })
  })

  it.each(expected)('are counted: $name', async ({ filters, count }) => {
    const { status, body } = await test.read('POST', '/v1/segments/preview', { filters })
    expect({ status, body }).toMatchObject({ status: 200, body: { count } })
  })
})
