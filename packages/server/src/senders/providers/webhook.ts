import { CHANNELS } from '@rollcall/contract'
import { z } from 'zod'
import type { ApiAnswer, ApiCall } from '../../outbound/api-client.ts'
import type { SendOutcome } from '../sender.ts'
import type { TextMessage } from '../text-message.ts'
import { said, senderRefused, toOutcome, toTried } from './api-outcome.ts'
import { providerKind, type Settings, secretField, textField } from './provider-kind.ts'
import { signStandardWebhook } from './standard-webhook.ts'
import { takenOver, traceOf } from './taken-over.ts'

const NAME = 'The webhook'
// The specification asks for 24 to 64 bytes.
const SECRET_BYTES = 32
const SECRET = /^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/

const fields = {
  url: textField('Address', 'Where each message is posted to, such as https://texts.example.org/rollcall.', {
    shape: z
      .string()
      .trim()
      .max(2_000)
      .refine(isAddress, 'must be an address such as https://texts.example.org/rollcall'),
  }),
  channel: textField('Channel', 'What it carries. Another channel needs another provider.', { options: CHANNELS }),
  secret: secretField('Signing secret', 'Starts with whsec_. Leave it empty and Rollcall makes one.', {
    isRequired: false,
    shape: z.string().trim().regex(SECRET, 'must be whsec_ and 24 to 64 bytes in base64'),
    make: (randomBytes) => `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`,
  }),
}

/** Any program that takes messages by the rules of Standard Webhooks, version 1, and passes them on. */
export const webhook = providerKind({
  id: 'webhook',
  name: 'Webhook',
  channels: CHANNELS,
  fields,
  hostOf: ({ url }) => new URL(url).hostname,

  openTexts: (settings, { api, now }) => ({
    send: (message) =>
      toOutcome(() => api.call(toCall(settings, { id: traceOf(message.messageId), ...toBody(message, now()) })), {
        name: NAME,
        judge: (answer) => judge(answer, message),
        isRepeatable: true,
      }),
    close: async () => {},
  }),

  test: (settings, { api, now }) => {
    const at = now()
    const body = { type: 'rollcall.ping', timestamp: at.toISOString(), data: {} }
    return toTried(
      NAME,
      () => api.call(toCall(settings, { id: `ping_${at.getTime()}`, body, at })),
      (answer) =>
        answer.status < 300
          ? { isWorking: true, detail: 'The webhook took a signed rollcall.ping, which carries no message.' }
          : { isWorking: false, detail: said(NAME, answer) },
    )
  },

  webhook: null,
})

function isAddress(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url !== undefined && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.hash
}

function toBody({ channel, messageId, campaign, kind, to, text, contact }: TextMessage, at: Date) {
  const data = { message: { id: traceOf(messageId), campaign, channel, kind }, to, text, contact }
  return { at, body: { type: 'message.send', timestamp: at.toISOString(), data } }
}

function toCall(
  { url, secret }: Settings<typeof fields>,
  { id, body, at }: { id: string; body: object; at: Date },
): ApiCall {
  const text = JSON.stringify(body)
  const headers = { 'content-type': 'application/json', 'user-agent': 'Rollcall' }
  return { method: 'POST', url, headers: { ...headers, ...signStandardWebhook(text, { id, secret, at }) }, body: text }
}

// About this one message; everything else that is not yes, 410 too, would be said of every message.
const ABOUT_MESSAGE = new Set([400, 413, 422])

function judge(answer: ApiAnswer, { messageId }: TextMessage): SendOutcome {
  if (answer.status < 300) return { outcome: 'accepted', response: takenOver(NAME, traceOf(messageId)) }
  if (ABOUT_MESSAGE.has(answer.status)) return { outcome: 'rejected', refusal: 'message', response: said(NAME, answer) }
  return senderRefused(NAME, answer)
}
