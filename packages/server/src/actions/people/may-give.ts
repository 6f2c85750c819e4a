import { isAllowed, ROLE_SCOPES, type Role } from '@rollcall/contract'
import type { Caller } from '../../action.ts'
import { failure, invalid } from '../../failure.ts'

/** What this role may do and the caller may not. */
function missingScope(caller: Caller, role: Role) {
  return ROLE_SCOPES[role].find((scope) => !isAllowed(caller.scopes, scope))
}

/** Nobody gives more than they have: otherwise an admin could become an owner through somebody else. */
export function refuseGivingMore(caller: Caller, role: Role) {
  const missing = missingScope(caller, role)
  if (missing !== undefined) throw invalid('/role', `you lack ${missing}, so you cannot make anybody ${role}`)
}

/** Nor takes away from somebody who may do more. */
export function refuseTouchingStronger(caller: Caller, role: Role) {
  const missing = missingScope(caller, role)
  if (missing !== undefined) throw failure('forbidden', { scope: missing })
}
