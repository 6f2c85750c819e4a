import { campaignsPreview, campaignsPreviewUnsaved, type MessageChannel, type RouteReply } from '@rollcall/contract'
import { type Lowering, smsSegments } from '@rollcall/filters'
import { action } from '../../action.ts'
import {
  type Addressed,
  type Asker,
  compose,
  composeText,
  findPeople,
  findPerson,
  type Person,
  refusingTexts,
  surroundingsOf,
} from '../../composing/compose.ts'
import { neighboursIn } from '../../composing/neighbours.ts'
import { toUnsaved } from '../../composing/to-unsaved.ts'
import { getVersion } from '../../composing/version-of.ts'
import { findMergeFields, valueAt } from '../../email/merge-fields.ts'
import type { WrittenTexts } from '../../email/personalise.ts'
import { toInboxLine } from '../../email/plain-text.ts'
import { type Surroundings, toVariables } from '../../email/variables.ts'
import { getCampaign } from '../../store/campaigns.ts'
import { listContactsByRowNos } from '../../store/contacts.ts'

type Preview = RouteReply<typeof campaignsPreview>

export const previewCampaignAction = action(campaignsPreview, async ({ product, caller }, { params, query }) => {
  const asker = { product, projectId: caller.projectId }
  const campaign = await getCampaign(product.database, asker.projectId, params.campaign)
  const { version, ...asked } = query
  const texts = getVersion(campaign, version)
  return preview(asker, { texts, addressed: campaign, channel: campaign.channel, ...asked })
})

export const previewUnsavedAction = action(campaignsPreviewUnsaved, async ({ product, caller }, { body }) => {
  const { channel, contact, pick, version } = body
  const texts = getVersion(await toUnsaved(body), version)
  return preview({ product, projectId: caller.projectId }, { texts, addressed: body, channel, contact, pick })
})

type Asked = {
  texts: WrittenTexts
  channel: MessageChannel
  addressed: Addressed
  contact?: string | undefined
  pick?: 'random' | undefined
}

/** As the person that was named gets it, else as the first one who would. */
async function preview(asker: Asker, { texts, addressed, channel, contact, pick }: Asked): Promise<Preview> {
  const people = (await findPeople(asker, addressed))?.reached ?? null
  const person = await findPerson(asker, { contact, people, pick })
  const surroundings = await surroundingsOf(asker)
  const isMail = channel === 'email'
  const content = isMail
    ? compose(texts, person, surroundings)
    : { subject: '', html: '', text: composeText(texts.text ?? '', person, surroundings) }
  return {
    ...content,
    inboxLine: isMail ? toInboxLine(content.html) : '',
    segments: channel === 'sms' ? smsSegments(content.text) : null,
    contact: person?.contact.id ?? null,
    ...(await neighbours(asker, person, people)),
    mergeFields: refusingTexts(() => mergeFields(texts, person, surroundings)),
  }
}

async function neighbours({ product, projectId }: Asker, person: Person, people: Lowering | null) {
  if (!person || !people) return { previous: null, next: null }
  const { members } = await product.index.members(projectId, people)
  const { newer, older } = neighboursIn(members, person.rowNo)
  const find = async (rowNo: number | undefined) =>
    rowNo === undefined ? null : ((await listContactsByRowNos(product.database, projectId, [rowNo])).at(0)?.id ?? null)
  return { previous: await find(newer), next: await find(older) }
}

function mergeFields(texts: WrittenTexts, person: Person, surroundings: Surroundings): Preview['mergeFields'] {
  const variables = toVariables(person?.contact ?? null, surroundings)
  return findMergeFields(texts).map(({ name, path, part, line, hasFallback }) => {
    const value = valueAt(variables, path)
    const outcome = value !== null ? ('filled' as const) : hasFallback ? ('fallback' as const) : ('empty' as const)
    return { name, value, outcome, where: { part, line } }
  })
}
