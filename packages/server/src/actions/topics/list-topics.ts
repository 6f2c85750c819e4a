import { topicsList } from '@rollcall/contract'
import { z } from 'zod'
import { action } from '../../action.ts'
import { listTopics } from '../../store/topics.ts'
import { parseCursor, toPage } from '../cursor.ts'

export const listTopicsAction = action(topicsList, async ({ product, caller }, { query }) => {
  const { limit, includeInactive } = query
  const after = parseCursor(query.after, place)
  const found = await listTopics(product.database, caller.projectId, { includeInactive, after, limit: limit + 1 })
  return toPage(found, { limit, place: ({ displayOrder, name }) => [displayOrder, name], show: (topic) => topic })
})

const place = z.tuple([z.int32(), z.string().refine((name) => !name.includes('\u0000'))])
