import { type bulkAction, contactsPreviewBulk } from '@rollcall/contract'
import type { RowBitmap } from '@rollcall/engine'
import type { z } from 'zod'
import { action, type Reader } from '../../action.ts'
import { bulkUnchanged } from '../../audience/bulk-unchanged.ts'
import { freezePeople } from '../../audience/freeze-people.ts'
import { listContactsByRowNos } from '../../store/contacts.ts'
import { countOtherValues } from '../../store/other-values.ts'
import { prepareWritten, refuseMisplacedParts, toSearch } from './bulk-contacts.ts'

const SAMPLE_SIZE = 10

type Body = z.output<typeof bulkAction>

export const previewBulkAction = action(contactsPreviewBulk, async (context, { body }) => {
  const { product, caller } = context
  refuseMisplacedParts(body)
  const members = await freezePeople(product, caller.projectId, toSearch(body))
  const named = new Set(body.contacts)
  return {
    total: members.count,
    notFound: body.contacts === undefined ? 0 : Math.max(0, named.size - members.count),
    changing: await countChanging(context, body, members),
    sample: await listContactsByRowNos(product.database, caller.projectId, members.slice({ limit: SAMPLE_SIZE })),
  }
})

/** Everything but values of fields is in the index to the letter; those it holds folded, so the record is asked. */
async function countChanging(context: Reader, body: Body, members: RowBitmap) {
  const { product, caller } = context
  const given = body.action === 'set_field' ? await prepareWritten(context, body) : undefined
  if (given) return countOtherValues(product.database, caller.projectId, { rowNos: members, given })
  const lowering = await bulkUnchanged(product.database, caller.projectId, body)
  const unchanged = await product.index.members(caller.projectId, lowering)
  return members.andNot(unchanged.members).count
}
