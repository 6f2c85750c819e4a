import { sessionClaim } from '@rollcall/contract'
import { action } from '../../action.ts'
import { failure } from '../../failure.ts'
import type { Product } from '../../product.ts'
import { errorCode } from '../../store/database.ts'
import { hashToken } from '../../store/hash-token.ts'
import { findOwnerLink, insertMember, insertUser, takeOwnerLink } from '../../store/sessions.ts'
import { openSession } from './open-session.ts'
import { toPasswordHash } from './password-hash.ts'

const UNIQUE_VIOLATION = '23505'

type NewOwner = { token: string; email: string; password: string; name?: string }

export const claimOwnership = action(sessionClaim, async ({ product, request, reply }, { body }) => {
  const userId = await makeOwner(product, body)
  return openSession(product, userId, { request, reply })
})

async function makeOwner(product: Product, owner: NewOwner): Promise<string> {
  const { database } = product
  const link = { tokenHash: hashToken(owner.token), now: product.now() }
  const projectId = await findOwnerLink(database, link)
  if (projectId === undefined) throw failure('link_expired', {})
  const passwordHash = await toPasswordHash(owner.password, product.randomBytes(16))
  const write = database.write({ projectId, actor: 'system' }, async (transaction) => {
    if (!(await takeOwnerLink(transaction, link))) throw failure('link_expired', {})
    const userId = await insertUser(transaction, { email: owner.email, name: owner.name ?? null, passwordHash })
    await insertMember(transaction, { projectId, userId, role: 'owner' })
    return userId
  })
  return (await write.catch((error) => refuseTakenEmail(error, owner.email))).result
}

function refuseTakenEmail(error: unknown, email: string): never {
  if (errorCode(error) !== UNIQUE_VIOLATION) throw error
  throw failure('already_exists', { what: 'account', by: 'e-mail', value: email, id: 'sign in instead' })
}
