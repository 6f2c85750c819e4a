import { contactsPreferencesLink as route } from '@rollcall/contract'
import { action } from '../../action.ts'
import { NO_CAMPAIGN } from '../../email/preferences-token.ts'
import { preferencesUrl } from '../../email/preferences-url.ts'
import { getContact } from '../../store/contacts.ts'

export const linkPreferencesAction = action(route, async ({ product, caller }, { params }) => {
  const { projectId } = caller
  const { rowNo } = await getContact(product.database, projectId, params.contact)
  return { url: preferencesUrl(product.config, { projectId, rowNo, campaignUuid: NO_CAMPAIGN }) }
})
