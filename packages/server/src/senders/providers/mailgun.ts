import { createHmac } from 'node:crypto'
import type { OutgoingMessage } from '../../email/outgoing-message.ts'
import type { ApiAnswer, ApiCall } from '../../outbound/api-client.ts'
import type { SendOutcome } from '../sender.ts'
import { toMime } from '../to-mime.ts'
import { toNote } from '../to-note.ts'
import { parseObject, said, senderRefused, textAt, toOutcome, toTried, unreadable } from './api-outcome.ts'
import { bounceOf } from './bounce-class.ts'
import { isSameText } from './is-same-text.ts'
import {
  baseUrlField,
  below,
  type Hook,
  HookRefused,
  providerKind,
  type ReceivedReport,
  type Report,
  type Settings,
  secretField,
  textField,
} from './provider-kind.ts'
import { refuseOld } from './refuse-old.ts'
import { takenOver, traceOf } from './taken-over.ts'

const NAME = 'Mailgun'
// Tried for eight hours when it cannot be handed over.
const WINDOW_MS = 24 * 60 * 60_000
const REGIONS = { US: 'https://api.mailgun.net', EU: 'https://api.eu.mailgun.net' } as const

const fields = {
  domain: textField('Domain', 'The sending domain as it stands in Mailgun, such as mg.example.org.'),
  apiKey: secretField('API key', 'Of the account, or a sending key of the domain.'),
  region: textField('Region', 'Where the domain was made.', {
    options: ['US', 'EU'],
    isRequired: false,
    fallback: 'US',
  }),
  signingKey: secretField('Webhook signing key', 'From Mailgun, API security, HTTP webhook signing key.', {
    isRequired: false,
  }),
  baseUrl: baseUrlField(''),
}

type MailgunSettings = Settings<typeof fields>

/** Mailgun, with the whole message as MIME; reports through its webhooks. */
export const mailgun = providerKind({
  id: 'mailgun',
  name: NAME,
  fields,
  hostOf: (settings) => new URL(endpointOf(settings)).hostname,

  open: (settings, { api }) => ({
    send: (message) => toOutcome(async () => api.call(await toCall(settings, message)), { name: NAME, judge }),
    close: async () => {},
  }),

  test: (settings, { api }) =>
    toTried(
      NAME,
      () =>
        api.call({
          method: 'GET',
          url: below(endpointOf(settings), `/v4/domains/${encodeURIComponent(settings.domain)}`),
          headers: toHeaders(settings),
        }),
      (answer) => {
        const state = textAt(parseObject(answer.text), 'domain', 'state')
        if (answer.status === 401 || answer.status === 403)
          return {
            isWorking: false,
            detail: `${said(NAME, answer)} The key is wrong, or it is a sending key, which may not look at its domain: then send a test message instead.`,
          }
        if (state === 'active')
          return { isWorking: true, detail: `Mailgun knows this key, and ${settings.domain} is active.` }
        return {
          isWorking: false,
          detail: state === '' ? said(NAME, answer) : `Mailgun knows this key, but ${settings.domain} is ${state}.`,
        }
      },
    ),

  webhook: {
    setUp:
      'At Mailgun under Webhooks of the domain, add this address for delivered, failures, complaints and unsubscribes. Then enter the HTTP webhook signing key above.',
    receive: (hook, { signingKey }) => receive(hook, signingKey),
    read: readEvent,
  },
})

function endpointOf({ baseUrl, region }: MailgunSettings): string {
  return baseUrl || (region === 'EU' ? REGIONS.EU : REGIONS.US)
}

function toHeaders({ apiKey }: MailgunSettings) {
  return { authorization: `Basic ${Buffer.from(`api:${apiKey}`).toString('base64')}` }
}

async function toCall(settings: MailgunSettings, message: OutgoingMessage): Promise<ApiCall> {
  const mime = toMime(message)
  const form = new FormData()
  for (const address of [mime.to, ...mime.bcc]) form.append('to', address)
  form.append('message', new Blob([Buffer.from(mime.bytes)], { type: 'message/rfc822' }), 'message.eml')
  form.append('v:rollcall_delivery', traceOf(message.messageId))
  // Opens and clicks are Rollcall's own; twice would change the links.
  form.append('o:tracking', 'no')
  const written = new Response(form)
  return {
    method: 'POST',
    url: below(endpointOf(settings), `/v3/${encodeURIComponent(settings.domain)}/messages.mime`),
    headers: { ...toHeaders(settings), 'content-type': written.headers.get('content-type') ?? '' },
    body: Buffer.from(await written.arrayBuffer()),
  }
}

function judge(answer: ApiAnswer): SendOutcome {
  if (answer.status < 300) {
    const id = textAt(parseObject(answer.text), 'id').replace(/^<|>$/g, '')
    return id === '' ? unreadable(NAME, answer) : { outcome: 'accepted', response: takenOver(NAME, toNote(id)) }
  }
  const response = said(NAME, answer)
  const isAboutMessage =
    answer.status === 413 || (answer.status === 400 && /'?to'? parameter|recipient/i.test(response))
  return isAboutMessage ? { outcome: 'rejected', refusal: 'message', response } : senderRefused(NAME, answer)
}

// The signature covers a token and not what is reported: a token that came with one report proves no other.
function receive(hook: Hook, signingKey: string): ReceivedReport[] {
  if (signingKey === '') throw new HookRefused('No webhook signing key is set, so nothing can be proved.')
  const { signature, 'event-data': event } = parseObject(hook.body.toString())
  const timestamp = textAt(signature, 'timestamp')
  const token = textAt(signature, 'token')
  const expected = createHmac('sha256', signingKey).update(`${timestamp}${token}`).digest('hex')
  if (token === '' || token.length > 200 || !isSameText(textAt(signature, 'signature'), expected))
    throw new HookRefused('The signature does not fit the webhook signing key.')
  refuseOld((Number(timestamp) || 0) * 1_000, { hook, windowMs: WINDOW_MS })
  const key = textAt(event, 'id')
  return key === '' ? [] : [{ key: key.slice(0, 200), nonce: token, body: JSON.stringify(event) }]
}

function readEvent(text: string): Report | null {
  const event = parseObject(text)
  const status = event['delivery-status']
  const note = toNote(
    [
      textAt(status, 'enhanced-code'),
      textAt(status, 'message') || textAt(status, 'description') || textAt(event, 'reason'),
    ]
      .filter(Boolean)
      .join(' '),
  )
  const what = whatIn(event, note)
  if (what === undefined) return null
  const seconds = Number(textAt(event, 'timestamp'))
  const messageId = textAt(event, 'message', 'headers', 'message-id')
  return {
    what,
    at: seconds > 0 ? new Date(seconds * 1_000) : null,
    traces: [textAt(event, 'user-variables', 'rollcall_delivery'), messageId],
    reference: messageId || null,
    note,
  }
}

function whatIn(event: Record<string, unknown>, note: string): Report['what'] | undefined {
  switch (event.event) {
    case 'delivered':
      return 'delivered'
    case 'failed':
      return event.severity === 'permanent' ? permanently(event, note) : 'delayed'
    case 'rejected':
      return 'undelivered'
    case 'complained':
      return 'complained'
    case 'unsubscribed':
      return 'unsubscribed'
    default:
      return undefined
  }
}

function permanently(event: Record<string, unknown>, note: string): Report['what'] {
  const reason = textAt(event, 'reason')
  // Held back by Mailgun because of what happened before.
  if (reason === 'suppress-bounce') return 'bounced'
  if (reason === 'suppress-complaint') return 'complained'
  if (reason === 'suppress-unsubscribe') return 'unsubscribed'
  // old, greylisted, espblock: it was given up, or it is about us.
  if (reason !== 'bounce' && reason !== 'generic') return 'undelivered'
  const code = textAt(event, 'delivery-status', 'code')
  return bounceOf({ type: /^5/.test(code) ? 'Permanent' : 'Transient', note })
}
