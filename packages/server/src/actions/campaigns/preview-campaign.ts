import { campaignsPreview } from '@rollcall/contract'
import { type ActionContext, action } from '../../action.ts'
import { compileAudience } from '../../audience/campaign-audience.ts'
import { reachable } from '../../audience/reachable.ts'
import { CampaignTextError, parseTemplates, personalise } from '../../email/personalise.ts'
import { previewUnsubscribeUrl } from '../../email/unsubscribe-url.ts'
import { invalid } from '../../failure.ts'
import { type CampaignRecord, getCampaign } from '../../store/campaigns.ts'
import { contactReply, getContact } from '../../store/contacts.ts'
import { getProject } from '../../store/projects.ts'

type Reader = Pick<ActionContext, 'product' | 'caller'>

/** As the person that was named gets it, else as the first one who would. */
export const previewCampaignAction = action(campaignsPreview, async (context, { params, query }) => {
  const { database, config } = context.product
  const { projectId } = context.caller
  const campaign = await getCampaign(database, projectId, params.campaign)
  const project = await getProject(database, projectId)
  const rowNo = query.contact
    ? (await getContact(database, projectId, query.contact)).rowNo
    : await findFirstRecipient(context, campaign)
  const recipient = rowNo === undefined ? null : await contactReply(database, projectId, rowNo)
  try {
    const content = personalise(parseTemplates(campaign), {
      recipient,
      unsubscribeUrl: previewUnsubscribeUrl(config),
      projectName: project.name,
      postalAddress: project.postal_address,
    })
    return { ...content, contact: recipient?.id ?? null }
  } catch (error) {
    if (error instanceof CampaignTextError) throw invalid(`/${error.part}`, error.message)
    throw error
  }
})

async function findFirstRecipient({ product, caller }: Reader, campaign: CampaignRecord): Promise<number | undefined> {
  const request = { audience: campaign.audience, now: product.now() }
  const { lowering } = await compileAudience(product.database, caller.projectId, request)
  const { rows } = await product.index.page(caller.projectId, reachable(lowering), { limit: 1 })
  return rows.at(0)
}
