import { type Campaigning, createCampaigning } from './campaigning.ts'
import { startWebhookReceiver, type WebhookReceiver } from './services/webhook-receiver.ts'

/** Somebody who makes campaigns of texts, and what these are sent to: a signed webhook for sms. */
export type TextDesk = { desk: Campaigning; receiver: WebhookReceiver; drop: () => Promise<void> }

export async function openTextDesk(): Promise<TextDesk> {
  const desk = await createCampaigning({ allowPrivate: true })
  const receiver = await startWebhookReceiver()
  const provider = { kind: 'webhook', name: 'Texts', settings: { url: receiver.url, channel: 'sms' } }
  const { body } = await desk.request<{ made: { secret: string } }>('POST', '/providers', provider)
  receiver.secret = body.made.secret
  const drop = async () => {
    await desk.drop()
    await receiver.close()
  }
  return { desk, receiver, drop }
}
