import { segmentsMembers } from '@rollcall/contract'
import { action } from '../../action.ts'
import { readPage } from '../../audience/read-page.ts'
import { segmentLowering } from '../../audience/segment-lowering.ts'
import { listContactsByRowNos } from '../../store/contacts.ts'

export const listMembersAction = action(segmentsMembers, async ({ product, caller }, { params, query }) => {
  const { database, now } = product
  const lowering = await segmentLowering(database, caller.projectId, { segment: params.segment, now: now() })
  const page = await readPage(product, caller.projectId, { lowering, limit: query.limit, after: query.after })
  return {
    data: await listContactsByRowNos(database, caller.projectId, page.rows),
    has_more: page.cursor !== null,
    next_cursor: page.cursor,
    total: page.total,
  }
})
