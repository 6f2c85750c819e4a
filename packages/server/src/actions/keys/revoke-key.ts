import { keysRevoke, parseId } from '@rollcall/contract'
import { action } from '../../action.ts'
import { failure } from '../../failure.ts'
import { revokeKey as storeRevocation } from '../../store/keys.ts'

export const revokeKey = action(keysRevoke, async ({ caller, write }, { params }) => {
  const id = parseId('key', params.key)
  const isRevoked =
    id !== undefined && (await write((transaction) => storeRevocation(transaction, caller.projectId, id)))
  if (!isRevoked) throw failure('not_found', { what: 'key', id: params.key })
  return undefined
})
