import { createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import {
  type Answer,
  type Call,
  type Service,
  type SignedHook,
  startService,
  type Taken,
  type Told,
} from './start-service.ts'

const API_KEY = 'SG.test-key-abcdefghijkl'

/** SendGrid: POST /v3/mail/send, GET /v3/scopes, event webhooks signed with ECDSA. */
export async function startSendgrid(): Promise<Service> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const taken: Taken[] = []

  function answer({ method, path, headers, body }: Call): Answer {
    if (headers.authorization !== `Bearer ${API_KEY}`)
      return refusal(401, 'The provided authorization grant is invalid, expired, or revoked', null)
    if (method === 'GET' && path === '/v3/scopes')
      return { status: 200, body: JSON.stringify({ scopes: ['mail.send', 'alerts.read'] }) }
    if (method !== 'POST' || path !== '/v3/mail/send') return refusal(404, 'Not Found', null)
    const mail = JSON.parse(body.toString())
    if (!mail.from.email.endsWith('@example.org'))
      return refusal(403, 'The from address does not match a verified Sender Identity.', 'from')
    const [to] = mail.personalizations
    const reference = randomBytes(11).toString('base64url')
    taken.push({
      to: [...to.to, ...(to.bcc ?? [])].map(({ email }: { email: string }) => email),
      from: mail.from.email,
      subject: mail.subject,
      text: mail.content[0].value,
      html: mail.content[1].value,
      replyTo: mail.reply_to?.email ?? null,
      headers: Object.fromEntries(
        Object.entries(mail.headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
      ),
      attachments: (mail.attachments ?? []).map((file: { filename: string; content: string }) => ({
        fileName: file.filename,
        content: Buffer.from(file.content, 'base64').toString(),
      })),
      trace: to.custom_args.rollcall_delivery,
      reference,
    })
    return { status: 202, headers: { 'x-message-id': reference } }
  }

  const service: Service = {
    kind: 'sendgrid',
    ...(await startService({ answer, fault: (call) => service.fault(call) })),
    settings: {},
    taken,
    fault: () => undefined,
    hook: (told) => sign(privateKey, told),
  }
  const verificationKey = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  service.settings = { apiKey: API_KEY, verificationKey, baseUrl: service.url }
  return service
}

function refusal(status: number, message: string, field: string | null): Answer {
  return { status, body: JSON.stringify({ errors: [{ message, field, help: null }] }) }
}

const WORDS: Record<Told['what'], object> = {
  delivered: { event: 'delivered', response: '250 OK' },
  delayed: { event: 'deferred', response: '450 4.2.0 later', attempt: '1' },
  hard: { event: 'bounce', type: 'bounce', status: '5.1.1', reason: '550 5.1.1 The email account does not exist' },
  soft: { event: 'bounce', type: 'blocked', reason: 'unable to get mx info' },
  complained: { event: 'spamreport' },
  unsubscribed: { event: 'unsubscribe' },
  opened: { event: 'open', sg_machine_open: true },
}

function sign(key: KeyObject, { what, message, id, at }: Told): SignedHook {
  const seconds = Math.floor(at.getTime() / 1_000)
  const common = {
    email: message.to[0],
    timestamp: seconds,
    sg_event_id: id,
    sg_message_id: `${message.reference}.recvd-5f54b5d587-pczjm-1-67BADEEA-6.0`,
    rollcall_delivery: message.trace,
  }
  const payload = JSON.stringify([{ ...common, ...WORDS[what] }])
  const signature = createSign('SHA256').update(`${seconds}${payload}`).sign(key, 'base64')
  return {
    headers: {
      'x-twilio-email-event-webhook-signature': signature,
      'x-twilio-email-event-webhook-timestamp': String(seconds),
    },
    payload,
  }
}
