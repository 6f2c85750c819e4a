import { type RouteInput, sessionClaim, toId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { failure } from '../../failure.ts'
import type { Product } from '../../product.ts'
import { audit } from '../../store/audit-log.ts'
import { errorCode, type Transaction } from '../../store/database.ts'
import { hashToken } from '../../store/hash-token.ts'
import { findInvitation, takeInvitation } from '../../store/invitations.ts'
import { isMemberAnywhere } from '../../store/people.ts'
import {
  findOwnerLink,
  findUserByEmail,
  insertMember,
  insertUser,
  takeOwnerLink,
  toAccountEmail,
  updateUser,
} from '../../store/sessions.ts'
import { limitAttempts } from './limit-attempts.ts'
import { openSession } from './open-session.ts'
import { isPassword, toPasswordHash } from './password-hash.ts'

const UNIQUE_VIOLATION = '23505'

type Claim = RouteInput<typeof sessionClaim>['body']
type Link = { tokenHash: Buffer; now: Date }

export const claimOwnership = action(sessionClaim, async ({ product, request, reply }, { body }) => {
  const link = { tokenHash: hashToken(body.token), now: product.now() }
  const ownedProject = await findOwnerLink(product.database, link)
  const userId =
    ownedProject === undefined
      ? await join(product, { claim: body, link, ip: request.ip })
      : await makeOwner(product, { claim: body, link, projectId: ownedProject })
  return openSession(product, userId, { request, reply })
})

async function makeOwner(product: Product, owner: { claim: Claim; link: Link; projectId: number }): Promise<string> {
  const { claim, link, projectId } = owner
  return writeMember(product, { projectId, claim }, async (transaction, passwordHash) => {
    if (!(await takeOwnerLink(transaction, link))) throw failure('link_expired', {})
    const userId = await insertUser(transaction, { email: claim.email, name: claim.name ?? null, passwordHash })
    await audit(transaction, sessionClaim.id, `user:${toId('user', userId)}`)
    await insertMember(transaction, { projectId, userId, role: 'owner' })
    return userId
  })
}

/**
 * Makes an account, or takes the one that somebody who left a project still has. Its password is asked for, unless the
 * invitation names the address: whoever wrote it vouches for who that is, and a forgotten password has a way back.
 */
async function join(product: Product, { claim, link, ip }: { claim: Claim; link: Link; ip: string }): Promise<string> {
  const { database } = product
  const invitation = await findInvitation(database, link)
  if (!invitation) throw failure('link_expired', {})
  const { projectId, role } = invitation
  if (invitation.email !== null && invitation.email !== toAccountEmail(claim.email)) {
    throw failure('wrong_invitation', { email: claim.email })
  }
  limitAttempts(product, ip, claim.email)
  const present = await findUserByEmail(database, claim.email)
  if (present && (await isMemberAnywhere(database, present.id))) refuseTakenEmail(claim.email)
  if (present && invitation.email === null && !(await isPassword(claim.password, present.password_hash))) {
    throw failure('wrong_password', {})
  }
  return writeMember(product, { projectId, claim }, async (transaction, passwordHash) => {
    if (!(await takeInvitation(transaction, link))) throw failure('link_expired', {})
    const made = { email: claim.email, name: claim.name ?? null, passwordHash }
    const userId = present?.id ?? (await insertUser(transaction, made))
    if (present && invitation.email !== null) await updateUser(transaction, userId, { passwordHash })
    await audit(transaction, sessionClaim.id, `user:${toId('user', userId)}`)
    await insertMember(transaction, { projectId, userId, role })
    return userId
  })
}

async function writeMember(
  product: Product,
  { projectId, claim }: { projectId: number; claim: Claim },
  write: (transaction: Transaction, passwordHash: string) => Promise<string>,
): Promise<string> {
  const passwordHash = await toPasswordHash(claim.password, product.randomBytes(16))
  try {
    const written = await product.database.write({ projectId, actor: 'system' }, (transaction) =>
      write(transaction, passwordHash),
    )
    return written.result
  } catch (error) {
    if (errorCode(error) !== UNIQUE_VIOLATION) throw error
    return refuseTakenEmail(claim.email)
  }
}

function refuseTakenEmail(email: string): never {
  throw failure('already_exists', { what: 'account', by: 'e-mail', value: email, id: 'sign in instead' })
}
