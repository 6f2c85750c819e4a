import { isAllowed, type Scope } from '@rollcall/contract'
import type { Caller, Reader } from '../../action.ts'
import { hashToken } from '../../store/hash-token.ts'
import type { NewKey } from '../../store/keys.ts'
import { toHint, toToken } from './key-token.ts'

/** A fresh token and what the record keeps of it. */
export function newKey(
  { product, caller }: Reader,
  key: Pick<NewKey, 'name' | 'scopes' | 'expiresAt'>,
): { token: string; row: NewKey } {
  const token = toToken(product.randomBytes(32))
  return { token, row: { ...key, tokenHash: hashToken(token), hint: toHint(token), createdBy: caller.actor } }
}

/** Nobody gives more than they have: one problem for each scope that the caller lacks. */
export function problemsOf(caller: Caller, scopes: readonly Scope[]) {
  return scopes.flatMap((scope, at) =>
    isAllowed(caller.scopes, scope)
      ? []
      : [{ pointer: `/scopes/${at}`, detail: `you lack ${scope}, so you cannot grant it` }],
  )
}
