import { campaignsLinkMap, VERSIONS } from '@rollcall/contract'
import { action } from '../../action.ts'
import { type Asker, refusingTexts, surroundingsOf } from '../../composing/compose.ts'
import { getVersion } from '../../composing/version-of.ts'
import { parseTemplates, personalise } from '../../email/personalise.ts'
import { getCampaign } from '../../store/campaigns.ts'
import { type ContactReply, listContactsByRowNos } from '../../store/contacts.ts'
import { ANY_DELIVERY, listDeliveries } from '../../store/delivery-list.ts'

/** The message as the first one to whom it was sent got it. Nothing of it is tracked, and none of its links leads anywhere. */
export const showLinkMapAction = action(campaignsLinkMap, async ({ product, caller }, { params, query }) => {
  const asker = { product, projectId: caller.projectId }
  const { version } = query
  const campaign = getVersion(await getCampaign(product.database, asker.projectId, params.campaign), version)
  const recipient = await findSomebodySent(asker, campaign.id, version && VERSIONS.indexOf(version))
  const surroundings = await surroundingsOf(asker)
  // Nobody can have written it into a field of theirs.
  const mark = `~${product.randomBytes(16).toString('hex')}~`
  const detour = (url: string, linkNo: number) =>
    url === surroundings.unsubscribeUrl ? undefined : `rollcall-link:${linkNo}`
  const { html } = refusingTexts(() =>
    personalise(parseTemplates(campaign, mark), {
      ...surroundings,
      recipient,
      tracking: { pixelUrl: null, detour },
    }),
  )
  return { html, contact: recipient?.id ?? null }
})

/** The first of those who got this version, as far as one is among the first of all. */
async function findSomebodySent(
  { product, projectId }: Asker,
  id: string,
  version: number | undefined,
): Promise<ContactReply | null> {
  const page = { ...ANY_DELIVERY, states: ['sent' as const], after: null, limit: 200 }
  const sent = await listDeliveries(product.database, { projectId, id }, page)
  const got = sent.filter((delivery) => version === undefined || delivery.version === version)
  const rowNos = [...got, ...sent].slice(0, 20).map(({ rowNo }) => rowNo)
  return (await listContactsByRowNos(product.database, projectId, rowNos)).at(0) ?? null
}
