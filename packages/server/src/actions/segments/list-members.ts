import { Readable } from 'node:stream'
import { segmentsMembers } from '@rollcall/contract'
import { action, Download } from '../../action.ts'
import { judgedAt } from '../../audience/judged-at.ts'
import { readPage } from '../../audience/read-page.ts'
import { segmentLowering } from '../../audience/segment-lowering.ts'
import { invalid } from '../../failure.ts'
import { listContactsByRowNos } from '../../store/contacts.ts'
import { streamContacts } from '../contacts/stream-contacts.ts'

export const listMembersAction = action(segmentsMembers, async ({ product, caller, request }, { params, query }) => {
  const { database, index } = product
  const { projectId } = caller
  const now = judgedAt(product, query.at)
  const lowering = await segmentLowering(database, projectId, { segment: params.segment, now })
  if (request.stream) {
    if (query.after !== undefined) throw invalid('?after', 'a stream has everybody from the first on: leave it out')
    const { members } = await index.members(projectId, lowering)
    return new Download(Readable.from(streamContacts(database, projectId, { members, media: request.stream })))
  }
  const page = await readPage(product, projectId, { lowering, limit: query.limit, after: query.after })
  return {
    data: await listContactsByRowNos(database, projectId, page.rows),
    has_more: page.cursor !== null,
    next_cursor: page.cursor,
    total: page.total,
  }
})
