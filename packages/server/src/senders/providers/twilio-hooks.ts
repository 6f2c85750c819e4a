import { createHmac } from 'node:crypto'
import { toNote } from '../to-note.ts'
import { parseObject, textAt } from './api-outcome.ts'
import { isSameText } from './is-same-text.ts'
import { type Answer, type Hook, HookRefused, type ReceivedReport, type Report } from './provider-kind.ts'

/** Checks a hook by its X-Twilio-Signature and keeps what it says: a report about a message, or somebody's answer. */
export function receiveTwilio({ body, headers, url }: Hook, authToken: string): ReceivedReport[] {
  const given = new URLSearchParams(body.toString())
  if (!isSameText(headers['x-twilio-signature'] ?? '', signatureOf(url, { given, authToken })))
    throw new HookRefused(
      'The signature does not fit the auth token and this address. Look whether the public URL is the one that Twilio calls.',
    )
  const sid = given.get('MessageSid') || given.get('SmsSid') || ''
  if (sid === '') return []
  const status = given.get('MessageStatus') ?? 'received'
  const delivery = new URL(url).searchParams.get('delivery') ?? ''
  const kept = { ...Object.fromEntries(KEPT.map((name) => [name, given.get(name) ?? ''])), MessageSid: sid, delivery }
  return [{ key: `${sid} ${status}`.slice(0, 200), nonce: null, body: JSON.stringify(kept) }]
}

const KEPT = ['MessageStatus', 'ErrorCode', 'From', 'Body', 'OptOutType']

/** twilio.com/docs/usage/security: the address and every parameter by name, signed with the auth token. */
function signatureOf(url: string, { given, authToken }: { given: URLSearchParams; authToken: string }): string {
  const names = [...new Set(given.keys())].sort()
  const said = names.flatMap((name) => [...new Set(given.getAll(name))].sort().map((value) => name + value))
  return createHmac('sha1', authToken)
    .update(url + said.join(''))
    .digest('base64')
}

// The statuses before these say less: that it is on its way.
const STATUSES: Record<string, Report['what']> = {
  sent: 'taken',
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'undelivered',
  failed: 'undelivered',
}
// twilio.com/docs/api/errors. No such number, a landline, a number that is none; every other code may be otherwise tomorrow.
const NOBODY = new Set(['21211', '21614', '30005', '30006'])
const OPTED_OUT = '21610'

/** What became of a message; null when it is on its way, or this is an answer. */
export function readTwilioReport(body: string): Report | null {
  const kept = parseObject(body)
  const [status, code] = [textAt(kept, 'MessageStatus'), textAt(kept, 'ErrorCode')]
  const told = STATUSES[status]
  if (told === undefined) return null
  const isLost = told === 'undelivered'
  const what = isLost && NOBODY.has(code) ? 'bounced' : isLost && code === OPTED_OUT ? 'unsubscribed' : told
  const note = toNote(code === '' ? `Twilio: ${status}` : `Twilio: ${status}, error ${code}`)
  return { what, at: null, traces: [textAt(kept, 'delivery')], reference: textAt(kept, 'MessageSid'), note }
}

const STOP = new Set(['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT'])
const START = new Set(['START', 'YES', 'UNSTOP'])
// Twilio answers these itself.
const HELP = new Set(['HELP', 'INFO'])

/** What somebody wrote to us; null when nothing follows from it. */
export function readTwilioAnswer(body: string): Answer | null {
  const kept = parseObject(body)
  const from = textAt(kept, 'From')
  if (textAt(kept, 'MessageStatus') !== '' || !from.startsWith('+')) return null
  const text = textAt(kept, 'Body')
  const word = (textAt(kept, 'OptOutType') || text).replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '').toUpperCase()
  if (HELP.has(word)) return null
  const what = STOP.has(word) ? 'stop' : START.has(word) ? 'start' : 'other'
  // What else they write stays between them and the number.
  return { channel: 'sms', from, what, word: what === 'other' ? '' : word, reference: textAt(kept, 'MessageSid') }
}
