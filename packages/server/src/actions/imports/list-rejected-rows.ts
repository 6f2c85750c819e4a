import { importsRejectedRows as route } from '@rollcall/contract'
import { z } from 'zod'
import { action } from '../../action.ts'
import { listRejects } from '../../store/import-rows.ts'
import { getImport } from '../../store/imports.ts'
import { parseCursor, toPage } from '../cursor.ts'

const place = z.number().int()

export const importsRejectedRows = action(route, async ({ product, caller }, { params, query: { after, limit } }) => {
  const { database } = product
  const { reply } = await getImport(database, caller.projectId, params.import)
  const afterLine = parseCursor(after, place) ?? 0
  const found = await listRejects(database, caller.projectId, {
    importId: reply.id,
    after: afterLine,
    limit: limit + 1,
  })
  return toPage(found, { limit, place: ({ line }) => line, show: (row) => row })
})
