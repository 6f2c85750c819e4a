import { createPublicKey, createVerify, type KeyObject } from 'node:crypto'
import type { OutgoingMessage } from '../../email/outgoing-message.ts'
import type { ApiAnswer } from '../../outbound/api-client.ts'
import type { SendOutcome } from '../sender.ts'
import { toNote } from '../to-note.ts'
import { isObject, parseObject, said, senderRefused, textAt, toOutcome, toTried } from './api-outcome.ts'
import { bounceOf } from './bounce-class.ts'
import { base64Attachments } from './message-parts.ts'
import {
  baseUrlField,
  below,
  type Hook,
  HookRefused,
  providerKind,
  type ReceivedReport,
  type Report,
  secretField,
  textField,
} from './provider-kind.ts'
import { refuseOld } from './refuse-old.ts'
import { takenOver, traceOf } from './taken-over.ts'

const NAME = 'SendGrid'
// Tried for a day when it cannot be handed over; each event counts once by its id.
const WINDOW_MS = 24 * 60 * 60_000
const MOST_EVENTS = 20_000

/** Twilio SendGrid, API version 3; reports through its event webhook. */
export const sendgrid = providerKind({
  id: 'sendgrid',
  name: NAME,
  fields: {
    apiKey: secretField('API key', 'From SendGrid, Settings, API keys, with the permission Mail Send. Starts with SG.'),
    verificationKey: textField('Verification key', 'From Mail settings, Event webhooks, Signature verification.', {
      isRequired: false,
    }),
    baseUrl: baseUrlField('https://api.sendgrid.com'),
  },
  hostOf: ({ baseUrl }) => new URL(baseUrl).hostname,

  open: ({ apiKey, baseUrl }, { api }) => ({
    send: (message) =>
      toOutcome(
        () =>
          api.call({
            method: 'POST',
            url: below(baseUrl, '/v3/mail/send'),
            headers: toHeaders(apiKey),
            body: JSON.stringify(toMail(message)),
          }),
        { name: NAME, judge },
      ),
    close: async () => {},
  }),

  test: ({ apiKey, baseUrl }, { api }) =>
    toTried(
      NAME,
      () => api.call({ method: 'GET', url: below(baseUrl, '/v3/scopes'), headers: toHeaders(apiKey) }),
      (answer) => {
        const { scopes } = parseObject(answer.text)
        if (answer.status >= 300 || !Array.isArray(scopes)) return { isWorking: false, detail: said(NAME, answer) }
        if (scopes.includes('mail.send'))
          return { isWorking: true, detail: 'SendGrid knows this key, and it may send.' }
        return { isWorking: false, detail: 'SendGrid knows this key, but it lacks the permission Mail Send.' }
      },
    ),

  webhook: {
    setUp:
      'At SendGrid under Settings, Mail Settings, Event Webhooks, add this address with all deliverability events and switch signature verification on. Then enter its verification key above.',
    receive: (hook, { verificationKey }) => receive(hook, verificationKey),
    read: readEvent,
  },
})

function toHeaders(apiKey: string) {
  return { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' }
}

function toMail(message: OutgoingMessage) {
  const { from, to, bcc = [], replyTo, subject, text, html, headers, messageId } = message
  const copies = bcc.filter((address) => address.toLowerCase() !== to.toLowerCase())
  const off = { enable: false }
  return {
    personalizations: [
      {
        to: [{ email: to }],
        ...(copies.length > 0 && { bcc: copies.map((email) => ({ email })) }),
        custom_args: { rollcall_delivery: traceOf(messageId) },
      },
    ],
    from: { email: from.address, ...(from.name !== '' && { name: from.name }) },
    ...(replyTo && { reply_to: { email: replyTo } }),
    subject,
    content: [
      { type: 'text/plain', value: text },
      { type: 'text/html', value: html },
    ],
    headers: { ...headers, 'Message-ID': messageId },
    ...(message.attachments?.length && {
      attachments: base64Attachments(message).map(({ fileName, type, base64 }) => ({
        filename: fileName,
        type,
        content: base64,
        disposition: 'attachment',
      })),
    }),
    // Opens, clicks and unsubscribing are Rollcall's own; twice would change the links.
    tracking_settings: {
      click_tracking: { enable: false, enable_text: false },
      open_tracking: off,
      subscription_tracking: off,
    },
  }
}

function judge(answer: ApiAnswer): SendOutcome {
  // Taken over without a body; the id stands in a header.
  if (answer.status < 300) {
    const id = answer.headers['x-message-id'] ?? ''
    return { outcome: 'accepted', response: takenOver(NAME, toNote(id) || 'a message without an id') }
  }
  const response = said(NAME, answer)
  const field = textAt(parseObject(answer.text), 'errors', '0', 'field')
  const isAboutMessage = answer.status === 413 || /^personalizations\.\d+\.(to|bcc)/.test(field)
  return isAboutMessage ? { outcome: 'rejected', refusal: 'message', response } : senderRefused(NAME, answer)
}

function receive(hook: Hook, verificationKey: string): ReceivedReport[] {
  const timestamp = hook.headers['x-twilio-email-event-webhook-timestamp'] ?? ''
  const signature = hook.headers['x-twilio-email-event-webhook-signature'] ?? ''
  const key = toKey(verificationKey)
  if (!/^\d{1,12}$/.test(timestamp)) throw new HookRefused('The signature is missing.')
  const isRight = createVerify('SHA256').update(timestamp).update(hook.body).verify(key, signature, 'base64')
  if (!isRight) throw new HookRefused('The signature does not fit the verification key.')
  refuseOld(Number(timestamp) * 1_000, { hook, windowMs: WINDOW_MS })
  const events = parseEvents(hook.body.toString())
  return events.flatMap((event) => {
    const key = textAt(event, 'sg_event_id')
    return key === '' ? [] : [{ key: key.slice(0, 200), nonce: null, body: JSON.stringify(event) }]
  })
}

function toKey(text: string): KeyObject {
  if (text === '') throw new HookRefused('No verification key is set, so nothing can be proved.')
  try {
    return createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })
  } catch {
    throw new HookRefused('The verification key that is set cannot be read. Copy it from SendGrid once more.')
  }
}

function parseEvents(text: string): unknown[] {
  try {
    const events: unknown = JSON.parse(text)
    return Array.isArray(events) ? events.slice(0, MOST_EVENTS) : []
  } catch {
    throw new HookRefused('The events could not be read as JSON.')
  }
}

// Held back by SendGrid because of what happened before.
const DROPPED: [RegExp, Report['what']][] = [
  [/bounced address|^invalid$/i, 'bounced'],
  [/spam reporting address/i, 'complained'],
]

function readEvent(text: string): Report | null {
  const event = parseObject(text)
  const note = toNote(
    [textAt(event, 'status'), textAt(event, 'reason') || textAt(event, 'response')].filter(Boolean).join(' '),
  )
  const what = whatIn(event, note)
  if (what === undefined || !isObject(event)) return null
  const seconds = Number(textAt(event, 'timestamp'))
  return {
    what,
    at: seconds > 0 ? new Date(seconds * 1_000) : null,
    traces: [textAt(event, 'rollcall_delivery'), textAt(event, 'smtp-id')],
    // What stands before the first dot is the id that sending answered.
    reference: textAt(event, 'sg_message_id').split('.')[0] || null,
    note,
  }
}

function whatIn(event: Record<string, unknown>, note: string): Report['what'] | undefined {
  switch (event.event) {
    case 'delivered':
      return 'delivered'
    case 'deferred':
      return 'delayed'
    case 'bounce':
      // blocked: refused for now, or because of us.
      if (event.type === 'blocked') return 'undelivered'
      return bounceOf({ type: 'Permanent', status: textAt(event, 'status'), note })
    case 'dropped':
      return DROPPED.find(([words]) => words.test(textAt(event, 'reason')))?.[1] ?? 'undelivered'
    case 'spamreport':
      return 'complained'
    case 'unsubscribe':
    case 'group_unsubscribe':
      return 'unsubscribed'
    default:
      return undefined
  }
}
