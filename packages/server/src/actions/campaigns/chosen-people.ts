import { isDeepStrictEqual } from 'node:util'
import { toId } from '@rollcall/contract'
import type { ActionContext } from '../../action.ts'
import { failure } from '../../failure.ts'
import { freezeAudience } from '../../jobs/sending/launch.ts'
import { type FrozenAudience, replaceAudience } from '../../store/campaign-states.ts'
import { type CampaignContent, type CampaignRecord, getCampaign } from '../../store/campaigns.ts'
import type { Transaction } from '../../store/database.ts'
import type { CheckedCampaign } from './save-campaign.ts'
import { toLauncher } from './to-launcher.ts'

type Caller = Pick<ActionContext, 'product' | 'caller' | 'write' | 'settled'>

/**
 * The people of a scheduled campaign whose people were chosen already, chosen anew when whom it goes to changes; null when
 * those stay who were chosen, or are chosen later anyway.
 */
export async function chooseAnew(
  context: Caller,
  present: CampaignRecord,
  { campaign }: CheckedCampaign,
): Promise<FrozenAudience | null> {
  if (!present.frozen || isToTheSame(present, campaign)) return null
  return freezeAudience(toLauncher(context), campaign, { mayBeNobody: false })
}

/**
 * Keeps who was chosen anew, in the transaction that changes the campaign. Refuses when others were chosen meanwhile: they may not
 * be those of what is written now.
 */
export async function keepChosen(
  transaction: Transaction,
  { id, frozen }: CampaignRecord,
  people: FrozenAudience | null,
): Promise<void> {
  const current = await getCampaign(transaction, transaction.projectId, toId('campaign', id))
  if (!isDeepStrictEqual(current.frozen, frozen))
    throw failure('wrong_state', { what: 'campaign', state: 'being changed', needed: 'left alone for a moment' })
  if (people) await replaceAudience(transaction, id, people)
}

function isToTheSame(present: CampaignContent, changed: CampaignContent): boolean {
  return isDeepStrictEqual(whom(present), whom(changed))
}

function whom({ audience, channel, topic, test, variants }: CampaignContent) {
  return { audience, channel, topic, test, versions: variants.length }
}
