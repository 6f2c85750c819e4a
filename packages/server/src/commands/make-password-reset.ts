import { sessionResetPassword } from '@rollcall/contract'
import { insertAuditEntry } from '../store/audit-log.ts'
import type { Database } from '../store/database.ts'
import { hashToken } from '../store/hash-token.ts'
import { findAccount, listOwnerEmails, replacePasswordReset } from '../store/password-resets.ts'
import { toAccountEmail } from '../store/sessions.ts'

const LINK_MS = 60 * 60_000

type Surroundings = { database: Database; publicUrl: string; now: Date; token: string }

/** A link with which that person sets another password, as the terminal says it, or why there is none. */
export async function makePasswordReset(
  email: string,
  { database, publicUrl, now, token }: Surroundings,
): Promise<{ words: string; isDone: boolean }> {
  const account = await findAccount(database, toAccountEmail(email))
  if (!account) {
    const owners = await listOwnerEmails(database)
    const known = owners.length > 0 ? `Owners are ${owners.join(', ')}.` : 'There is no owner yet.'
    return { words: `Nobody with the address ${email} works in a project here. ${known}`, isDone: false }
  }
  const { userId: target, email: name, projectId } = account
  await database.write({ projectId, actor: 'system' }, async (transaction) => {
    const expiresAt = new Date(now.getTime() + LINK_MS)
    await replacePasswordReset(transaction, { tokenHash: hashToken(token), userId: target, expiresAt })
    const made = { call: sessionResetPassword.id, kind: 'user', target, name } as const
    await insertAuditEntry(transaction, { ...made, after: { password: 'a link to another one' } })
  })
  // Behind the #, so that it reaches no server log on its way.
  const link = `${publicUrl}/reset-password#token=${token}`
  return { words: `${name} can set another password here, once and within an hour:\n\n  ${link}`, isDone: true }
}
