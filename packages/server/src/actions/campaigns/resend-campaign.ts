import { campaignsResend, toId, VERSIONS } from '@rollcall/contract'
import { sleptThrough } from '@rollcall/filters'
import { action } from '../../action.ts'
import { getVersion } from '../../composing/version-of.ts'
import { failure } from '../../failure.ts'
import { getCampaign, insertCampaign } from '../../store/campaigns.ts'
import { campaignReply } from './campaign-reply.ts'
import { keepPeopleLeft } from './people-left.ts'
import { checkCampaign, saveCampaign } from './save-campaign.ts'

const LONGEST_NAME = 200

/** Opens of machines do not count; a click says that somebody saw it whose program shows no images. */
export const resendCampaignAction = action(campaignsResend, async (context, { params, body }) => {
  const { database } = context.product
  const { projectId } = context.caller
  const original = await getCampaign(database, projectId, params.campaign)
  if (original.launchedAt === null)
    throw failure('wrong_state', { what: 'campaign', state: original.status, needed: 'sent' })
  if (body.to === 'not_opened' && original.channel !== 'email')
    throw failure('wrong_state', { what: 'campaign', state: 'a text, whose opens nobody sees', needed: 'an e-mail' })
  const draft = {
    ...getVersion(original, VERSIONS[original.testOutcome?.version ?? 0]),
    variants: [],
    test: null,
    schedule: null,
    name: body.name ?? `Again: ${original.name}`.slice(0, LONGEST_NAME).trim(),
    ...(body.subject && { subject: body.subject }),
    audience: { include: { everyone: true as const } },
  }
  // What cannot be a draft any more must not leave a segment behind.
  await checkCampaign(context, draft)
  const include =
    body.to === 'not_opened'
      ? { filters: sleptThrough(toId('campaign', original.id)) }
      : { segments: [await keepPeopleLeft(context, original, body.to)] }
  const id = await saveCampaign(context, { ...draft, audience: { include } }, insertCampaign)
  return campaignReply(await getCampaign(database, projectId, toId('campaign', id)))
})
