import { contactsGet } from '@rollcall/contract'
import { action, type Reader } from '../../action.ts'
import { failure } from '../../failure.ts'
import { findDeleted, restorableSince } from '../../store/contact-restoration.ts'
import { contactReply, type FoundContact, findContact } from '../../store/contacts.ts'

export const getContactAction = action(contactsGet, async (context, { params }) => {
  const { rowNo } = await getContactOrDeletion(context, params.contact)
  return contactReply(context.product.database, context.caller.projectId, rowNo)
})

/** The contact with this id, e-mail or externalId; not_found says when somebody was deleted who can be brought back. */
export async function getContactOrDeletion({ product, caller }: Reader, text: string): Promise<FoundContact> {
  const { database } = product
  const found = await findContact(database, caller.projectId, text)
  if (found) return found
  const deleted = await findDeleted(database, caller.projectId, { text, since: restorableSince(product.now()) })
  const deletion = deleted && { deletedAt: deleted.deletedAt, mergedInto: deleted.mergedInto }
  throw failure('not_found', { what: 'contact', id: text, ...deletion })
}
