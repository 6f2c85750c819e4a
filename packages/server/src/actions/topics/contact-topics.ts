import { contactsTopics } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getContact } from '../../store/contacts.ts'
import { listStandings } from '../../store/topic-answers.ts'

export const contactTopicsAction = action(contactsTopics, async ({ product, caller }, { params }) => {
  const { rowNo } = await getContact(product.database, caller.projectId, params.contact)
  const data = await listStandings(product.database, caller.projectId, rowNo)
  return { data, has_more: false, next_cursor: null }
})
