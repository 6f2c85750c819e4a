import { z } from 'zod'
import type { ApiAnswer, ApiCall } from '../../outbound/api-client.ts'
import type { SendOutcome } from '../sender.ts'
import type { TextMessage } from '../text-message.ts'
import { parseObject, said, senderRefused, textAt, toOutcome, toTried, unreadable } from './api-outcome.ts'
import {
  baseUrlField,
  below,
  providerKind,
  type Settings,
  secretField,
  type Tools,
  textField,
} from './provider-kind.ts'
import { takenOver, traceOf } from './taken-over.ts'
import { readTwilioAnswer, readTwilioReport, receiveTwilio } from './twilio-hooks.ts'

const NAME = 'Twilio'
const SENDER = /^(\+[1-9]\d{6,14}|\d{5,6}|MG[0-9a-f]{32}|(?=.*[A-Za-z])[A-Za-z0-9 ]{1,11})$/

const fields = {
  accountSid: textField('Account SID', 'From the Twilio console. Starts with AC.', {
    shape: z
      .string()
      .trim()
      .regex(/^AC[0-9a-f]{32}$/i, 'must be AC and 32 hexadecimal digits'),
  }),
  authToken: secretField('Auth token', 'Beside the account SID. Reports of Twilio are proved with it, too.'),
  from: textField('Sender', 'Your number such as +15005550006, or the SID of a messaging service (MG…).', {
    shape: z.string().trim().regex(SENDER, 'must be a number such as +15005550006, or the SID of a messaging service'),
  }),
  baseUrl: baseUrlField('https://api.twilio.com'),
}

type TwilioSettings = Settings<typeof fields>

/** Twilio Programmable Messaging, API version 2010-04-01. It knows no idempotency key: what got no answer stays uncertain. */
export const twilio = providerKind({
  id: 'twilio',
  name: NAME,
  channels: ['sms'],
  fields,
  hostOf: ({ baseUrl }) => new URL(baseUrl).hostname,

  openTexts: (settings, tools) => ({
    send: (message) => toOutcome(() => tools.api.call(toCall(settings, message, tools)), { name: NAME, judge }),
    close: async () => {},
  }),

  test: (settings, { api }) =>
    toTried(
      NAME,
      () => api.call({ method: 'GET', url: accountUrl(settings, '.json'), headers: toHeaders(settings) }),
      (answer) => {
        const status = textAt(parseObject(answer.text), 'status')
        if (answer.status >= 300 || status === '') return { isWorking: false, detail: said(NAME, answer) }
        const isWorking = status === 'active'
        return { isWorking, detail: `Twilio knows this account; it is ${status}.` }
      },
    ),

  webhook: {
    setUp:
      'What became of each message comes by itself. For answers such as STOP, enter this address at Twilio under Phone numbers, your number, Messaging, “A message comes in” (or at the messaging service, Integration, “Send a webhook”), with HTTP POST.',
    receive: (hook, { authToken }) => receiveTwilio(hook, authToken),
    read: readTwilioReport,
    readAnswer: readTwilioAnswer,
    // TwiML that says nothing; anything else would be sent to the person as an answer.
    reply: { type: 'text/xml; charset=utf-8', body: '<?xml version="1.0" encoding="UTF-8"?><Response/>' },
  },
})

function accountUrl({ baseUrl, accountSid }: TwilioSettings, path: string): string {
  return below(baseUrl, `/2010-04-01/Accounts/${accountSid}${path}`)
}

function toHeaders({ accountSid, authToken }: TwilioSettings) {
  return { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` }
}

function toCall(settings: TwilioSettings, { to, text, messageId }: TextMessage, { reportUrl }: Tools): ApiCall {
  const { from } = settings
  const form = new URLSearchParams({
    To: to,
    [from.startsWith('MG') ? 'MessagingServiceSid' : 'From']: from,
    Body: text,
    // It comes back with each report, so that even a message is known whose answer was lost.
    StatusCallback: `${reportUrl}?delivery=${traceOf(messageId)}`,
  })
  const headers = { ...toHeaders(settings), 'content-type': 'application/x-www-form-urlencoded' }
  return { method: 'POST', url: accountUrl(settings, '/Messages.json'), headers, body: form.toString() }
}

// twilio.com/docs/api/errors. What is not here is about the account or the sender: everybody waits until that is mended.
const REFUSALS: Record<string, SendOutcome['refusal']> = {
  // The number is none, is a landline, or cannot be one.
  '21211': 'recipient',
  '21214': 'recipient',
  '21217': 'recipient',
  '21614': 'recipient',
  '21610': 'opted_out',
  // A country that the account may not send to, a number that this sender cannot reach.
  '21408': 'message',
  '21612': 'message',
  '21635': 'message',
  // What it says: nothing, or too much.
  '21602': 'message',
  '21617': 'message',
  '30039': 'message',
}
// Too many at once, or the queue of the sender is full.
const LATER = new Set(['20429', '21611', '30001', '14107'])

function judge(answer: ApiAnswer): SendOutcome {
  const body = parseObject(answer.text)
  if (answer.status < 300) {
    const sid = textAt(body, 'sid')
    if (!/^(SM|MM)[0-9a-f]{32}$/i.test(sid)) return unreadable(NAME, answer)
    return { outcome: 'accepted', response: takenOver(NAME, sid) }
  }
  const code = textAt(body, 'code')
  const response = code === '' ? said(NAME, answer) : `${said(NAME, answer)} (error ${code})`
  if (LATER.has(code)) return { outcome: 'deferred', isServerDown: true, response }
  const refusal = REFUSALS[code]
  return refusal ? { outcome: 'rejected', refusal, response } : { ...senderRefused(NAME, answer), response }
}
