import { segmentsList } from '@rollcall/contract'
import { z } from 'zod'
import { action } from '../../action.ts'
import { listSegments } from '../../store/segments.ts'
import { parseCursor, toPage } from '../cursor.ts'
import { segmentReplies } from './segment-reply.ts'

export const listSegmentsAction = action(segmentsList, async (context, { query }) => {
  const { limit, q } = query
  const found = await listSegments(context.product.database, context.caller.projectId, {
    limit: limit + 1,
    after: parseCursor(query.after, z.string()),
    q: q ?? null,
  })
  const page = toPage(found, { limit, place: (last) => last.name, show: (segment) => segment })
  const sizes = await context.product.index.sizes(context.caller.projectId)
  return { ...page, data: await segmentReplies(context, page.data, sizes) }
})
