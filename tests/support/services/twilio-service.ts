import { createHmac, randomBytes } from 'node:crypto'
import { type Answer, type Call, type Fault, type SignedHook, startService } from './start-service.ts'

/** A text that Twilio took over. */
export type TakenText = { sid: string; to: string; from: string; body: string; callback: string }

/** What is signed: the address that is called, and what is said there. */
export type TwilioHook = { url: string; fields: Record<string, string> }

/** Twilio on loopback: POST /2010-04-01/Accounts/{sid}/Messages.json and the account itself, as documented. */
export type TwilioService = {
  settings: Record<string, string>
  calls: Call[]
  taken: TakenText[]
  /** What it refuses numbers with, by the number: its error codes. */
  refusals: Map<string, number>
  fault: (call: Call) => Fault | undefined
  /** A call signed with the auth token, as Twilio's own documentation says it. */
  sign(hook: TwilioHook, token?: string): SignedHook
  close(): Promise<void>
}

const ACCOUNT = `AC${'0a'.repeat(16)}`
const TOKEN = 'twilio-auth-token-for-tests'
const SENDER = '+15005550006'

export async function startTwilio(): Promise<TwilioService> {
  const taken: TakenText[] = []
  const refusals = new Map<string, number>()

  function answer({ method, path, headers, body }: Call): Answer {
    const credentials = Buffer.from(`${ACCOUNT}:${TOKEN}`).toString('base64')
    if (headers.authorization !== `Basic ${credentials}`) return problem(401, 20003, 'Authenticate')
    if (method === 'GET' && path === `/2010-04-01/Accounts/${ACCOUNT}.json`)
      return { status: 200, body: JSON.stringify({ sid: ACCOUNT, status: 'active' }) }
    if (method !== 'POST' || path !== `/2010-04-01/Accounts/${ACCOUNT}/Messages.json`)
      return problem(404, 20404, 'The requested resource was not found')
    if (headers['content-type'] !== 'application/x-www-form-urlencoded') return problem(415, 20415, 'Content-Type')
    const form = new URLSearchParams(body.toString())
    const [to, from, text] = ['To', 'From', 'Body'].map((name) => form.get(name) ?? '')
    if (from !== SENDER) return problem(400, 21606, 'The From phone number is not valid for this account')
    const code = refusals.get(to ?? '')
    if (code !== undefined) return problem(code === 20429 ? 429 : 400, code, `Refused with ${code}`)
    if (!/^\+\d+$/.test(to ?? '')) return problem(400, 21211, "Invalid 'To' Phone Number")
    if (text === '') return problem(400, 21602, 'Message body is required')
    const sid = `SM${randomBytes(16).toString('hex')}`
    taken.push({ sid, to: to ?? '', from, body: text ?? '', callback: form.get('StatusCallback') ?? '' })
    return { status: 201, body: JSON.stringify({ sid, status: 'queued', error_code: null }) }
  }

  const service: TwilioService = {
    ...(await startService({ answer, fault: (call) => service.fault(call) })),
    settings: {},
    taken,
    refusals,
    fault: () => undefined,
    sign: ({ url, fields }, token = TOKEN) => ({
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': signature(url, { fields, token }),
      },
      payload: new URLSearchParams(fields).toString(),
    }),
  }
  // why: startService gives the address beside what a service here shows
  const { url } = service as TwilioService & { url: string }
  service.settings = { accountSid: ACCOUNT, authToken: TOKEN, from: SENDER, baseUrl: url }
  return service
}

function problem(status: number, code: number, message: string): Answer {
  return {
    status,
    body: JSON.stringify({ code, message, status, more_info: `https://www.twilio.com/docs/errors/${code}` }),
  }
}

/** From the documentation: the full URL, then each POST field sorted by name, name and value without anything between. */
function signature(url: string, { fields, token }: { fields: Record<string, string>; token: string }): string {
  let text = url
  for (const name of Object.keys(fields).sort()) text += name + fields[name]
  return createHmac('sha1', token).update(Buffer.from(text, 'utf-8')).digest('base64')
}
