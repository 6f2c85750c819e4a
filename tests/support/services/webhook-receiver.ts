import { createHmac, timingSafeEqual } from 'node:crypto'
import { type Answer, type Call, type Fault, startService } from './start-service.ts'

/** A message that the receiver believed. */
export type Received = {
  id: string
  type: string
  data: {
    message: { id: string; campaign: string; channel: string; kind: string }
    to: string
    text: string
    contact: Record<string, string | null>
  }
}

/** A program that takes messages over by the rules of Standard Webhooks, written from the specification. */
export type WebhookReceiver = {
  url: string
  calls: Call[]
  received: Received[]
  /** What it answers instead of 204, by the message. */
  answer: (message: Received) => Answer | undefined
  /** What goes wrong with a call, and when. */
  fault: (call: Call) => Fault | undefined | Promise<Fault | undefined>
  secret: string
  /** How far its clock is ahead. */
  aheadMs: number
  close(): Promise<void>
}

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const receiver: WebhookReceiver = {
    ...(await startService({ answer: (call) => take(receiver, call), fault: (call) => receiver.fault(call) })),
    received: [],
    answer: () => undefined,
    fault: () => undefined,
    secret: '',
    aheadMs: 0,
  }
  return receiver
}

function take(receiver: WebhookReceiver, { headers, body }: Call): Answer {
  const id = headers['webhook-id'] ?? ''
  const timestamp = headers['webhook-timestamp'] ?? ''
  const ageSeconds = Math.abs((Date.now() + receiver.aheadMs) / 1_000 - Number(timestamp))
  const key = Buffer.from(receiver.secret.slice('whsec_'.length), 'base64')
  const mac = createHmac('sha256', key)
    .update(`${id}.${timestamp}.${body.toString('utf-8')}`)
    .digest()
  const isSigned = (headers['webhook-signature'] ?? '').split(' ').some((part) => {
    const [version, signature = ''] = part.split(',')
    const given = Buffer.from(signature, 'base64')
    return version === 'v1' && given.length === mac.length && timingSafeEqual(given, mac)
  })
  if (!isSigned || !/^\d+$/.test(timestamp) || ageSeconds > 300)
    return { status: 401, body: '{"message":"not signed"}' }
  const message: Received = { id, ...JSON.parse(body.toString()) }
  const refused = receiver.answer(message)
  if (refused) return refused
  receiver.received.push(message)
  return { status: 204 }
}
