import { sessionResetPassword, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { failure } from '../../failure.ts'
import { insertAuditEntry } from '../../store/audit-log.ts'
import { hashToken } from '../../store/hash-token.ts'
import { findPasswordReset, takePasswordReset } from '../../store/password-resets.ts'
import { deleteSessionsOf, updateUser } from '../../store/sessions.ts'
import { openSession } from './open-session.ts'
import { toPasswordHash } from './password-hash.ts'

export const resetPassword = action(sessionResetPassword, async ({ product, request, reply }, { body }) => {
  const link = { tokenHash: hashToken(body.token), now: product.now() }
  const account = await findPasswordReset(product.database, link)
  if (!account) throw failure('link_expired', {})
  const { userId, email, projectId } = account
  const passwordHash = await toPasswordHash(body.password, product.randomBytes(16))
  await product.database.write({ projectId, actor: `user:${toId('user', userId)}` }, async (transaction) => {
    if (!(await takePasswordReset(transaction, link))) throw failure('link_expired', {})
    await updateUser(transaction, userId, { passwordHash })
    await deleteSessionsOf(transaction, userId)
    const made = { call: sessionResetPassword.id, kind: 'user', target: userId, name: email } as const
    await insertAuditEntry(transaction, { ...made, after: { password: 'another one' } })
  })
  return openSession(product, userId, { request, reply })
})
