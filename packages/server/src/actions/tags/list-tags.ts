import { tagsList } from '@rollcall/contract'
import { z } from 'zod'
import { action } from '../../action.ts'
import { listTags } from '../../store/tags.ts'
import { parseCursor, toPage } from '../cursor.ts'

export const listTagsAction = action(tagsList, async ({ product, caller }, { query }) => {
  const { limit, q, similarTo } = query
  const after = parseCursor(query.after, storableText)
  const found = await listTags(product.database, caller.projectId, { q, similarTo, after, limit: limit + 1 })
  return toPage(found, { limit, place: (last) => last.name, show: (tag) => tag })
})

const storableText = z.string().refine((name) => !name.includes('\u0000'))
