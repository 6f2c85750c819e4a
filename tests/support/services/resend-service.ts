import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import {
  type Answer,
  type Call,
  type Service,
  type SignedHook,
  startService,
  type Taken,
  type Told,
} from './start-service.ts'

const API_KEY = 're_Test1234_abcdefghijkl'

/** Resend: POST /emails with idempotency keys, GET /domains, webhooks signed by Svix. */
export async function startResend(): Promise<Service> {
  const secret = `whsec_${randomBytes(24).toString('base64')}`
  const taken: Taken[] = []
  const known = new Map<string, { body: string; id: string }>()

  function answer({ method, path, headers, body }: Call): Answer {
    if (headers.authorization !== `Bearer ${API_KEY}`)
      return { status: 403, body: error('invalid_api_key', 403, 'API key is invalid') }
    if (method === 'GET' && path === '/domains')
      return { status: 200, body: JSON.stringify({ data: [{ id: '1', name: 'example.org', status: 'verified' }] }) }
    if (method !== 'POST' || path !== '/emails')
      return { status: 404, body: error('not_found', 404, 'The requested endpoint does not exist.') }
    const key = headers['idempotency-key'] ?? ''
    const before = known.get(key)
    if (before && before.body !== body.toString())
      return { status: 409, body: error('invalid_idempotent_request', 409, 'This key was used with another payload.') }
    if (before) return { status: 200, body: JSON.stringify({ id: before.id }) }
    const mail = JSON.parse(body.toString())
    if (!/@example\.org>?$/.test(mail.from))
      return {
        status: 403,
        body: error('validation_error', 403, 'The domain is not verified. Please, add and verify your domain'),
      }
    const id = randomUUID()
    known.set(key, { body: body.toString(), id })
    taken.push({
      to: [...mail.to, ...(mail.bcc ?? [])],
      from: mail.from,
      subject: mail.subject,
      html: mail.html,
      text: mail.text,
      replyTo: mail.reply_to ?? null,
      headers: lowered(mail.headers ?? {}),
      attachments: (mail.attachments ?? []).map((file: { filename: string; content: string }) => ({
        fileName: file.filename,
        content: Buffer.from(file.content, 'base64').toString(),
      })),
      trace: mail.tags[0].value,
      reference: id,
    })
    return { status: 200, body: JSON.stringify({ id }) }
  }

  const service: Service = {
    kind: 'resend',
    ...(await startService({ answer, fault: (call) => service.fault(call) })),
    settings: {},
    taken,
    fault: () => undefined,
    hook: (told) => sign(secret, told),
  }
  service.settings = { apiKey: API_KEY, webhookSecret: secret, baseUrl: service.url }
  return service
}

function error(name: string, statusCode: number, message: string): string {
  return JSON.stringify({ name, statusCode, message })
}

const WORDS: Record<Told['what'], [string, object]> = {
  delivered: ['email.delivered', {}],
  delayed: ['email.delivery_delayed', {}],
  hard: [
    'email.bounced',
    {
      bounce: {
        type: 'Permanent',
        subType: 'General',
        message: 'No such user',
        diagnosticCode: ['smtp; 550 5.1.1 user unknown'],
      },
    },
  ],
  soft: ['email.bounced', { bounce: { type: 'Transient', subType: 'MailboxFull', message: 'The mailbox is full' } }],
  complained: ['email.complained', {}],
  unsubscribed: ['contact.updated', {}],
  opened: ['email.opened', {}],
}

/** Signs as Svix does: id, time and body with the secret behind whsec_. */
function sign(secret: string, { what, message, id, at }: Told): SignedHook {
  const [type, more] = WORDS[what]
  const payload = JSON.stringify({
    type,
    created_at: at.toISOString(),
    data: { email_id: message.reference, to: message.to, tags: { rollcall_delivery: message.trace }, ...more },
  })
  const timestamp = String(Math.floor(at.getTime() / 1_000))
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${payload}`).digest('base64')
  return {
    headers: { 'svix-id': id, 'svix-timestamp': timestamp, 'svix-signature': `v1,bm9ib2R5 v1,${signature}` },
    payload,
  }
}

function lowered(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}
