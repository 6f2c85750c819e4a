import { createVerify, type KeyObject, X509Certificate } from 'node:crypto'
import { parseObject, textAt } from './api-outcome.ts'
import { type Hook, HookRefused, type ReceivedReport, type Settings, type Tools } from './provider-kind.ts'
import { refuseOld } from './refuse-old.ts'

// A message that could not be handed over is tried for hours with its first signature; it counts once by its id.
const WINDOW_MS = 24 * 60 * 60_000
const MOST_CERTIFICATES = 20
const SNS_HOST = /^sns\.[a-z0-9-]{3,30}\.amazonaws\.com(\.cn)?$/

// The fields that are signed, by the type of the message. Source: docs.aws.amazon.com/sns, "Verifying the signatures".
const SIGNED: Record<string, string[]> = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
  UnsubscribeConfirmation: ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'],
}

type Account = Pick<Settings, string>

/** Proves that a message comes from the topic of an account, and confirms its subscription when it asks for that. */
export async function receiveSns(hook: Hook, settings: Account, tools: Tools): Promise<ReceivedReport[]> {
  const message = parseObject(hook.body.toString())
  const names = SIGNED[textAt(message, 'Type')]
  if (!names) throw new HookRefused('It is no message of Amazon SNS.')
  const { topicArn = '' } = settings
  if (topicArn === '') throw new HookRefused('No SNS topic is set, so no topic is believed. Enter its ARN.')
  if (textAt(message, 'TopicArn') !== topicArn)
    throw new HookRefused(`It comes from another topic: ${JSON.stringify(textAt(message, 'TopicArn').slice(0, 200))}.`)
  const key = await getKey(textAt(message, 'SigningCertURL'), settings, tools)
  const algorithm = { '1': 'RSA-SHA1', '2': 'RSA-SHA256' }[textAt(message, 'SignatureVersion')]
  if (!algorithm) throw new HookRefused('Its signature has a version that is not known.')
  const verify = createVerify(algorithm).update(toSigned(message, names))
  if (!verify.verify(key, textAt(message, 'Signature'), 'base64')) throw new HookRefused('The signature is not right.')
  refuseOld(new Date(textAt(message, 'Timestamp')).getTime() || 0, { hook, windowMs: WINDOW_MS })
  if (textAt(message, 'Type') === 'SubscriptionConfirmation')
    await confirm(textAt(message, 'SubscribeURL'), settings, tools)
  if (textAt(message, 'Type') !== 'Notification') return []
  return [{ key: textAt(message, 'MessageId').slice(0, 200), nonce: null, body: textAt(message, 'Message') }]
}

function toSigned(message: Record<string, unknown>, names: string[]): string {
  return names.map((name) => (message[name] === undefined ? '' : `${name}\n${textAt(message, name)}\n`)).join('')
}

/** Amazon's own hosts, or the address at which this account reaches Amazon. */
function refuseStranger(address: string, { baseUrl = '' }: Account) {
  const url = URL.canParse(address) ? new URL(address) : undefined
  const isAmazon = url?.protocol === 'https:' && SNS_HOST.test(url.hostname) && url.port === '' && url.username === ''
  const isOwn = url !== undefined && baseUrl !== '' && url.origin === new URL(baseUrl).origin
  if (!isAmazon && !isOwn)
    throw new HookRefused(`It leads to ${JSON.stringify(url?.host ?? '')}, which is not Amazon SNS.`)
}

const certificates = new Map<string, KeyObject>()

async function getKey(address: string, settings: Account, { api }: Tools): Promise<KeyObject> {
  refuseStranger(address, settings)
  const known = certificates.get(address)
  if (known) return known
  const key = await readKey(address, api)
  if (certificates.size >= MOST_CERTIFICATES) certificates.clear()
  certificates.set(address, key)
  return key
}

async function readKey(address: string, api: Tools['api']): Promise<KeyObject> {
  try {
    const { status, text } = await api.call({ method: 'GET', url: address, headers: {} })
    if (status === 200) return new X509Certificate(text).publicKey
  } catch {
    // Whatever is there instead is no certificate.
  }
  throw new HookRefused('The certificate that it was signed with could not be read.')
}

async function confirm(address: string, settings: Account, { api }: Tools) {
  refuseStranger(address, settings)
  const { status } = await api.call({ method: 'GET', url: address, headers: {} })
  if (status !== 200) throw new HookRefused(`Amazon SNS answered ${status} when the subscription was confirmed.`)
}
