import { createDemo } from '../../packages/server/src/demo/create-demo.ts'
import { createProduct, type TestProduct } from './create-product.ts'

export const NOW = new Date('2026-11-21T09:30:00Z')
export const DAY_MS = 86_400_000

export type Contact = { id: string; email: string; [key: string]: unknown }
export type Page = { data: Contact[]; total: number; next_cursor: string | null }
export type Problem = { code: string; errors: { pointer: string; detail: string }[] }

export const field = (key: string, op: string, ...values: unknown[]) => ({
  type: 'field',
  field: key,
  op,
  ...(values.length > 0 && { values }),
})
export const status = (...values: string[]) => ({ type: 'status', op: 'is', values })
export const opened = (op: string, window?: object) => ({
  type: 'engagement',
  event: 'opened',
  op,
  ...(window && { window }),
})
export const subscribed = { conditions: [status('subscribed')] }

/** A product with demo people, and what to ask it with. */
export type Asked = Awaited<ReturnType<typeof createAsked>>

/** Demo people at a fixed instant, some of whom have messages, purchases, deals, consents and topics. */
export async function createAsked(size: number) {
  const test = await createProduct({ now: () => NOW })
  await createDemo(test.product, test.first.id, size)
  const filters = { conditions: [field('email', 'is_not_empty')] }
  const found = await test.read<Page>('POST', '/v1/contacts/search', { limit: 100, filters })
  const emails = found.body.data.map(({ email }) => email)
  await makeRecord(test, emails)
  const ask = async <Body>(path: string, body: object) =>
    (await test.read<Body>('POST', `/v1/segments/${path}`, body)).body
  return {
    test,
    emails,
    ask,
    countOf: async (...conditions: object[]) =>
      (await ask<{ count: number }>('preview', { filters: { conditions } })).count,
    create: (name: string, body: object) => createSegment(test, name, body),
  }
}

async function createSegment(test: TestProduct, name: string, body: object): Promise<string> {
  return (await test.request<{ id: string }>('POST', '/v1/segments', { name, ...body })).body.id
}

async function makeRecord(test: TestProduct, emails: string[]) {
  await test.request('POST', '/v1/topics', { name: 'Newsletter', default: 'opt_out' })
  await test.request('POST', '/v1/pipelines', { name: 'Sales', stages: ['New', 'Qualified'] })
  const events = emails.slice(0, 60).flatMap((contact, place) => [
    { contact, name: 'email.opened', at: daysAgo(1 + place), machine: place % 5 === 0 },
    { contact, name: 'email.clicked', at: daysAgo(place * 3), link: `https://shop.example/pricing/${place}` },
    { contact, name: 'purchase', at: daysAgo(place * 2), properties: { amount: place * 10.1, sku: `S${place % 4}` } },
  ])
  await test.request('POST', '/v1/events', { events })
  for (const [place, contact] of emails.slice(0, 12).entries()) {
    if (place % 2 === 0) await test.request('POST', '/v1/topics/Newsletter/subscribe', { contact })
    if (place % 3 === 0) await test.request('PATCH', `/v1/contacts/${contact}`, { consent: { sms: 'opted_in' } })
    const opportunity = { contact, name: 'Deal', pipeline: 'Sales', stage: 'New', status: 'open', value: place * 500 }
    if (place % 4 === 0) await test.request('POST', '/v1/opportunities', opportunity)
  }
  await createSegment(test, 'By hand', { kind: 'static', contacts: emails.slice(0, 30) })
  await createSegment(test, 'Openers', { filters: { conditions: [opened('did', { last: '30d' })] } })
}

function daysAgo(days: number): string {
  return new Date(NOW.getTime() - days * DAY_MS).toISOString()
}
