import { isAllowed, keysRotate, parseId, SCOPES } from '@rollcall/contract'
import { action } from '../../action.ts'
import { failure } from '../../failure.ts'
import { endKey, findKeyForUpdate, insertKey, type KeyRow } from '../../store/keys.ts'
import { newKey } from './new-key.ts'
import { toKeys } from './to-key.ts'

const HOUR_MS = 3_600_000

export const rotateKey = action(keysRotate, async (context, { params, body }) => {
  const { product, caller, write } = context
  const now = product.now()
  const { made, token } = await write(async (transaction) => {
    const id = parseId('key', params.key)
    const old = id && (await findKeyForUpdate(transaction, caller.projectId, id))
    if (!old || isOver(old, now)) throw failure('not_found', { what: 'key', id: params.key })
    const lacking = SCOPES.find((scope) => old.scopes.includes(scope) && !isAllowed(caller.scopes, scope))
    if (lacking) throw failure('forbidden', { scope: lacking })
    const { token, row } = newKey(context, { name: old.name, scopes: old.scopes, expiresAt: sameLife(old, now) })
    const at = new Date(now.getTime() + body.overlapHours * HOUR_MS)
    await endKey(transaction, { projectId: caller.projectId, id: old.id, at })
    return { made: await insertKey(transaction, caller.projectId, row), token }
  })
  const [key] = await toKeys(context, [made])
  return { ...key, token }
})

function isOver({ expires_at }: KeyRow, now: Date): boolean {
  return expires_at !== null && expires_at <= now
}

/** The new key lives as long as the old one was meant to. */
function sameLife({ created_at, expires_at }: KeyRow, now: Date): Date | null {
  return expires_at && new Date(now.getTime() + expires_at.getTime() - created_at.getTime())
}
