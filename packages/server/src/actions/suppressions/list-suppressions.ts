import { parseId, suppressionsList } from '@rollcall/contract'
import { fold } from '@rollcall/filters'
import { z } from 'zod'
import { action } from '../../action.ts'
import { listSuppressions } from '../../store/suppressions.ts'
import { parseCursor, toPage } from '../cursor.ts'

export const listSuppressionsAction = action(suppressionsList, async ({ product, caller }, { query }) => {
  const before = parseCursor(query.after, z.uuid())
  const asked = {
    before,
    limit: query.limit + 1,
    address: query.email === undefined ? undefined : fold(query.email.trim()),
  }
  const found = await listSuppressions(product.database, caller.projectId, asked)
  return toPage(found, {
    limit: query.limit,
    place: (last) => parseId('suppression', last.id),
    show: (suppression) => suppression,
  })
})
