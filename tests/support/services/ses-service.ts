import { createHash, createHmac, createSign, generateKeyPairSync, randomUUID } from 'node:crypto'
import { makeCertificate } from './make-certificate.ts'
import {
  type Answer,
  type Call,
  type Service,
  type SignedHook,
  startService,
  type Taken,
  type Told,
} from './start-service.ts'
import { takeMime } from './take-mime.ts'

const ACCESS_KEY = 'AKIATESTTESTTESTTEST'
const SECRET_KEY = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'
const REGION = 'eu-central-1'
export const TOPIC = `arn:aws:sns:${REGION}:123456789012:mail`

/** Amazon SES with SNS: POST /v2/email/outbound-emails signed with version 4, GET /v2/email/account, signed notifications. */
export type SesService = Service & {
  /** A message of SNS with any fields, signed. */
  notify(fields: Record<string, string>): SignedHook
  /** Subscriptions that were confirmed. */
  confirmed: string[]
}

export async function startSes(): Promise<SesService> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  const certificate = makeCertificate(publicKey, privateKey)
  const taken: Taken[] = []
  const confirmed: string[] = []

  function answer(call: Call): Answer {
    const { method, path } = call
    if (path === '/cert.pem') return { status: 200, headers: { 'content-type': 'text/plain' }, body: certificate }
    if (path.startsWith('/confirm/')) {
      confirmed.push(path)
      return { status: 200, body: '<ConfirmSubscriptionResponse/>' }
    }
    const problem = findSignatureProblem(call)
    if (problem) return refusal(403, problem, 'The request signature we calculated does not match.')
    if (method === 'GET' && path === '/v2/email/account') return account()
    if (method !== 'POST' || path !== '/v2/email/outbound-emails') return refusal(404, 'NotFoundException', 'No')
    const mail = JSON.parse(call.body.toString())
    if (!mail.FromEmailAddress.endsWith('@example.org'))
      return refusal(400, 'MessageRejected', 'Email address is not verified. The following identities failed the check')
    const reference = `0107${randomUUID()}`
    void takeMime(Buffer.from(mail.Content.Raw.Data, 'base64')).then((message) =>
      taken.push({
        ...message,
        to: [...mail.Destination.ToAddresses, ...(mail.Destination.BccAddresses ?? [])],
        trace: mail.EmailTags[0].Value,
        reference,
      }),
    )
    return { status: 200, body: JSON.stringify({ MessageId: reference }) }
  }

  const notify = (fields: Record<string, string>): SignedHook => {
    const message = { Type: 'Notification', TopicArn: TOPIC, MessageId: randomUUID(), ...fields }
    const Signature = createSign('RSA-SHA256').update(toSigned(message)).sign(privateKey, 'base64')
    const signed = { SignatureVersion: '2', SigningCertURL: `${service.url}/cert.pem`, Signature, ...message }
    return {
      headers: { 'content-type': 'text/plain; charset=UTF-8', 'x-amz-sns-message-type': message.Type },
      payload: JSON.stringify(signed),
    }
  }
  const service: SesService = {
    kind: 'ses',
    ...(await startService({ answer, fault: (call) => service.fault(call) })),
    settings: {},
    taken,
    confirmed,
    fault: () => undefined,
    notify,
    hook: ({ id, at, ...told }) =>
      notify({ MessageId: id, Timestamp: at.toISOString(), Message: JSON.stringify(toEvent({ id, at, ...told })) }),
  }
  service.settings = {
    ...{ region: REGION, accessKeyId: ACCESS_KEY, secretAccessKey: SECRET_KEY },
    ...{ topicArn: TOPIC, baseUrl: service.url },
  }
  return service
}

function account(): Answer {
  const body = {
    SendingEnabled: true,
    ProductionAccessEnabled: true,
    SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: 120 },
  }
  return { status: 200, body: JSON.stringify(body) }
}

function refusal(status: number, type: string, message: string): Answer {
  return {
    status,
    headers: { 'x-amzn-errortype': `${type}:http://internal.amazon.com/` },
    body: JSON.stringify({ message }),
  }
}

/** Recalculates the signature from what came, as AWS documents it. */
function findSignatureProblem({ method, path, headers, body }: Call): string | undefined {
  const [, key, day, region, signed = '', given] =
    /^AWS4-HMAC-SHA256 Credential=(\w+)\/(\d{8})\/([\w-]+)\/ses\/aws4_request, SignedHeaders=([\w;-]+), Signature=(\w{64})$/.exec(
      headers.authorization ?? '',
    ) ?? []
  if (key !== ACCESS_KEY || region !== REGION) return 'UnrecognizedClientException'
  const hash = (data: string | Buffer) => createHash('sha256').update(data).digest('hex')
  const lines = signed.split(';').map((name) => `${name}:${headers[name]}\n`)
  const canonical = `${method}\n${path}\n\n${lines.join('')}\n${signed}\n${hash(body)}`
  const toSign = `AWS4-HMAC-SHA256\n${headers['x-amz-date']}\n${day}/${region}/ses/aws4_request\n${hash(canonical)}`
  let secret: Buffer = Buffer.from(`AWS4${SECRET_KEY}`)
  for (const part of [day ?? '', region ?? '', 'ses', 'aws4_request', toSign])
    secret = createHmac('sha256', secret).update(part).digest()
  return secret.toString('hex') === given ? undefined : 'SignatureDoesNotMatch'
}

const SIGNED = ['Message', 'MessageId', 'Subject', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type']

function toSigned(message: Record<string, string>): string {
  return SIGNED.flatMap((name) => (message[name] === undefined ? [] : [`${name}\n${message[name]}\n`])).join('')
}

function toEvent({ what, message, id, at }: Told): object {
  const mail = {
    messageId: message.reference,
    destination: message.to,
    tags: { 'ses:operation': ['SendEmail'], rollcall_delivery: [message.trace] },
  }
  const timestamp = at.toISOString()
  const bounced = (type: string, subType: string, more: object) => ({
    eventType: 'Bounce',
    bounce: {
      ...{ bounceType: type, bounceSubType: subType, timestamp, feedbackId: id },
      bouncedRecipients: [{ emailAddress: message.to[0], action: 'failed', ...more }],
    },
    mail,
  })
  switch (what) {
    case 'delivered':
      return { eventType: 'Delivery', mail, delivery: { timestamp, smtpResponse: '250 ok' } }
    case 'delayed':
      return { eventType: 'DeliveryDelay', mail, deliveryDelay: { timestamp, delayType: 'MailboxFull' } }
    case 'hard':
      return bounced('Permanent', 'General', { status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' })
    case 'soft':
      return bounced('Transient', 'MailboxFull', { status: '4.2.2', diagnosticCode: 'smtp; 452 4.2.2 full' })
    case 'complained':
      return { eventType: 'Complaint', mail, complaint: { timestamp, complaintFeedbackType: 'abuse' } }
    case 'unsubscribed':
      return { eventType: 'Subscription', mail, subscription: { timestamp } }
    case 'opened':
      return { eventType: 'Open', mail, open: { timestamp } }
  }
}
