import { contactsRestore as route, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { failure } from '../../failure.ts'
import { restorableSince, restoreContact } from '../../store/contact-restoration.ts'
import { contactReply, findContact } from '../../store/contacts.ts'

export const contactsRestore = action(route, async ({ product, caller, write }, { params }) => {
  const { projectId } = caller
  const at = product.now()
  const deletedAfter = restorableSince(at)
  const rowNo = await write(async (transaction) => {
    const present = await findContact(transaction, projectId, params.contact)
    if (present) return present.rowNo
    const restored = await restoreContact(transaction, params.contact, { deletedAfter, at })
    if (!restored) throw failure('not_found', { what: 'contact deleted in the last 30 days', id: params.contact })
    if ('takenBy' in restored) {
      const { by, value, id } = restored.takenBy
      throw failure('already_exists', { what: 'contact', by, value, id: toId('contact', id) })
    }
    return restored.rowNo
  })
  return contactReply(product.database, projectId, rowNo)
})
