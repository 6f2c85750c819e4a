import { type RouteInput, sessionUpdate } from '@rollcall/contract'
import { type ActionContext, action } from '../../action.ts'
import { failure, invalid } from '../../failure.ts'
import { insertAuditEntry } from '../../store/audit-log.ts'
import { hashToken } from '../../store/hash-token.ts'
import { deleteSessionsOf, findSession, findUserByEmail, type SessionRow, updateUser } from '../../store/sessions.ts'
import { limitAttempts } from './limit-attempts.ts'
import { toSession } from './open-session.ts'
import { isPassword, toPasswordHash } from './password-hash.ts'

type Context = Pick<ActionContext, 'product' | 'request'>
type Change = RouteInput<typeof sessionUpdate>['body']

export const updateAccount = action(sessionUpdate, async (context, { body }) => {
  const { product, request, write } = context
  const tokenHash = hashToken(request.sessionToken ?? '')
  const session = await findSession(product.database, { tokenHash, now: product.now() })
  if (!session) throw failure('unauthenticated', {})
  const passwordHash = await newPasswordHash(context, session, body)
  await write(async (transaction) => {
    await updateUser(transaction, session.user_id, { name: body.name, passwordHash })
    if (passwordHash) await deleteSessionsOf(transaction, session.user_id, tokenHash)
    const made = { kind: 'user', target: session.user_id, name: session.email, call: sessionUpdate.id } as const
    if (body.name !== undefined)
      await insertAuditEntry(transaction, {
        ...made,
        before: { name: session.name },
        after: { name: body.name || null },
      })
    if (passwordHash) await insertAuditEntry(transaction, { ...made, after: { password: 'another one' } })
  })
  return toSession({ ...session, ...(body.name !== undefined && { name: body.name || null }) })
})

/** The hash of the password that is asked for, once the present one was given. */
async function newPasswordHash({ product, request }: Context, { email }: SessionRow, change: Change) {
  if (change.password === undefined) return undefined
  if (change.currentPassword === undefined) throw invalid('/currentPassword', 'is needed to set another password')
  limitAttempts(product, request.ip, email)
  const user = await findUserByEmail(product.database, email)
  if (!(await isPassword(change.currentPassword, user?.password_hash))) {
    throw invalid('/currentPassword', 'is not your present password')
  }
  return toPasswordHash(change.password, product.randomBytes(16))
}
