import { segmentsUses, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getSegment } from '../../store/segments.ts'
import { listUses } from '../../store/uses.ts'

export const listSegmentUsesAction = action(segmentsUses, async ({ product, caller }, { params }) => {
  const { id } = await getSegment(product.database, caller.projectId, params.segment)
  const data = await listUses(product.database, caller.projectId, { kind: 'segment', id: toId('segment', id) })
  return { data, has_more: false, next_cursor: null }
})
