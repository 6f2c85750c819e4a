import { contactsGet } from '@rollcall/contract'
import { action } from '../../action.ts'
import { contactReply, getContact } from '../../store/contacts.ts'

export const getContactAction = action(contactsGet, async ({ product, caller }, { params }) => {
  const { rowNo } = await getContact(product.database, caller.projectId, params.contact)
  return contactReply(product.database, caller.projectId, rowNo)
})
