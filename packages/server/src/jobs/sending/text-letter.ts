import { type TextChannel, toId } from '@rollcall/contract'
import type { Config } from '../../config.ts'
import { saysItsCountry } from '../../contacts/phone-number.ts'
import { AddressError } from '../../email/build-message.ts'
import type { LiquidTemplate } from '../../email/liquid.ts'
import { parseText, personalText } from '../../email/personal-text.ts'
import { CampaignTextError } from '../../email/personalise.ts'
import { preferencesUrl } from '../../email/preferences-url.ts'
import type { Product } from '../../product.ts'
import type { TextMessage } from '../../senders/text-message.ts'
import type { CampaignRecord } from '../../store/campaigns.ts'
import type { LeasedDelivery } from '../../store/deliveries.ts'
import { getProject } from '../../store/projects.ts'
import { getSendingExtras } from '../../store/sendings.ts'
import { messageIdOf } from './letter.ts'

/** What a campaign says on a channel that carries texts, ready to be written to each person. */
export type TextLetter = {
  channel: TextChannel
  isTransactional: boolean
  template: LiquidTemplate
  /** What a program gave it besides. */
  variables: object
  projectName: string
  postalAddress: string | null
  /** Whether a message that may have arrived is sent again. */
  retryUncertain: boolean
}

/** Reads what a launched campaign says; that never changes again. */
export async function loadTextLetter(
  { database }: Pick<Product, 'database'>,
  projectId: number,
  { id, kind, channel, text, transactional, plan }: Omit<CampaignRecord, 'channel'> & { channel: TextChannel },
): Promise<TextLetter> {
  const project = await getProject(database, projectId)
  const isCampaign = kind === 'campaign'
  return {
    variables: isCampaign ? {} : (await getSendingExtras(database, { projectId, id })).variables,
    channel,
    isTransactional: transactional,
    template: parseText(text ?? ''),
    projectName: project.name,
    postalAddress: project.postal_address,
    retryUncertain: plan.retryUncertain ?? false,
  }
}

/** One person's text. Throws a CampaignTextError or an AddressError. */
export function writeText(
  letter: TextLetter,
  delivery: LeasedDelivery & { address: string; contactId: string },
  config: Config,
): TextMessage {
  const { projectId, rowNo, campaignId, address, firstName, lastName } = delivery
  const { channel, isTransactional, projectName, postalAddress, variables } = letter
  if (channel === 'sms' && !saysItsCountry(address))
    throw new AddressError(`${JSON.stringify(address)} does not say its country: write it as +, country and number.`)
  const text = personalText(letter.template, {
    recipient: delivery,
    preferencesUrl: preferencesUrl(config, { projectId, rowNo, campaignUuid: campaignId }),
    projectName,
    postalAddress,
    variables,
  })
  if (text === '') throw new CampaignTextError('text', 'nothing is left of it for this person')
  return {
    ...{ channel, text, to: address, messageId: messageIdOf(delivery, config) },
    kind: isTransactional ? 'transactional' : 'marketing',
    campaign: toId('campaign', campaignId),
    contact: {
      ...{ id: toId('contact', delivery.contactId), externalId: delivery.externalId, firstName, lastName },
      language: delivery.language,
    },
  }
}
