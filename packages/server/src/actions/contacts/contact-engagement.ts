import { contactsEngagement } from '@rollcall/contract'
import { action } from '../../action.ts'
import { readEngagement } from '../../store/contact-engagement.ts'
import { getContact } from '../../store/contacts.ts'

export const contactEngagementAction = action(contactsEngagement, async ({ product, caller }, { params }) => {
  const { database, now } = product
  const { rowNo } = await getContact(database, caller.projectId, params.contact)
  return readEngagement(database, caller.projectId, { rowNo, now: now() })
})
