import { importsList as route } from '@rollcall/contract'
import { z } from 'zod'
import { action } from '../../action.ts'
import { listImports } from '../../store/imports.ts'
import { parseCursor, toPage } from '../cursor.ts'

const place = z.string()

export const importsList = action(route, async ({ product, caller }, { query: { after, limit } }) => {
  const before = parseCursor(after, place) ?? undefined
  const found = await listImports(product.database, caller.projectId, { before, limit: limit + 1 })
  return toPage(found, { limit, place: ({ id }) => id, show: (item) => item })
})
