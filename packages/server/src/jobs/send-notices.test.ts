import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createProduct, type TestProduct } from '../../../../tests/support/create-product.ts'
import type { OutgoingMessage } from '../email/outgoing-message.ts'
import type { Senders } from '../senders/open-senders.ts'
import type { SendOutcome } from '../senders/sender.ts'
import { queueNotice, takeNotices } from '../store/notices.ts'
import { sendDueNotices } from './send-notices.ts'

let test: TestProduct
let clock = new Date('2026-03-01T09:30:00Z')
beforeAll(async () => {
  test = await createProduct({ now: () => clock })
})
afterAll(() => test.drop())
beforeEach(() => test.product.database.query('delete from notices'))

/** A mail server that answers so, the last answer for good. */
function answering(...outcomes: SendOutcome['outcome'][]) {
  const sent: OutgoingMessage[] = []
  const sender = {
    async send(message: OutgoingMessage) {
      const outcome = outcomes[Math.min(sent.length, outcomes.length - 1)] ?? 'accepted'
      sent.push(message)
      return { outcome, response: `250 \u0000${outcome}` }
    },
    close: async () => {},
  }
  const senders: Senders = {
    ofCampaign: async () => sender,
    routeOf: async () => ({ sender, providerId: null }),
    ofProvider: async () => sender,
    close: async () => {},
  }
  return { sent, senders }
}

async function queue(to = 'ada@example.org', fromName = 'News') {
  const message = { from: 'news@example.org', fromName, to, subject: 'Please\r\nconfirm', html: 'x', text: 'x' }
  await test.product.database.write({ projectId: test.first.id, actor: 'test' }, (transaction) =>
    queueNotice(transaction, { addressKey: to, message, at: clock }),
  )
}

const state = async () =>
  (await test.product.database.query('select state, attempts, response, message from notices'))[0]

const pass = (minutes: number) => {
  clock = new Date(clock.getTime() + minutes * 60_000)
}

it('sends once, and forgets what it said', async () => {
  await queue('ada@example.org', 'News\r\nBcc: eve@example.org')
  const { sent, senders } = answering('accepted')
  await Promise.all([sendDueNotices(test.product, senders), sendDueNotices(test.product, senders)])
  expect(sent).toMatchObject([
    {
      from: { name: 'News Bcc: eve@example.org', address: 'news@example.org' },
      to: 'ada@example.org',
      subject: 'Please confirm',
      headers: { 'Auto-Submitted': 'auto-generated' },
    },
  ])
  expect(await state()).toEqual({ state: 'sent', attempts: 1, response: '250 accepted', message: null })
  expect(await sendDueNotices(test.product, senders)).toBe(false)
})

it('tries again later and later, with the same Message-ID, and gives up after some days', async () => {
  await queue()
  const { sent, senders } = answering('deferred')
  const hours = async () => {
    const before = clock
    while ((await state())?.state === 'queued') {
      await sendDueNotices(test.product, senders)
      pass(1)
    }
    return (clock.getTime() - before.getTime()) / 3_600_000
  }
  const took = await hours()
  expect(took).toBeGreaterThan(60)
  expect(took).toBeLessThan(80)
  expect(sent).toHaveLength(75)
  expect(new Set(sent.map(({ messageId }) => messageId)).size).toBe(1)
  expect(await state()).toMatchObject({ state: 'failed', message: null })
}, 30_000)

it.each<[SendOutcome['outcome'], string]>([
  ['rejected', 'failed'],
  // People can ask for another; two of the same would only puzzle them.
  ['uncertain', 'sent'],
])('is over when the mail server said %s', async (outcome, ended) => {
  await queue()
  const { sent, senders } = answering(outcome)
  while (await sendDueNotices(test.product, senders));
  expect(sent).toHaveLength(1)
  expect(await state()).toMatchObject({ state: ended, message: null })
})

it('sends nothing to an address that no server should see, or that mail came back from', async () => {
  await queue('a@b@c')
  const { sent, senders } = answering('accepted')
  await sendDueNotices(test.product, senders)
  expect(await state()).toMatchObject({ state: 'failed' })
  await test.product.database.query('delete from notices')
  await test.request('POST', '/v1/suppressions', { email: 'gone@example.org', reason: 'bounce' })
  await queue('gone@example.org')
  await sendDueNotices(test.product, senders)
  expect(await state()).toMatchObject({ state: 'failed', response: 'On the suppression list: bounce.' })
  expect(sent).toEqual([])
})

it('counts an attempt that an error of ours interrupts, and says why', async () => {
  await queue()
  const { sent, senders } = answering('accepted')
  const broken: Senders = { ...senders, ofProvider: () => Promise.reject(new Error('The key cannot be opened.')) }
  await sendDueNotices(test.product, broken)
  expect(await state()).toMatchObject({ state: 'queued', attempts: 1, response: 'The key cannot be opened.' })
  pass(1)
  await sendDueNotices(test.product, senders)
  expect(sent).toHaveLength(1)
  await test.product.database.query('delete from notices')
  await queue()
  await test.product.database.query('update notices set attempts = 74')
  await sendDueNotices(test.product, broken)
  expect(await state()).toMatchObject({ state: 'failed', attempts: 75, message: null })
})

it('that a crash left in somebody’s hands is taken up again', async () => {
  await queue()
  const { sent, senders } = answering('accepted')
  const until = new Date(clock.getTime() + 5 * 60_000)
  expect(await takeNotices(test.product.database, { now: clock, until, limit: 1 })).toHaveLength(1)
  expect(await sendDueNotices(test.product, senders)).toBe(false)
  pass(5)
  await sendDueNotices(test.product, senders)
  expect(sent).toHaveLength(1)
})
