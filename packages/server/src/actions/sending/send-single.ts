import { type RouteReply, type sendingSend, toId } from '@rollcall/contract'
import type { ActionContext } from '../../action.ts'
import { findContacts } from '../../store/contacts.ts'
import { loadPrepareContext } from '../../store/prepare-context.ts'
import { insertSingle } from '../../store/sendings.ts'
import { prepareGiven, writeGiven } from '../contacts/write-given.ts'
import type { CheckedSending } from './check-sending.ts'

type Answer = Omit<RouteReply<typeof sendingSend>, 'provider' | 'warnings'>

/** Keeps a message to one address, ready to leave. */
export async function sendSingle(
  context: ActionContext,
  { content }: CheckedSending,
  recipientEmail: string,
): Promise<Answer> {
  const email = recipientEmail.normalize('NFC')
  const rowNo = await ensureContact(context, email)
  const at = context.product.now()
  const single = await context.write((transaction) => insertSingle(transaction, content, { rowNo, at }))
  const ids = { id: toId('campaign', single.campaignId), sendId: toId('delivery', single.deliveryId) }
  if (single.reason === null) return { ...ids, status: 'queued', message: `Queued for ${email}.` }
  const reason = SKIPPED[single.reason] ?? single.reason
  return { ...ids, status: 'skipped', sentCount: 0, message: `Nothing is sent to ${email}: ${reason}.` }
}

const SKIPPED: Record<string, string> = {
  suppressed: 'the address is on the suppression list',
  unsubscribed: 'they unsubscribed, and this is marketing (transactional: false)',
  non_subscribed: 'they never subscribed, and this is marketing (transactional: false)',
  bounced: 'the address bounced',
  invalid_address: 'the address cannot receive mail',
  deleted: 'the contact was deleted just now',
}

/** Whoever is new becomes a contact who gave no consent, so that bounces, complaints and the timeline know them. */
async function ensureContact(context: ActionContext, email: string): Promise<number> {
  const { product, caller } = context
  const [known] = await findContacts(product.database, caller.projectId, [email])
  if (known) return known.rowNo
  const prepareContext = await loadPrepareContext(product.database, caller.projectId)
  const contact = prepareGiven({ email, status: 'non-subscribed', source: 'sending' }, prepareContext)
  const [outcome] = await writeGiven(context, [contact], { onConflict: 'skip', tagIds: new Map() })
  if (outcome === undefined || !('contact' in outcome)) throw new Error('Writing one contact should have one outcome.')
  return outcome.contact.now.rowNo
}
