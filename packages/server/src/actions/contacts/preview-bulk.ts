import { contactsPreviewBulk } from '@rollcall/contract'
import { action } from '../../action.ts'
import { freezePeople } from '../../audience/freeze-people.ts'
import { listContactsByRowNos } from '../../store/contacts.ts'
import { refuseMisplacedParts, toSearch } from './bulk-contacts.ts'

const SAMPLE_SIZE = 10

export const previewBulkAction = action(contactsPreviewBulk, async ({ product, caller }, { body }) => {
  refuseMisplacedParts(body)
  const members = await freezePeople(product, caller.projectId, toSearch(body))
  const named = new Set(body.contacts)
  return {
    total: members.count,
    notFound: body.contacts === undefined ? 0 : Math.max(0, named.size - members.count),
    sample: await listContactsByRowNos(product.database, caller.projectId, members.slice({ limit: SAMPLE_SIZE })),
  }
})
