import { contactsRemoveTags } from '@rollcall/contract'
import { action } from '../../action.ts'
import { findTags, listTagNames, removeTags } from '../../store/contact-tags.ts'
import { getContact } from '../../store/contacts.ts'

export const removeTagsAction = action(contactsRemoveTags, ({ product, caller, write }, { params, body }) =>
  write(async (transaction) => {
    const { rowNo } = await getContact(transaction, caller.projectId, params.contact)
    const tags = await findTags(transaction, body.tags)
    await removeTags(transaction, { rowNos: [rowNo], tagIds: tags.map(({ id }) => id), at: product.now() })
    return { tags: await listTagNames(transaction, caller.projectId, rowNo) }
  }),
)
