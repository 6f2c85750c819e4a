import { keysCreate } from '@rollcall/contract'
import { action } from '../../action.ts'
import { invalid } from '../../failure.ts'
import { insertKey } from '../../store/keys.ts'
import { newKey, problemsOf } from './new-key.ts'
import { toKeys } from './to-key.ts'

export const createKey = action(keysCreate, async (context, { body }) => {
  const { product, caller, write } = context
  const problems = problemsOf(caller, body.scopes)
  const expiresAt = body.expiresAt === undefined ? null : new Date(body.expiresAt)
  if (expiresAt && expiresAt <= product.now()) problems.push({ pointer: '/expiresAt', detail: 'must be in the future' })
  if (problems.length > 0) throw invalid(problems)
  const { token, row } = newKey(context, { name: body.name, scopes: [...new Set(body.scopes)], expiresAt })
  const made = await write((transaction) => insertKey(transaction, caller.projectId, row))
  const [key] = await toKeys(context, [made])
  return { ...key, token }
})
