import { segmentsVersions } from '@rollcall/contract'
import { z } from 'zod'
import { action } from '../../action.ts'
import { listVersions } from '../../store/segment-versions.ts'
import { parseCursor, toPage } from '../cursor.ts'
import { getDynamicSegment } from './get-rule.ts'
import { versionReplies } from './version-replies.ts'

export const listVersionsAction = action(segmentsVersions, async (context, { params, query }) => {
  const { product, caller } = context
  const { limit } = query
  const before = parseCursor(query.after, z.int32().min(1))
  const segment = await getDynamicSegment(context, params.segment)
  const page = { segmentId: segment.id, before, limit: limit + 1 }
  const found = await listVersions(product.database, caller.projectId, page)
  const paged = toPage(found, { limit, place: ({ version }) => version, show: (version) => version })
  return { ...paged, data: await versionReplies(context, segment, { shown: paged.data, before: found[limit] }) }
})
