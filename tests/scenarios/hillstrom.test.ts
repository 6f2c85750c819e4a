import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCampaignSending } from '../../packages/server/src/jobs/send-campaigns.ts'
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

// Spent much, on the web: as the real list calls them, and the made-up one.
const SPENDERS = ['history over 500, web', 'a number and a text']

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

  it('get a campaign, exactly those of a filter and once each, and who leaves gets no other', async () => {
    const spenders = expected.find(({ name }) => SPENDERS.includes(name))
    if (!spenders) throw new Error(`The expected counts should hold one of ${SPENDERS.join(', ')}.`)
    const first = await send(spenders.filters)
    expect(await recipients(first)).toHaveLength(spenders.count)
    const [leaver] = await recipients(first)
    const [{ link }] = await test.product.database.query<{ link: string }>(
      `select substring(convert_from(raw, 'UTF8') from 'List-Unsubscribe: <[^>]*(/unsubscribe/[^>]*)>') as link
       from caught_messages where $1 = any(recipients)`,
      [leaver],
    )
    const left = await test.inject({ method: 'POST', url: link, payload: 'List-Unsubscribe=One-Click' })
    expect(left.status).toBe(200)
    await test.request('DELETE', '/v1/catcher')
    const second = await recipients(await send(spenders.filters))
    expect(second).toHaveLength(spenders.count - 1)
    expect(second).not.toContain(leaver)
  }, 240_000)
})

/** Launches a campaign to whoever matches and waits until it is sent; gives its id. */
async function send(filters: object): Promise<string> {
  const sending = startCampaignSending(test.product)
  const { body } = await test.request<{ id: string }>('POST', '/v1/campaigns', {
    ...{ name: 'Spring', subject: 'Hello', from: 'shop@example.org', html: '<p>Hi {{ contact.email }}</p>' },
    audience: { include: { filters } },
  })
  expect((await test.request('POST', `/v1/campaigns/${body.id}/launch`)).status).toBe(202)
  sending.wake()
  // Thousands of messages take as long as they take; the test as a whole has an end.
  while (await isSending(body.id)) await sleep(100)
  await sending.stop()
  return body.id
}

async function isSending(id: string): Promise<boolean> {
  return (await test.request<{ status: string }>('GET', `/v1/campaigns/${id}`)).body.status === 'sending'
}

/** Who is in the catcher, each as often as they got something; all that is there came from this campaign. */
async function recipients(campaignId: string): Promise<string[]> {
  const caught = await test.product.database.query<{ email: string }>(
    'select unnest(recipients) as email from caught_messages order by email',
  )
  const { body } = await test.request<{ sent: number }>('GET', `/v1/campaigns/${campaignId}/results`)
  expect(body.sent).toBe(caught.length)
  expect(new Set(caught.map(({ email }) => email)).size).toBe(caught.length)
  return caught.map(({ email }) => email)
}
