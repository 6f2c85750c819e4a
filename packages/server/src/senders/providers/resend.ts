import type { ApiAnswer } from '../../outbound/api-client.ts'
import type { SendOutcome } from '../sender.ts'
import { toNote } from '../to-note.ts'
import { parseObject, said, senderRefused, textAt, toOutcome, toTried, unreadable } from './api-outcome.ts'
import { bounceOf } from './bounce-class.ts'
import { base64Attachments, fromOf } from './message-parts.ts'
import { baseUrlField, below, providerKind, type Report, secretField } from './provider-kind.ts'
import { verifyStandardWebhook } from './standard-webhook.ts'
import { takenOver, traceOf } from './taken-over.ts'

const NAME = 'Resend'

/** Resend (resend.com/docs/api-reference). Messages that come twice within 24 hours are recognised by their key. */
export const resend = providerKind({
  id: 'resend',
  name: NAME,
  fields: {
    apiKey: secretField('API key', 'From Resend, API keys; sending access is enough. Starts with re_.'),
    webhookSecret: secretField(
      'Signing secret',
      'From Resend, Webhooks, once the webhook is made. Starts with whsec_.',
      {
        isRequired: false,
      },
    ),
    baseUrl: baseUrlField('https://api.resend.com'),
  },
  hostOf: ({ baseUrl }) => new URL(baseUrl).hostname,

  open: ({ apiKey, baseUrl }, { api }) => ({
    send: (message) =>
      toOutcome(
        () =>
          api.call({
            method: 'POST',
            url: below(baseUrl, '/emails'),
            headers: { ...toHeaders(apiKey), 'idempotency-key': traceOf(message.messageId) },
            body: JSON.stringify({
              from: fromOf(message),
              to: [message.to],
              ...(message.bcc?.length && { bcc: message.bcc }),
              ...(message.replyTo && { reply_to: message.replyTo }),
              subject: message.subject,
              html: message.html,
              text: message.text,
              headers: { ...message.headers, 'Message-ID': message.messageId },
              tags: [{ name: 'rollcall_delivery', value: traceOf(message.messageId) }],
              ...(message.attachments?.length && {
                attachments: base64Attachments(message).map(({ fileName, type, base64 }) => ({
                  filename: fileName,
                  content: base64,
                  content_type: type,
                })),
              }),
            }),
          }),
        { name: NAME, judge, isRepeatable: true },
      ),
    close: async () => {},
  }),

  test: ({ apiKey, baseUrl }, { api }) =>
    toTried(
      NAME,
      () => api.call({ method: 'GET', url: below(baseUrl, '/domains'), headers: toHeaders(apiKey) }),
      (answer) => {
        // A key that may only send is refused here, and by this it is known.
        if (textAt(parseObject(answer.text), 'name') === 'restricted_api_key')
          return { isWorking: true, detail: 'Resend knows this key. It may send, and nothing else.' }
        if (answer.status >= 300) return { isWorking: false, detail: said(NAME, answer) }
        return toldDomains(answer)
      },
    ),

  webhook: {
    setUp:
      'At Resend under Webhooks, add this address with all events of e-mails. Then enter the signing secret of that webhook above.',
    receive: (hook, { webhookSecret }) => [
      {
        key: verifyStandardWebhook(hook, { secret: webhookSecret, prefix: 'svix' }),
        nonce: null,
        body: hook.body.toString(),
      },
    ],
    read: readEvent,
  },
})

function toHeaders(apiKey: string) {
  return { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json', 'user-agent': 'Rollcall' }
}

function judge(answer: ApiAnswer): SendOutcome {
  const body = parseObject(answer.text)
  const response = said(NAME, answer)
  const error = textAt(body, 'name')
  if (answer.status < 300) {
    const id = textAt(body, 'id')
    return id === '' ? unreadable(NAME, answer) : { outcome: 'accepted', response: takenOver(NAME, toNote(id)) }
  }
  // The message came before and its answer was lost. With other words it may have changed since; it is there nevertheless.
  if (error === 'invalid_idempotent_request')
    return { outcome: 'accepted', response: `${response} It had been taken over at the first attempt.` }
  if (error === 'concurrent_idempotent_requests') return { outcome: 'deferred', mayHaveArrived: true, response }
  const isAboutRecipient = /\bto\b.{0,20}field|recipient/i.test(response)
  if (answer.status === 422 && isAboutRecipient) return { outcome: 'rejected', refusal: 'message', response }
  if (answer.status === 413) return { outcome: 'rejected', refusal: 'message', response }
  return senderRefused(NAME, answer)
}

function toldDomains(answer: ApiAnswer) {
  const { data } = parseObject(answer.text)
  if (!Array.isArray(data))
    return { isWorking: false, detail: `${said(NAME, answer)} That is not what it should answer.` }
  const verified = data
    .filter((domain) => textAt(domain, 'status') === 'verified')
    .map((domain) => textAt(domain, 'name'))
  return {
    isWorking: true,
    detail:
      verified.length === 0
        ? 'Resend knows this key, but no domain is verified there yet: it would refuse every message.'
        : `Resend knows this key. Verified domains: ${verified.slice(0, 5).join(', ')}.`,
  }
}

const WORDS: Record<string, Report['what']> = {
  'email.delivered': 'delivered',
  'email.delivery_delayed': 'delayed',
  'email.complained': 'complained',
  'email.failed': 'undelivered',
}

function readEvent(text: string): Report | null {
  const { type, created_at: at, data } = parseObject(text)
  const reason =
    textAt(data, 'bounce', 'message') || textAt(data, 'failed', 'reason') || textAt(data, 'suppressed', 'message')
  const codes = textAt(data, 'bounce', 'diagnosticCode', '0')
  const note = toNote([codes, reason].filter(Boolean).join(' ') || String(type))
  const bounce = () =>
    bounceOf({ type: textAt(data, 'bounce', 'type'), detail: textAt(data, 'bounce', 'subType'), note })
  const what =
    type === 'email.bounced'
      ? bounce()
      : type === 'email.suppressed'
        ? 'bounced'
        : WORDS[typeof type === 'string' ? type : '']
  if (what === undefined) return null
  const traces = [
    JSON.stringify(Reflect.get(Object(data), 'tags') ?? ''),
    JSON.stringify(Reflect.get(Object(data), 'headers') ?? ''),
  ]
  return { what, at: toTime(at), traces, reference: textAt(data, 'email_id') || null, note }
}

function toTime(at: unknown): Date | null {
  const time = new Date(typeof at === 'string' ? at : Number.NaN)
  return Number.isNaN(time.getTime()) ? null : time
}
