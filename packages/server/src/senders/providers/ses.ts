import { z } from 'zod'
import type { OutgoingMessage } from '../../email/outgoing-message.ts'
import type { ApiAnswer, ApiCall } from '../../outbound/api-client.ts'
import type { SendOutcome } from '../sender.ts'
import { toMime } from '../to-mime.ts'
import { toNote } from '../to-note.ts'
import { parseObject, said, senderRefused, textAt, toOutcome, toTried, unreadable } from './api-outcome.ts'
import {
  baseUrlField,
  below,
  providerKind,
  type Settings,
  secretField,
  type Tried,
  textField,
} from './provider-kind.ts'
import { readSesEvent } from './ses-events.ts'
import { signAws } from './sign-aws.ts'
import { receiveSns } from './sns.ts'
import { takenOver, traceOf } from './taken-over.ts'

const NAME = 'Amazon SES'
const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/

const fields = {
  region: textField('Region', 'Such as eu-central-1.', {
    shape: z.string().trim().regex(REGION, 'must be a region such as eu-central-1'),
  }),
  accessKeyId: textField('Access key ID', 'Of a user who may do ses:SendEmail, ses:SendRawEmail and ses:GetAccount.'),
  secretAccessKey: secretField('Secret access key', 'Shown once by AWS, when the key is made.'),
  configurationSet: textField('Configuration set', 'The one whose events go to your SNS topic.', { isRequired: false }),
  topicArn: textField('SNS topic', 'Its ARN. Only what comes from this topic is believed.', { isRequired: false }),
  baseUrl: baseUrlField(''),
}

type SesSettings = Settings<typeof fields>

/** Amazon SES, API version 2, with the whole message as MIME; reports through Amazon SNS. */
export const ses = providerKind({
  id: 'ses',
  name: NAME,
  fields,
  hostOf: (settings) => new URL(endpointOf(settings)).hostname,

  open: (settings, { api, now }) => ({
    send: (message) => toOutcome(() => api.call(toCall(settings, message, now())), { name: NAME, judge }),
    close: async () => {},
  }),

  test: (settings, { api, now }) =>
    toTried(
      NAME,
      () => api.call(signed(settings, { method: 'GET', path: '/v2/email/account', at: now() })),
      toldAccount,
    ),

  webhook: {
    setUp:
      'At Amazon SES, give the configuration set an SNS destination for delivery, delivery delay, bounce, complaint and reject, and enter its name and the ARN of the topic above. Then subscribe this address to the topic: HTTPS, signature version 2. Rollcall confirms the subscription by itself.',
    receive: receiveSns,
    read: readSesEvent,
  },
})

function endpointOf({ baseUrl, region }: SesSettings): string {
  return baseUrl || `https://email.${region}.amazonaws.com`
}

function toCall(settings: SesSettings, message: OutgoingMessage, at: Date): ApiCall {
  const mime = toMime(message)
  const body = {
    FromEmailAddress: message.from.address,
    Destination: { ToAddresses: [message.to], ...(mime.bcc.length > 0 && { BccAddresses: mime.bcc }) },
    Content: { Raw: { Data: mime.bytes.toString('base64') } },
    EmailTags: [{ Name: 'rollcall_delivery', Value: traceOf(message.messageId) }],
    ...(settings.configurationSet !== '' && { ConfigurationSetName: settings.configurationSet }),
  }
  return signed(settings, { method: 'POST', path: '/v2/email/outbound-emails', body: JSON.stringify(body), at })
}

function signed(
  settings: SesSettings,
  { method, path, body, at }: { method: ApiCall['method']; path: string; body?: string; at: Date },
): ApiCall {
  const { accessKeyId, secretAccessKey, region } = settings
  const call = {
    method,
    url: below(endpointOf(settings), path),
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body }),
  }
  return signAws(call, { accessKeyId, secretAccessKey, region, service: 'ses' }, at)
}

function judge(answer: ApiAnswer): SendOutcome {
  const body = parseObject(answer.text)
  if (answer.status < 300) {
    const id = textAt(body, 'MessageId')
    return id === '' ? unreadable(NAME, answer) : { outcome: 'accepted', response: takenOver(NAME, toNote(id)) }
  }
  const response = said(NAME, answer)
  const error = errorOf(answer)
  if (error === 'LimitExceededException' || error === 'Throttling' || error === 'ThrottlingException')
    return { outcome: 'deferred', isServerDown: true, response }
  const isAboutMessage = error === 'MessageRejected' && !/not verified|paused|suspended|sandbox/i.test(response)
  const isAboutAddress = error === 'BadRequestException' && /address|recipient|domain contains/i.test(response)
  if (isAboutMessage || isAboutAddress) return { outcome: 'rejected', refusal: 'message', response }
  return senderRefused(NAME, answer)
}

function errorOf({ headers, text }: ApiAnswer): string {
  const told = headers['x-amzn-errortype'] || textAt(parseObject(text), '__type')
  return told.split(':')[0]?.split('#').at(-1) ?? ''
}

function toldAccount(answer: ApiAnswer): Tried {
  const account = parseObject(answer.text)
  if (answer.status >= 300 || typeof account.SendingEnabled !== 'boolean') {
    const isKnown = errorOf(answer) === 'AccessDeniedException'
    if (!isKnown) return { isWorking: false, detail: said(NAME, answer) }
    return {
      isWorking: false,
      detail: `${said(NAME, answer)} To try the account, its key must be allowed ses:GetAccount.`,
    }
  }
  if (!account.SendingEnabled)
    return { isWorking: false, detail: 'Amazon SES knows this key, but sending is paused for the account.' }
  const most = Number(textAt(account, 'SendQuota', 'Max24HourSend'))
  const sent = Number(textAt(account, 'SendQuota', 'SentLast24Hours'))
  const quota = `${sent} of ${most} messages of 24 hours are used.`
  if (account.ProductionAccessEnabled !== true)
    return {
      isWorking: true,
      detail: `Amazon SES knows this key, but only verified people get mail: the account is in the sandbox. ${quota}`,
    }
  return { isWorking: true, detail: `Amazon SES knows this key. ${quota}` }
}
