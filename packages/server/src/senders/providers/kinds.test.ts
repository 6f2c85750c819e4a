import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Fault, Service } from '../../../../../tests/support/services/start-service.ts'
import { SERVICES } from '../../../../../tests/support/services/start-services.ts'
import { until } from '../../../../../tests/support/until.ts'
import type { OutgoingMessage } from '../../email/outgoing-message.ts'
import { openApiClient } from '../../outbound/api-client.ts'
import type { Sender } from '../sender.ts'
import { findKind } from './kinds.ts'
import type { ProviderKind, Settings, Tools } from './provider-kind.ts'

const DELIVERY = 'dlv_01jd0000000000000000000000'

const message = (changes: Partial<OutgoingMessage> = {}): OutgoingMessage => ({
  messageId: `<${DELIVERY}@mail.example.org>`,
  date: new Date('2026-11-21T10:00:00Z'),
  from: { name: 'Ada "the" Ünique, Inc.', address: 'ada@example.org' },
  replyTo: 'answers@example.org',
  to: 'grace@example.net',
  subject: 'Grüße 🎉',
  html: '<p>Hello Grace</p>',
  text: 'Hello Grace',
  headers: {
    'List-Unsubscribe': '<https://mail.example.org/unsubscribe/abc>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'List-Id': '<prj_1.mail.example.org>',
  },
  dkim: null,
  ...changes,
})

type Bench = { service: Service; kind: ProviderKind; settings: Settings; sender: Sender }

const benches = new Map<string, Bench>()
const tools: Tools = {
  api: openApiClient({ allowPrivate: true }, { answerMs: 400 }),
  allowPrivate: true,
  now: () => new Date(),
  reportUrl: 'https://rollcall.example/hooks/providers/x',
}

function openMail(kind: ProviderKind, ...[settings, given]: [Settings, Tools]): Sender {
  if (!kind.open) throw new Error(`${kind.id} carries no mail.`)
  return kind.open(settings, given)
}

beforeAll(async () => {
  for (const [id, start] of SERVICES) {
    const service = await start()
    const kind = findKind(id)
    if (!kind) throw new Error(`There is no ${id}.`)
    const fallbacks = Object.entries(kind.fields).map(([key, { fallback }]) => [key, fallback])
    const settings = { ...Object.fromEntries(fallbacks), ...service.settings }
    benches.set(id, { service, kind, settings, sender: openMail(kind, settings, tools) })
  }
})
afterEach(() => {
  for (const { service } of benches.values()) {
    service.fault = () => undefined
    service.taken.length = 0
    service.calls.length = 0
  }
})
afterAll(async () => {
  tools.api.close()
  for (const { service } of benches.values()) await service.close()
})

const KINDS = SERVICES.map(([id]) => id)
const benchOf = (id: string): Bench => {
  const bench = benches.get(id)
  if (!bench) throw new Error(`There is no ${id}.`)
  return bench
}
const secretOf = ({ kind }: Bench) =>
  Object.entries(kind.fields).flatMap(([key, { isSecret }]) => (isSecret ? key : []))[0] ?? ''
// Those who know a message again may be sent it again.
const unsureOf = (id: string) => (id === 'resend' ? 'deferred' : 'uncertain')

it.each(KINDS)('%s carries everything that a message has', async (id) => {
  const { service, sender } = benchOf(id)
  const attachments = [{ fileName: 'bill 1 é.txt', type: 'text/plain', content: Buffer.from('Ten euros') }]
  const { outcome, response } = await sender.send(message({ attachments, bcc: ['copy@example.net'] }))
  expect(outcome).toBe('accepted')
  const [taken] = await until(
    () => service.taken,
    ({ length }) => length > 0,
  )
  expect(taken).toMatchObject({
    to: ['grace@example.net', 'copy@example.net'],
    subject: 'Grüße 🎉',
    html: expect.stringContaining('<p>Hello Grace</p>'),
    text: expect.stringContaining('Hello Grace'),
    replyTo: 'answers@example.org',
    attachments: [{ fileName: 'bill 1 é.txt', content: 'Ten euros' }],
    trace: DELIVERY,
    headers: {
      'list-unsubscribe': '<https://mail.example.org/unsubscribe/abc>',
      'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
      'message-id': `<${DELIVERY}@mail.example.org>`,
    },
  })
  expect(taken?.from).toContain('ada@example.org')
  expect(response).toContain(taken?.reference)
})

const UNSURE = 'unsure'
const FAULTS: [string, Fault, Record<string, unknown>][] = [
  [
    'is asked too often',
    { status: 429, headers: { 'retry-after': '7' } },
    { outcome: 'deferred', isServerDown: true, retryAfterMs: 7_000 },
  ],
  ['is asked too often and says no more', { status: 429, body: '{}' }, { outcome: 'deferred', isServerDown: true }],
  [
    'has an error',
    { status: 500, body: '{"message":"Oops"}' },
    { outcome: 'deferred', isServerDown: true, response: expect.stringContaining('500: Oops') },
  ],
  ['is away', { status: 503 }, { outcome: 'deferred', isServerDown: true }],
  ['is behind a gateway that gave up', { status: 504 }, { outcome: UNSURE }],
  ['moved', { status: 302, headers: { location: 'https://example.org/' } }, { outcome: 'rejected', refusal: 'sender' }],
  ['takes it and hangs up', { breaks: 'reset', after: true }, { outcome: UNSURE }],
  ['never answers', { breaks: 'hang' }, { outcome: UNSURE, response: expect.stringContaining('0.4 seconds') }],
  ['answers without an end', { breaks: 'endless' }, { outcome: UNSURE }],
  ['answers by half', { breaks: 'half', after: true }, { outcome: UNSURE }],
]

it.each(KINDS.flatMap((id) => FAULTS.map((fault) => [id, ...fault] as const)))(
  '%s %s',
  async (id, _name, fault, expected) => {
    const { service, sender } = benchOf(id)
    service.fault = () => fault
    const outcome = expected.outcome === UNSURE ? unsureOf(id) : expected.outcome
    expect(await sender.send(message())).toMatchObject({ ...expected, outcome })
  },
)

it.each(KINDS)('%s that answers rubbish is believed only where no id is owed', async (id) => {
  const { service, sender } = benchOf(id)
  service.fault = () => ({ breaks: 'garbage' })
  expect((await sender.send(message())).outcome).toBe(id === 'sendgrid' ? 'accepted' : unsureOf(id))
})

it.each(KINDS)('%s cannot be reached: nothing left', async (id) => {
  const { kind, settings } = benchOf(id)
  const closed = openMail(kind, { ...settings, baseUrl: 'http://127.0.0.1:1' }, tools)
  expect(await closed.send(message())).toMatchObject({ outcome: 'deferred', isServerDown: true })
})

it.each(KINDS)('%s is not asked at an address of this machine, unless that is allowed', async (id) => {
  const { service, kind, settings } = benchOf(id)
  const api = openApiClient({ allowPrivate: false })
  const guarded = openMail(kind, settings, { ...tools, api })
  const outcome = await guarded.send(message())
  expect(outcome).toMatchObject({ outcome: 'deferred', isServerDown: true })
  expect(outcome.response).toContain('not on the public internet')
  const byName = openMail(
    kind,
    { ...settings, baseUrl: service.url.replace('127.0.0.1', 'localhost') },
    { ...tools, api },
  )
  expect((await byName.send(message())).response).toContain('not on the public internet')
  expect(service.calls).toHaveLength(0)
  api.close()
})

it.each(KINDS)('%s refuses a wrong key, and a sender that it does not know, whoever the message is for', async (id) => {
  const bench = benchOf(id)
  const { service, sender } = bench
  const open = (changes: Settings) => openMail(bench.kind, { ...bench.settings, ...changes }, tools)
  const secret = secretOf(bench)
  const wrong = open({ [secret]: 'wrong-key-wrong-key-wrong' })
  expect(await wrong.send(message())).toMatchObject({ outcome: 'rejected', refusal: 'sender' })
  // Mailgun sends as its domain, whatever From says.
  const stranger = id === 'mailgun' ? open({ domain: 'other.example.org' }) : sender
  expect(
    await stranger.send(message({ messageId: '<other@x>', from: { name: '', address: 'ada@other.example' } })),
  ).toMatchObject({
    outcome: 'rejected',
    refusal: 'sender',
  })
  expect(service.taken).toHaveLength(0)
})

it.each(KINDS)('%s tells whether an account works', async (id) => {
  const bench = benchOf(id)
  const { service, kind, settings } = bench
  expect(await kind.test(settings, tools)).toMatchObject({ isWorking: true, detail: expect.stringMatching(/\.$/) })
  const secret = secretOf(bench)
  expect(await kind.test({ ...settings, [secret]: 'wrong-key-wrong-key' }, tools)).toMatchObject({ isWorking: false })
  expect(await kind.test({ ...settings, baseUrl: 'http://127.0.0.1:1' }, tools)).toMatchObject({ isWorking: false })
  for (const fault of [{ breaks: 'garbage' }, { breaks: 'half' }, { status: 500 }] as const) {
    service.fault = () => fault
    expect((await kind.test(settings, tools)).isWorking).toBe(false)
  }
})

describe('Resend and a message whose answer was lost', () => {
  it('takes it over once, however often it is sent', async () => {
    const [, start] = SERVICES.find(([id]) => id === 'resend') ?? []
    const service = await start?.()
    const kind = findKind('resend')
    if (!service || !kind) throw new Error('There is no Resend.')
    const ownTools = { ...tools, api: openApiClient({ allowPrivate: true }) }
    const sender = openMail(kind, service.settings, ownTools)
    service.fault = () => ({ breaks: 'reset', after: true })
    expect((await sender.send(message())).outcome).toBe('deferred')
    service.fault = () => undefined
    expect((await sender.send(message())).outcome).toBe('accepted')
    // Somebody changed their name in between.
    expect((await sender.send(message({ html: '<p>Hello Admiral</p>' }))).outcome).toBe('accepted')
    expect(service.taken).toHaveLength(1)
    ownTools.api.close()
    await service.close()
  })
})
