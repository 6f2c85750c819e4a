import { segmentsGet } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getSegment } from '../../store/segments.ts'
import { segmentReplies } from './segment-reply.ts'

export const getSegmentAction = action(segmentsGet, async (context, { params }) => {
  const { database, index } = context.product
  const segment = await getSegment(database, context.caller.projectId, params.segment)
  const sizes = await index.sizes(context.caller.projectId)
  const [reply] = await segmentReplies(context, [segment], sizes)
  return reply
})
