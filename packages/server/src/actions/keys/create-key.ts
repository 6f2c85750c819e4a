import { isAllowed, keysCreate } from '@rollcall/contract'
import { action } from '../../action.ts'
import { invalid } from '../../failure.ts'
import { hashToken } from '../../store/hash-token.ts'
import { insertKey } from '../../store/keys.ts'
import { toHint, toToken } from './key-token.ts'
import { toKey } from './to-key.ts'

export const createKey = action(keysCreate, async ({ product, caller, write }, { body }) => {
  const problems = body.scopes.flatMap((scope, at) =>
    isAllowed(caller.scopes, scope)
      ? []
      : [{ pointer: `/scopes/${at}`, detail: `you lack ${scope}, so you cannot grant it` }],
  )
  const expiresAt = body.expiresAt === undefined ? null : new Date(body.expiresAt)
  if (expiresAt && expiresAt <= product.now()) problems.push({ pointer: '/expiresAt', detail: 'must be in the future' })
  if (problems.length > 0) throw invalid(problems)
  const token = toToken(product.randomBytes(32))
  const row = await write((transaction) =>
    insertKey(transaction, caller.projectId, {
      name: body.name,
      tokenHash: hashToken(token),
      hint: toHint(token),
      scopes: [...new Set(body.scopes)],
      createdBy: caller.actor,
      expiresAt,
    }),
  )
  return { ...toKey(row), token }
})
