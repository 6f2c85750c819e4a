import { segmentsGet } from '@rollcall/contract'
import { action } from '../../action.ts'
import { getSegment } from '../../store/segments.ts'
import { segmentReply } from './segment-reply.ts'

export const getSegmentAction = action(segmentsGet, async (context, { params }) =>
  segmentReply(context, await getSegment(context.product.database, context.caller.projectId, params.segment)),
)
