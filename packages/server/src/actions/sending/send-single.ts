import { type RouteReply, type sendingSend, toId } from '@rollcall/contract'
import type { ActionContext } from '../../action.ts'
import { findContacts } from '../../store/contacts.ts'
import { insertSingle, type SendingContent, type SingleDelivery } from '../../store/sendings.ts'
import { addContact } from './add-contact.ts'

type Answer = Omit<RouteReply<typeof sendingSend>, 'provider' | 'warnings'>

/** Keeps a message to one address, ready to leave. */
export async function sendSingle(
  context: ActionContext,
  content: SendingContent,
  recipientEmail: string,
): Promise<Answer> {
  const rowNo = await ensureContact(context, recipientEmail.normalize('NFC'))
  const at = context.product.now()
  const single = await context.write((transaction) => insertSingle(transaction, content, { rowNo, at }))
  return singleAnswer(single, recipientEmail)
}

/** What is told of a message to one address. */
export function singleAnswer({ campaignId, deliveryId, reason }: SingleDelivery, email: string): Answer {
  const ids = { id: toId('campaign', campaignId), sendId: toId('delivery', deliveryId) }
  if (reason === null) return { ...ids, status: 'queued', message: `Queued for ${email}.` }
  const message = `Nothing is sent to ${email}: ${SKIPPED[reason] ?? reason}.`
  return { ...ids, status: 'skipped', sentCount: 0, message }
}

const SKIPPED: Record<string, string> = {
  suppressed: 'the address is on the suppression list',
  unsubscribed: 'they unsubscribed, and this is marketing (transactional: false)',
  non_subscribed: 'they never subscribed, and this is marketing (transactional: false)',
  bounced: 'the address bounced',
  invalid_address: 'the address cannot receive mail',
  expired: 'expiresAt has passed',
  paused: 'they paused mail, and this is marketing (transactional: false)',
  deleted: 'the contact was deleted just now',
}

/** Whoever is new becomes a contact who gave no consent, so that bounces, complaints and the timeline know them. */
async function ensureContact(context: ActionContext, email: string): Promise<number> {
  const { product, caller } = context
  const [known] = await findContacts(product.database, caller.projectId, [email])
  if (known) return known.rowNo
  return addContact(context, { email })
}
