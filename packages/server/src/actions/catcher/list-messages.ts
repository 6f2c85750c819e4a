import { catcherList } from '@rollcall/contract'
import { z } from 'zod'
import { action } from '../../action.ts'
import { countCaughtMessages, listCaughtMessages } from '../../store/caught-messages.ts'
import { parseCursor, toPage } from '../cursor.ts'
import { messageSummary } from './message-summary.ts'

export const listMessagesAction = action(catcherList, async ({ product, caller }, { query }) => {
  const { limit } = query
  const q = query.q || null
  const found = await listCaughtMessages(product.database, caller.projectId, {
    q,
    after: parseCursor(query.after, z.uuid()),
    limit: limit + 1,
  })
  const total = await countCaughtMessages(product.database, caller.projectId, q)
  return { ...toPage(found, { limit, place: (last) => last.id, show: messageSummary }), total }
})
