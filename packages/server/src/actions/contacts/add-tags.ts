import { contactsAddTags } from '@rollcall/contract'
import { action } from '../../action.ts'
import { addTags, ensureTags, listTagNames } from '../../store/contact-tags.ts'
import { getContact } from '../../store/contacts.ts'

export const addTagsAction = action(contactsAddTags, ({ product, caller, write }, { params, body }) =>
  write(async (transaction) => {
    const { rowNo } = await getContact(transaction, caller.projectId, params.contact)
    const tags = await ensureTags(transaction, body.tags)
    await addTags(transaction, { rowNos: [rowNo], tagIds: tags.map(({ id }) => id), at: product.now() })
    return { tags: await listTagNames(transaction, caller.projectId, rowNo) }
  }),
)
