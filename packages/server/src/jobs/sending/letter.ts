import { toId } from '@rollcall/contract'
import type { Config } from '../../config.ts'
import { buildMessage } from '../../email/build-message.ts'
import type { OutgoingMessage } from '../../email/outgoing-message.ts'
import { type CampaignTemplates, parseTemplates, personalise } from '../../email/personalise.ts'
import { unsubscribeUrl } from '../../email/unsubscribe-url.ts'
import { withUtm } from '../../email/with-utm.ts'
import { getCampaign } from '../../store/campaigns.ts'
import type { Queryable } from '../../store/database.ts'
import type { CampaignKey, LeasedDelivery } from '../../store/deliveries.ts'
import { getProject } from '../../store/projects.ts'

/** A campaign's message, ready to be written to each person. */
export type Letter = {
  templates: CampaignTemplates
  from: string
  fromName: string
  replyTo: string | null
  projectName: string
  postalAddress: string | null
  listId: string
  /** Whether a message that may have arrived is sent again. */
  retryUncertain: boolean
}

/** Reads what a launched campaign says; that never changes again. */
export async function loadLetter(
  record: Queryable,
  { publicUrl }: Pick<Config, 'publicUrl'>,
  { projectId, id }: CampaignKey,
): Promise<Letter> {
  const campaign = await getCampaign(record, projectId, toId('campaign', id))
  const project = await getProject(record, projectId)
  return {
    templates: parseTemplates({ ...campaign, html: withUtm(campaign.html, campaign.utm) }),
    from: campaign.from,
    fromName: campaign.fromName ?? project.from_name ?? project.name,
    replyTo: campaign.replyTo,
    projectName: project.name,
    postalAddress: project.postal_address,
    listId: `${toId('project', project.public_id)}.${hostOf(publicUrl)}`,
    retryUncertain: campaign.plan.retryUncertain ?? false,
  }
}

/** The Message-ID of a delivery: the same in each attempt, so that whoever gets a message twice can tell. */
export function messageIdOf({ messageId, id }: LeasedDelivery, { publicUrl }: Pick<Config, 'publicUrl'>): string {
  return messageId ?? `<${toId('delivery', id)}@${hostOf(publicUrl)}>`
}

/** One person's message. Throws a CampaignTextError or an AddressError. */
export function writeLetter(
  letter: Letter,
  delivery: LeasedDelivery & { email: string },
  { config, date }: { config: Config; date: Date },
): OutgoingMessage {
  const { projectId, rowNo, campaignId, email, firstName, lastName, name } = delivery
  const link = unsubscribeUrl(config, { projectId, rowNo, campaignUuid: campaignId })
  const content = personalise(letter.templates, {
    recipient: { email, firstName, lastName, name, fields: delivery.fields ?? {} },
    unsubscribeUrl: link,
    projectName: letter.projectName,
    postalAddress: letter.postalAddress,
  })
  return buildMessage(content, {
    messageId: messageIdOf(delivery, config),
    date,
    from: letter.from,
    fromName: letter.fromName,
    replyTo: letter.replyTo,
    to: email,
    unsubscribeUrl: link,
    listId: letter.listId,
  })
}

function hostOf(publicUrl: string): string {
  return new URL(publicUrl).hostname
}
