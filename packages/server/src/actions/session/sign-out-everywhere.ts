import { sessionDeleteAll } from '@rollcall/contract'
import { action } from '../../action.ts'
import { deleteSessionsOf } from '../../store/sessions.ts'

export const signOutEverywhere = action(sessionDeleteAll, async ({ product, caller, reply }) => {
  if (caller.userId !== undefined) await deleteSessionsOf(product.database, caller.userId)
  reply.session(null)
  return undefined
})
