import { toId } from '@rollcall/contract'
import type { ActionContext } from '../../action.ts'
import { compileAudience } from '../../audience/campaign-audience.ts'
import { getTopicNamed } from '../../audience/people-of.ts'
import { invalid } from '../../failure.ts'
import type { CampaignContent } from '../../store/campaigns.ts'
import { ensureTags } from '../../store/contact-tags.ts'
import type { Queryable, Transaction } from '../../store/database.ts'
import { recordUses } from '../../store/definition-uses.ts'
import { findProvider, findSendingProvider } from '../../store/providers.ts'
import { setTagRecipients } from '../../store/tag-recipients.ts'
import { recordTemplateUse } from '../../store/templates.ts'
import type { Used } from '../../store/uses.ts'
import { checkSendingHours } from '../check-sending-hours.ts'
import type { CampaignBody } from './campaign-body.ts'
import { checkChannel } from './check-channel.ts'
import { checkVersions } from './check-versions.ts'

type Writer = Pick<ActionContext, 'product' | 'caller' | 'write'>

type Keep = (transaction: Transaction, campaign: CampaignContent & { at: Date }) => Promise<string>

/** Checks a campaign and writes it with what it uses; `keep` inserts or updates, and returns the UUID. */
export async function saveCampaign(context: Writer, body: CampaignBody, keep: Keep): Promise<string> {
  return writeCampaign(context, await checkCampaign(context, body), keep)
}

/** A campaign that may be written, and what it uses. */
export type CheckedCampaign = {
  campaign: CampaignContent & { at: Date }
  uses: Used[]
  body: Pick<CampaignBody, 'tagRecipients' | 'template'>
}

/** Reads what a request says of a campaign, or refuses it. */
export async function checkCampaign(
  { product, caller }: Pick<Writer, 'product' | 'caller'>,
  body: CampaignBody,
): Promise<CheckedCampaign> {
  const now = product.now()
  const compiled = await compileAudience(product.database, caller.projectId, { audience: body.audience, now })
  checkSendingHours(body.plan?.window, '/plan/window')
  checkChannel(body)
  const provider = body.provider ? await getProviderId(product.database, caller.projectId, body) : null
  const topic = body.topic ? (await getTopicNamed(product.database, caller.projectId, body.topic)).id : null
  const content = { ...toContent(body), provider, topic }
  checkVersions(content, body.schedule ?? null)
  const topicUses = topic === null ? [] : [{ kind: 'topic' as const, id: topic }]
  const campaign = { ...content, audience: compiled.audience, at: now }
  return { campaign, uses: [...compiled.uses, ...topicUses], body }
}

/** Writes a campaign that was checked. */
export async function writeCampaign(
  { write }: Pick<Writer, 'write'>,
  { campaign, uses, body }: CheckedCampaign,
  keep: Keep,
): Promise<string> {
  return write(async (transaction) => {
    const tags = await ensureTags(transaction, body.tagRecipients ?? [], { pointer: '/tagRecipients' })
    const uuid = await keep(transaction, campaign)
    await setTagRecipients(
      transaction,
      uuid,
      tags.map(({ id }) => id),
    )
    const tagUses = tags.map(({ id }) => ({ kind: 'tag' as const, id: toId('tag', id) }))
    await recordUses(transaction, { kind: 'campaign', uuid }, [...uses, ...tagUses])
    if (body.template) await recordTemplateUse(transaction, uuid, body.template)
    return uuid
  })
}

async function getProviderId(
  record: Queryable,
  projectId: number,
  { provider: text, channel = 'email' }: CampaignBody,
): Promise<string> {
  const provider = text && (await findSendingProvider(record, projectId, { text, channel }))
  if (provider) return toId('provider', provider.id)
  const isOther = text && (await findProvider(record, projectId, text))
  const detail = isOther ? `is a provider that does not carry ${channel}` : 'is no provider of this project'
  throw invalid('/provider', `${JSON.stringify(text)} ${detail}`)
}

// An empty text clears, like null.
function toContent(body: CampaignBody): Omit<CampaignContent, 'audience' | 'provider' | 'topic'> {
  const { name, channel = 'email', subject = '', from = '', html = '' } = body
  return {
    name: name.normalize('NFC'),
    channel,
    subject,
    preheader: body.preheader || null,
    from,
    fromName: body.fromName || null,
    replyTo: body.replyTo || null,
    html,
    text: body.text || null,
    mjml: body.mjml || null,
    plan: body.plan ?? {},
    // A text shows no pixel, and its links go out as they are written.
    tracking: { opens: channel === 'email', clicks: channel === 'email', ...(channel === 'email' && body.tracking) },
    utm: body.utm ?? null,
    variants: body.variants ?? [],
    test: body.test ?? null,
  }
}
