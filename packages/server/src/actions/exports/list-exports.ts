import { exportsList as route } from '@rollcall/contract'
import { z } from 'zod'
import { action } from '../../action.ts'
import { listExports } from '../../store/exports.ts'
import { parseCursor, toPage } from '../cursor.ts'

export const exportsList = action(route, async ({ product, caller }, { query: { after, limit } }) => {
  const before = parseCursor(after, z.string()) ?? undefined
  const found = await listExports(product.database, caller.projectId, { before, limit: limit + 1, now: product.now() })
  return toPage(found, { limit, place: ({ id }) => id, show: (item) => item })
})
