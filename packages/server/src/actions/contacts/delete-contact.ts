import { contactsDelete as route } from '@rollcall/contract'
import { action } from '../../action.ts'
import { deleteContacts } from '../../store/contact-deletion.ts'
import { getContact } from '../../store/contacts.ts'

export const contactsDelete = action(route, ({ product, caller, write }, { params }) =>
  write(async (transaction) => {
    const { rowNo } = await getContact(transaction, caller.projectId, params.contact)
    await deleteContacts(transaction, { rowNos: [rowNo], at: product.now() })
    return undefined
  }),
)
