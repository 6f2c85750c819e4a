import { sessionDelete } from '@rollcall/contract'
import { action } from '../../action.ts'
import { hashToken } from '../../store/hash-token.ts'
import { deleteSession } from '../../store/sessions.ts'

export const signOut = action(sessionDelete, async ({ product, request, reply }) => {
  if (request.sessionToken !== null) await deleteSession(product.database, hashToken(request.sessionToken))
  reply.session(null)
  return undefined
})
