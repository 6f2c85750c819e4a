import { parseId, suppressionsList } from '@rollcall/contract'
import { z } from 'zod'
import { action } from '../../action.ts'
import { listSuppressions } from '../../store/suppressions.ts'
import { parseCursor, toPage } from '../cursor.ts'

export const listSuppressionsAction = action(suppressionsList, async ({ product, caller }, { query }) => {
  const before = parseCursor(query.after, z.uuid())
  const found = await listSuppressions(product.database, caller.projectId, { before, limit: query.limit + 1 })
  return toPage(found, {
    limit: query.limit,
    place: (last) => parseId('suppression', last.id),
    show: (suppression) => suppression,
  })
})
