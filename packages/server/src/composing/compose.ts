import type { Lowering } from '@rollcall/filters'
import { type People, peopleOf, type ToWhom } from '../audience/people-of.ts'
import { parseText, personalText } from '../email/personal-text.ts'
import {
  CampaignTextError,
  type CampaignTexts,
  type PersonalContent,
  parseTemplates,
  personalise,
} from '../email/personalise.ts'
import { previewPreferencesUrl } from '../email/preferences-url.ts'
import { previewUnsubscribeUrl } from '../email/unsubscribe-url.ts'
import type { Surroundings } from '../email/variables.ts'
import { invalid } from '../failure.ts'
import type { Product } from '../product.ts'
import { type ContactReply, contactReply, getContact } from '../store/contacts.ts'
import { getProject, type ProjectRow } from '../store/projects.ts'

/** Who asks, of which project. */
export type Asker = { product: Product; projectId: number }

/** Whom a message is written for; nobody when there is no such person yet. */
export type Person = { rowNo: number; contact: ContactReply } | null

/** A campaign, saved or not: while it is written it may say nobody. */
export type Addressed = Partial<ToWhom>

/** The people of a campaign; null while it says nobody. */
export async function findPeople(
  { product, projectId }: Asker,
  { audience, channel, topic }: Addressed,
): Promise<People | null> {
  return audience ? peopleOf(product.database, projectId, { audience, channel, topic, now: product.now() }) : null
}

/** The person that was named (id, e-mail, externalId), else the newest, or anybody, of those who would get it. */
export async function findPerson(
  asker: Asker,
  { contact, people, pick }: { contact: string | undefined; people: Lowering | null; pick?: 'random' | undefined },
): Promise<Person> {
  const { product, projectId } = asker
  const rowNo = contact
    ? (await getContact(product.database, projectId, contact)).rowNo
    : people && (await (pick === 'random' ? findAnybody(asker, people) : findNewest(asker, people)))
  if (rowNo === undefined || rowNo === null) return null
  return { rowNo, contact: await contactReply(product.database, projectId, rowNo) }
}

async function findNewest({ product, projectId }: Asker, people: Lowering) {
  return (await product.index.page(projectId, people, { limit: 1 })).rows.at(0)
}

async function findAnybody({ product, projectId }: Asker, people: Lowering) {
  const { members } = await product.index.members(projectId, people)
  const place = product.randomBytes(4).readUInt32BE() % Math.max(1, members.count)
  return members.slice({ limit: place + 1 }).at(-1)
}

/** What a message says besides the person: nothing in it unsubscribes anybody. */
export async function surroundingsOf({ product, projectId }: Asker): Promise<Surroundings & { project: ProjectRow }> {
  const project = await getProject(product.database, projectId)
  return {
    project,
    unsubscribeUrl: previewUnsubscribeUrl(product.config),
    preferencesUrl: previewPreferencesUrl(product.config),
    projectName: project.name,
    postalAddress: project.postal_address,
  }
}

/** A campaign's message as one person would get it. Texts that cannot be read are refused where they stand. */
export function compose(texts: CampaignTexts, person: Person, surroundings: Surroundings): PersonalContent {
  return refusingTexts(() =>
    personalise(parseTemplates(texts), { ...surroundings, recipient: person?.contact ?? null }),
  )
}

/** A text as one person would get it. */
export function composeText(text: string, person: Person, surroundings: Surroundings): string {
  const { unsubscribeUrl: _, ...around } = surroundings
  return refusingTexts(() => personalText(parseText(text), { ...around, recipient: person?.contact ?? null }))
}

/** Refuses the request when one of its texts cannot be read, with a pointer to it. */
export function refusingTexts<Result>(work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    if (error instanceof CampaignTextError) throw invalid(`/${error.part}`, error.message)
    throw error
  }
}
