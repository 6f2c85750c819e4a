import { parseId, suppressionsList } from '@rollcall/contract'
import { z } from 'zod'
import { action } from '../../action.ts'
import { listSuppressions } from '../../store/suppressions.ts'
import { parseCursor, toPage } from '../cursor.ts'
import { parseAsked } from './parse-asked.ts'

export const listSuppressionsAction = action(
  suppressionsList,
  async ({ product, caller }, { query: { limit, after, ...asked } }) => {
    const page = { before: parseCursor(after, z.uuid()), limit: limit + 1 }
    const found = await listSuppressions(product.database, caller.projectId, { ...parseAsked(asked), ...page })
    return toPage(found, { limit, place: ({ id }) => parseId('suppression', id), show: (entry) => entry })
  },
)
