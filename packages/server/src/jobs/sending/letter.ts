import { createHmac } from 'node:crypto'
import { toId } from '@rollcall/contract'
import { versionsOf } from '../../composing/version-of.ts'
import type { Config } from '../../config.ts'
import { buildMessage } from '../../email/build-message.ts'
import type { DkimKey } from '../../email/dkim-key.ts'
import type { OutgoingMessage } from '../../email/outgoing-message.ts'
import { type CampaignTemplates, parseTemplates, personalise } from '../../email/personalise.ts'
import { preferencesUrl } from '../../email/preferences-url.ts'
import { createTracker } from '../../email/tracking.ts'
import { unsubscribeUrl } from '../../email/unsubscribe-url.ts'
import { withUtm } from '../../email/with-utm.ts'
import type { Product } from '../../product.ts'
import { type CampaignRecord, getCampaign } from '../../store/campaigns.ts'
import type { CampaignKey, LeasedDelivery } from '../../store/deliveries.ts'
import { getProject } from '../../store/projects.ts'
import { getSendingExtras, type SendingExtras } from '../../store/sendings.ts'

/** A campaign's message, ready to be written to each person. */
export type Letter = SendingExtras & {
  channel: 'email'
  isTransactional: boolean
  templates: CampaignTemplates
  from: string
  fromName: string
  replyTo: string | null
  projectName: string
  postalAddress: string | null
  listId: string
  /** Whether a message that may have arrived is sent again. */
  retryUncertain: boolean
  track: ReturnType<typeof createTracker>
}

/** Reads what a launched campaign says, in a version (from 0) or the one that won; that never changes again. */
export async function loadLetter(
  { database, config }: Pick<Product, 'database' | 'config'>,
  { projectId, id }: CampaignKey,
  variant: number | null = null,
): Promise<Letter> {
  const { publicUrl, secretKey } = config
  const campaign = versionSent(await getCampaign(database, projectId, toId('campaign', id)), variant)
  const project = await getProject(database, projectId)
  const tracking = {
    opens: campaign.tracking.opens && project.track_opens,
    clicks: campaign.tracking.clicks && project.track_clicks,
  }
  return {
    ...(campaign.kind === 'campaign' ? NO_EXTRAS : await getSendingExtras(database, { projectId, id })),
    channel: 'email',
    isTransactional: campaign.transactional,
    track: createTracker({ publicUrl, secretKey, trackingHost: project.verified_tracking_host }, tracking),
    templates: parseTemplates(
      { ...campaign, html: withUtm(campaign.html, campaign.utm) },
      tracking.clicks ? linkMarkOf(secretKey, id) : null,
    ),
    from: campaign.from,
    fromName: campaign.fromName ?? project.from_name ?? project.name,
    replyTo: campaign.replyTo,
    projectName: project.name,
    postalAddress: project.postal_address,
    listId: `${toId('project', project.public_id)}.${hostOf(config.publicUrl)}`,
    retryUncertain: campaign.plan.retryUncertain ?? false,
  }
}

const NO_EXTRAS: SendingExtras = { variables: {}, bcc: [], attachments: [] }

/** What a campaign says to somebody of a version (from 0), or to whom the version goes that won. */
export function versionSent(campaign: CampaignRecord, variant: number | null): CampaignRecord {
  const place = variant ?? campaign.testOutcome?.version ?? (campaign.test?.decide ? undefined : 0)
  const version = place === undefined ? undefined : versionsOf(campaign).at(place)
  if (!version) throw new Error(`Campaign ${campaign.id} has no version ${variant}, or its test has no winner.`)
  return version
}

/** The Message-ID of a delivery: the same in each attempt, so that whoever gets a message twice can tell. */
export function messageIdOf({ messageId, id }: LeasedDelivery, { publicUrl }: Pick<Config, 'publicUrl'>): string {
  return messageId ?? `<${toId('delivery', id)}@${hostOf(publicUrl)}>`
}

const UNTRACKED = { pixelUrl: null, detour: null }

/** One person's message. Throws a CampaignTextError or an AddressError. */
export function writeLetter(
  letter: Letter,
  delivery: LeasedDelivery & { email: string },
  { config, date, dkim }: { config: Config; date: Date; dkim: DkimKey | null },
): OutgoingMessage {
  const { projectId, rowNo, campaignId, email } = delivery
  const claim = { projectId, rowNo, campaignUuid: campaignId }
  const link = unsubscribeUrl(config, claim)
  const content = personalise(letter.templates, {
    recipient: delivery,
    unsubscribeUrl: link,
    preferencesUrl: preferencesUrl(config, claim),
    projectName: letter.projectName,
    postalAddress: letter.postalAddress,
    variables: letter.variables,
    isTransactional: letter.isTransactional,
    tracking: delivery.isTracked ? letter.track(claim) : UNTRACKED,
  })
  return buildMessage(content, {
    messageId: messageIdOf(delivery, config),
    date,
    from: letter.from,
    fromName: letter.fromName,
    replyTo: letter.replyTo,
    to: email,
    unsubscribeUrl: letter.isTransactional ? null : link,
    listId: letter.listId,
    bcc: letter.bcc,
    attachments: letter.attachments,
    dkim,
  })
}

// Whoever knew it could have a link signed by writing it into a field of theirs.
function linkMarkOf(secretKey: Buffer, campaignId: string): string {
  return `~${createHmac('sha256', secretKey).update(`rollcall link mark v1\0${campaignId}`).digest('hex').slice(0, 32)}~`
}

function hostOf(publicUrl: string): string {
  return new URL(publicUrl).hostname
}
