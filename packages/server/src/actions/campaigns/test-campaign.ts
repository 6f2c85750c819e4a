import { campaignsTest, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { compose, findPeople, findPerson, surroundingsOf } from '../../composing/compose.ts'
import { htmlOf } from '../../composing/html-of.ts'
import { getVersion } from '../../composing/version-of.ts'
import { parseEmailAddress } from '../../contacts/email-address.ts'
import { AddressError, buildMessage } from '../../email/build-message.ts'
import type { PersonalContent } from '../../email/personalise.ts'
import { withUtm } from '../../email/with-utm.ts'
import { failure, invalid } from '../../failure.ts'
import type { Product } from '../../product.ts'
import { findDkimKey } from '../../senders/domain-key.ts'
import { findTransportProblem } from '../../senders/find-transport-problem.ts'
import { openSenders } from '../../senders/open-senders.ts'
import type { SendOutcome } from '../../senders/sender.ts'
import { type CampaignRecord, getCampaign } from '../../store/campaigns.ts'
import type { CampaignKey } from '../../store/deliveries.ts'
import type { ProjectRow } from '../../store/projects.ts'
import { findSendingProvider, type ProviderRecord } from '../../store/providers.ts'
import { listRefusals } from '../../store/suppressions.ts'

// Enough for somebody who tries out wordings; a key in the wrong hands gets nowhere.
const TESTS_PER_MINUTE = 20

/** Sends through the project's own server; the ledger, the counts and the tracking know nothing of it. */
export const testCampaignAction = action(campaignsTest, async ({ product, caller }, { params, body }) => {
  const { projectId } = caller
  const asker = { product, projectId }
  const saved = await getCampaign(product.database, projectId, params.campaign)
  const said = body.unsaved ? { ...saved, ...body.unsaved, ...(await htmlOf(body.unsaved, saved)) } : saved
  refuseTexts(said)
  const campaign = getVersion(said, body.version)
  const to = await acceptAddresses(product, projectId, body.to)
  const provider = await findSendingProvider(product.database, projectId, { text: campaign.provider })
  const problem = findTransportProblem(product.config, provider)
  if (problem !== undefined) throw failure('cannot_launch', { reason: problem })
  limit(product, projectId)
  const people = (await findPeople(asker, campaign))?.reached ?? null
  const person = await findPerson(asker, { contact: body.contact, people })
  const { project, ...surroundings } = await surroundingsOf(asker)
  const content = compose({ ...campaign, html: withUtm(campaign.html, campaign.utm) }, person, surroundings)
  const { unsubscribeUrl } = surroundings
  return {
    contact: person?.contact.id ?? null,
    results: await sendAll(product, {
      campaign: { projectId, id: campaign.id },
      provider,
      to,
      write: await toWriter({ product, campaign, project, content, unsubscribeUrl }),
    }),
  }
})

function refuseTexts({ channel }: Pick<CampaignRecord, 'channel'>) {
  if (channel !== 'email')
    throw failure('cannot_launch', { reason: 'Only e-mail can be tried out: look at the preview of this text.' })
}

/** Folded doubles are one. Refuses those to whom nothing may ever be sent. */
async function acceptAddresses(product: Product, projectId: number, to: string[]): Promise<string[]> {
  const keys = to.map((text) => parseEmailAddress(text.trim().normalize('NFC'))?.key)
  const refusals = await listRefusals(
    product.database,
    projectId,
    keys.flatMap((key) => key ?? []),
  )
  const problems = keys.flatMap((key, place) => {
    const reason = key === undefined ? undefined : refusals.get(key)
    const detail =
      key === undefined
        ? `${JSON.stringify(to[place])} is not an address that mail can be sent to`
        : reason && `${to[place]} is on the suppression list (${reason}): not even a test may be sent there`
    return detail ? [{ pointer: `/to/${place}`, detail }] : []
  })
  if (problems.length > 0) throw invalid(problems)
  return to.filter((_, place) => keys.indexOf(keys[place]) === place)
}

function limit(product: Product, projectId: number) {
  const seconds = product.attempts.take(`test sends of project ${projectId}`, {
    limit: TESTS_PER_MINUTE,
    now: product.now(),
  })
  if (seconds > 0) throw failure('too_many_requests', { seconds })
}

type Letter = {
  product: Product
  campaign: Pick<CampaignRecord, 'from' | 'fromName' | 'replyTo'>
  project: ProjectRow
  content: PersonalContent
  unsubscribeUrl: string
}

async function toWriter({ product, campaign, project, content, unsubscribeUrl }: Letter) {
  const dkim = await findDkimKey(product, project.id, campaign.from)
  const host = new URL(product.config.publicUrl).hostname
  return (to: string) =>
    buildMessage(
      { ...content, subject: `[Test] ${content.subject}` },
      {
        messageId: `<test-${product.randomBytes(16).toString('hex')}@${host}>`,
        date: product.now(),
        from: campaign.from,
        fromName: campaign.fromName ?? project.from_name ?? project.name,
        replyTo: campaign.replyTo,
        to,
        unsubscribeUrl,
        listId: `${toId('project', project.public_id)}.${host}`,
        dkim,
      },
    )
}

type Sending = {
  campaign: CampaignKey
  provider: ProviderRecord | undefined
  to: string[]
  write: Awaited<ReturnType<typeof toWriter>>
}

async function sendAll(product: Product, { campaign, provider, to, write }: Sending) {
  const senders = openSenders(product)
  try {
    const sender = await (provider ? senders.ofProvider(provider) : senders.ofCampaign(campaign))
    const send = async (email: string): Promise<SendOutcome> => {
      try {
        return await sender.send(write(email))
      } catch (error) {
        if (error instanceof AddressError) return { outcome: 'rejected', response: error.message }
        throw error
      }
    }
    const sent = to.map(async (email) => {
      const { outcome, response } = await send(email)
      return { email, outcome, response }
    })
    return await Promise.all(sent)
  } finally {
    await senders.close()
  }
}
