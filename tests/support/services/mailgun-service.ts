import { createHmac, randomBytes } from 'node:crypto'
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

const API_KEY = 'key-0123456789abcdef0123'
const DOMAIN = 'mg.example.org'

/** Mailgun: POST /v3/{domain}/messages.mime, GET /v4/domains/{domain}, webhooks signed with HMAC. */
export async function startMailgun(): Promise<Service> {
  const signingKey = randomBytes(20).toString('hex')
  const taken: Taken[] = []
  const waiting: Promise<unknown>[] = []

  function answer(call: Call): Answer {
    const { method, path, headers } = call
    if (headers.authorization !== `Basic ${Buffer.from(`api:${API_KEY}`).toString('base64')}`)
      return { status: 401, headers: { 'content-type': 'text/plain' }, body: 'Forbidden' }
    if (method === 'GET' && path === `/v4/domains/${DOMAIN}`)
      return { status: 200, body: JSON.stringify({ domain: { name: DOMAIN, state: 'active' } }) }
    if (method !== 'POST' || path !== `/v3/${DOMAIN}/messages.mime`)
      return { status: 404, body: JSON.stringify({ message: 'Domain not found: other.example.org' }) }
    const reference = `${randomBytes(12).toString('hex')}@${DOMAIN}`
    waiting.push(take(call, reference))
    return { status: 200, body: JSON.stringify({ id: `<${reference}>`, message: 'Queued. Thank you.' }) }
  }

  async function take({ headers, body }: Call, reference: string) {
    const form = await new Response(new Uint8Array(body), {
      headers: { 'content-type': headers['content-type'] ?? '' },
    }).formData()
    const message = form.get('message')
    const mime = Buffer.from(message instanceof Blob ? await message.arrayBuffer() : new ArrayBuffer(0))
    const to = form.getAll('to').map(String)
    taken.push({ ...(await takeMime(mime)), to, trace: String(form.get('v:rollcall_delivery')), reference })
  }

  const service: Service = {
    kind: 'mailgun',
    ...(await startService({ answer, fault: (call) => service.fault(call) })),
    settings: {},
    taken,
    fault: () => undefined,
    hook: (told) => sign(signingKey, told),
  }
  service.settings = { apiKey: API_KEY, domain: DOMAIN, signingKey, baseUrl: service.url }
  return service
}

const WORDS: Record<Told['what'], object> = {
  delivered: { event: 'delivered', 'delivery-status': { code: 250, message: 'OK' } },
  delayed: {
    event: 'failed',
    severity: 'temporary',
    reason: 'generic',
    'delivery-status': { code: 450, message: 'later' },
  },
  hard: {
    event: 'failed',
    severity: 'permanent',
    reason: 'bounce',
    'delivery-status': { code: 550, 'enhanced-code': '5.1.1', message: 'user unknown' },
  },
  soft: {
    event: 'failed',
    severity: 'permanent',
    reason: 'old',
    'delivery-status': { code: 452, message: 'mailbox full' },
  },
  complained: { event: 'complained' },
  unsubscribed: { event: 'unsubscribed' },
  opened: { event: 'opened' },
}

function sign(signingKey: string, { what, message, id, at }: Told): SignedHook {
  const timestamp = String(Math.floor(at.getTime() / 1_000))
  const token = createHmac('sha256', 'token').update(id).digest('hex').slice(0, 50)
  const signature = createHmac('sha256', signingKey)
    .update(timestamp + token)
    .digest('hex')
  const event = {
    id,
    timestamp: at.getTime() / 1_000,
    recipient: message.to[0],
    message: { headers: { 'message-id': message.reference } },
    'user-variables': { rollcall_delivery: message.trace },
    ...WORDS[what],
  }
  return { headers: {}, payload: JSON.stringify({ signature: { timestamp, token, signature }, 'event-data': event }) }
}
