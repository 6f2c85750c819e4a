import { contactsTags } from '@rollcall/contract'
import { action, type Reader } from '../../action.ts'
import { nameActors } from '../../store/actor-names.ts'
import { listTagsOf } from '../../store/contact-tags.ts'
import { getContact } from '../../store/contacts.ts'

export const contactTagsAction = action(contactsTags, (context, { params }) => listContactTags(context, params.contact))

/** The tags of one contact, by id, e-mail or externalId. */
export async function listContactTags({ product, caller }: Reader, contact: string) {
  const { rowNo } = await getContact(product.database, caller.projectId, contact)
  const tags = await listTagsOf(product.database, caller.projectId, rowNo)
  const actors = tags.map(({ by }) => by)
  const nameOf = await nameActors(product.database, caller.projectId, actors)
  return { data: tags.map((tag) => ({ ...tag, byName: nameOf(tag.by) })), has_more: false, next_cursor: null }
}
