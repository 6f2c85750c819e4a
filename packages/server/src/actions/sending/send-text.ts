import { type RouteReply, sendingSendText, type TextChannel, toId } from '@rollcall/contract'
import { type ActionContext, action } from '../../action.ts'
import { CHANNEL_NAMES } from '../../audience/reachable.ts'
import { parseReachableAddress } from '../../contacts/reachable-address.ts'
import { invalid } from '../../failure.ts'
import { findRowAt, listChannelRefusals } from '../../store/channel-refusals.ts'
import { findContact } from '../../store/contacts.ts'
import { insertSingle, type SingleDelivery } from '../../store/sendings.ts'
import { addContact } from './add-contact.ts'
import { checkTextSending, type TextBody } from './check-text-sending.ts'
import { findEarlier, hashRequest } from './repeated-request.ts'

type Answer = Omit<RouteReply<typeof sendingSendText>, 'provider' | 'warnings'>

/** Answers when the text is in the record: from then on it leaves by itself, whatever happens. */
export const sendTextAction = action(sendingSendText, async (context, { body }) => {
  const { product, caller } = context
  const { provider, warnings } = await checkTextSending({ product, projectId: caller.projectId }, body)
  const request = hashRequest(context, body)
  const earlier = await findEarlier(context, request)
  const providerId = body.providerType === undefined ? null : provider.id
  const single = earlier?.deliveryId
    ? { ...earlier, deliveryId: earlier.deliveryId }
    : await keep(context, body, { providerId, request })
  product.wake('campaigns')
  return { ...toAnswer(single, body), provider: provider.kind, ...(warnings.length > 0 && { warnings }) }
})

async function keep(
  context: ActionContext,
  { channel, text, variables = {}, transactional, expiresAt, ...whom }: TextBody,
  kept: { providerId: string | null; request: Buffer | null },
): Promise<SingleDelivery> {
  const rowNo = await findWhom(context, { ...whom, channel })
  const at = context.product.now()
  const content = {
    ...{ channel, text, variables, transactional, ...kept },
    ...{ from: '', fromName: null, replyTo: null, bcc: [], subject: '', html: '', attachments: [] },
    expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
  }
  return context.write((transaction) => insertSingle(transaction, content, { rowNo, at }))
}

/** Whoever is new becomes a contact who gave no consent, so that STOP, reports and the timeline know them. */
async function findWhom(
  context: ActionContext,
  { contact, to = '', channel }: Pick<TextBody, 'contact' | 'to' | 'channel'>,
): Promise<number> {
  const { product, caller } = context
  const { projectId } = caller
  if (contact !== undefined) {
    const found = await findContact(product.database, projectId, contact)
    if (!found) throw invalid('/contact', `there is nobody ${JSON.stringify(contact)} in this project`)
    return found.rowNo
  }
  const address = parseReachableAddress(to, channel) ?? ''
  const rowNo = await findRowAt(product.database, projectId, { channel, address })
  if (rowNo !== undefined) return rowNo
  // A number that an entry had which is part of another one now: its STOP holds.
  const refusals = await listChannelRefusals(product.database, projectId, { channel, addresses: [address] })
  const said = refusals.get(address) === 'opted_out' ? { consent: { [channel]: 'opted_out' as const } } : {}
  return addContact(context, {
    ...(channel === 'sms' ? { phone: address } : { channels: { [channel]: address } }),
    ...said,
  })
}

/** What is told of a text to one person. */
function toAnswer({ campaignId, deliveryId, reason }: SingleDelivery, { to, contact = '', channel }: TextBody): Answer {
  const ids = { id: toId('campaign', campaignId), sendId: toId('delivery', deliveryId) }
  const whom = to ?? contact
  if (reason === null) return { ...ids, status: 'queued', message: `Queued for ${whom}.` }
  const message = `Nothing is sent to ${whom}: ${SKIPPED[reason]?.(channel) ?? reason}.`
  return { ...ids, status: 'skipped', sentCount: 0, message }
}

const SKIPPED: Record<string, (channel: TextChannel) => string> = {
  no_address: (channel) =>
    channel === 'sms' ? 'they have no number' : `they have no address on ${CHANNEL_NAMES[channel]}`,
  suppressed: () => 'they had themselves erased',
  bounced: () => 'the service says that this address does not exist',
  opted_out: (channel) => `they answered STOP, or said no to ${CHANNEL_NAMES[channel]}`,
  no_consent: (channel) =>
    `they never said yes to ${CHANNEL_NAMES[channel]}, and this is marketing (transactional: false)`,
  paused: () => 'they paused their subscription, and this is marketing (transactional: false)',
  expired: () => 'expiresAt has passed',
  deleted: () => 'the contact was deleted just now',
}
