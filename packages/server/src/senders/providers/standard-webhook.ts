import { createHmac } from 'node:crypto'
import { isSameText } from './is-same-text.ts'
import { type Hook, HookRefused } from './provider-kind.ts'
import { refuseOld } from './refuse-old.ts'

// Each attempt is signed anew, so an old one is a replay.
const WINDOW_MS = 5 * 60_000

/** The headers of a message of ours. `id` is the same in each attempt, so that whoever gets it twice can tell. */
export function signStandardWebhook(body: string, { id, secret, at }: { id: string; secret: string; at: Date }) {
  const timestamp = String(Math.floor(at.getTime() / 1_000))
  const signature = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}

function keyOf(secret: string): Buffer {
  return Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
}

/** Checks a hook by the rules of Standard Webhooks and gives its id. `prefix` begins its headers: webhook or svix. */
export function verifyStandardWebhook(hook: Hook, { secret, prefix }: { secret: string; prefix: string }): string {
  if (secret === '') throw new HookRefused('No signing secret is set, so nothing can be proved.')
  const id = hook.headers[`${prefix}-id`] ?? ''
  const timestamp = hook.headers[`${prefix}-timestamp`] ?? ''
  const signatures = (hook.headers[`${prefix}-signature`] ?? '').split(' ')
  if (id === '' || id.length > 200 || !/^\d{1,12}$/.test(timestamp)) throw new HookRefused('The signature is missing.')
  const expected = createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.`).update(hook.body).digest('base64')
  if (!signatures.some((signature) => isSameText(signature, `v1,${expected}`)))
    throw new HookRefused('The signature does not fit the signing secret.')
  refuseOld(Number(timestamp) * 1_000, { hook, windowMs: WINDOW_MS })
  return id
}
