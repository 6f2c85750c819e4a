import { campaignsTest } from '@rollcall/contract'
import { action } from '../../action.ts'
import { type Asker, findPeople, findPerson, type Person } from '../../composing/compose.ts'
import { htmlOf } from '../../composing/html-of.ts'
import { getVersion } from '../../composing/version-of.ts'
import { AddressError } from '../../email/build-message.ts'
import type { OutgoingMessage } from '../../email/outgoing-message.ts'
import { failure } from '../../failure.ts'
import { createSlots } from '../../jobs/sending/slots.ts'
import type { Product } from '../../product.ts'
import { findChannelProblem } from '../../senders/find-transport-problem.ts'
import { openSenders } from '../../senders/open-senders.ts'
import type { SendOutcome } from '../../senders/sender.ts'
import type { TextMessage } from '../../senders/text-message.ts'
import { type CampaignRecord, getCampaign } from '../../store/campaigns.ts'
import type { CampaignKey } from '../../store/deliveries.ts'
import { findSendingProvider, type ProviderRecord } from '../../store/providers.ts'
import { acceptAddresses, type TestedMail, toMailWriter } from './test-mail.ts'
import { acceptNumbers, toTextWriter } from './test-text.ts'

// Enough for somebody who tries out wordings; a key in the wrong hands gets nowhere.
const TESTS_PER_MINUTE = 20
// The other connections that a mail server takes from one client are those of campaigns (send-campaigns.ts).
const CONNECTIONS = 2

/** Sends through what the campaign itself would leave through; the ledger, the counts and the tracking know nothing of it. */
export const testCampaignAction = action(campaignsTest, async ({ product, caller }, { params, body }) => {
  const { projectId } = caller
  const asker = { product, projectId }
  const saved = await getCampaign(product.database, projectId, params.campaign)
  const said = { ...saved, ...body.unsaved }
  const isMail = said.channel === 'email'
  const html = isMail && body.unsaved ? await htmlOf(body.unsaved, saved) : {}
  const campaign = getVersion({ ...said, ...html }, body.version)
  const { channel, provider: text } = campaign
  const to = await (channel === 'email' ? acceptAddresses(asker, body.to) : acceptNumbers(asker, body.to, channel))
  const provider = await findSendingProvider(product.database, projectId, { text, channel })
  const problem = findChannelProblem(product.config, channel, provider)
  if (problem !== undefined) throw failure('cannot_launch', { reason: problem })
  limit(product, projectId)
  const people = (await findPeople(asker, campaign))?.reached ?? null
  const person = await findPerson(asker, { contact: body.contact, people })
  const write = await toWriter(asker, campaign, person)
  const sending = { campaign: { projectId, id: campaign.id }, provider, to, write }
  return { contact: person?.contact.id ?? null, results: await sendAll(product, sending) }
})

type Tested = TestedMail & Pick<CampaignRecord, 'id' | 'channel'>
type Writer = (to: string) => OutgoingMessage | TextMessage

function toWriter(asker: Asker, campaign: Tested, person: Person): Promise<Writer> {
  const { channel } = campaign
  return channel === 'email'
    ? toMailWriter(asker, campaign, person)
    : toTextWriter(asker, { ...campaign, channel }, person)
}

function limit(product: Product, projectId: number) {
  const seconds = product.attempts.take(`test sends of project ${projectId}`, {
    limit: TESTS_PER_MINUTE,
    now: product.now(),
  })
  if (seconds > 0) throw failure('too_many_requests', { seconds })
}

type Sending = { campaign: CampaignKey; provider: ProviderRecord | undefined; to: string[]; write: Writer }

async function sendAll(product: Product, { campaign, provider, to, write }: Sending) {
  const senders = openSenders(product)
  const connections = createSlots(CONNECTIONS)
  try {
    const sender = await (provider ? senders.ofProvider(provider) : senders.ofCampaign(campaign))
    const send = async (address: string): Promise<SendOutcome> => {
      try {
        return await connections.run(() => sender.send(write(address)))
      } catch (error) {
        if (error instanceof AddressError) return { outcome: 'rejected', response: error.message }
        throw error
      }
    }
    const sent = to.map(async (address) => {
      const { outcome, response } = await send(address)
      return { to: address, outcome, response }
    })
    return await Promise.all(sent)
  } finally {
    await senders.close()
  }
}
