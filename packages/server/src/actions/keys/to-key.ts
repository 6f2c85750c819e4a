import { type keysList, type RouteReply, SCOPES, toId } from '@rollcall/contract'
import type { KeyRow } from '../../store/keys.ts'

type Key = RouteReply<typeof keysList>['data'][number]

/** A key as the API shows it. */
export function toKey(row: KeyRow): Key {
  return {
    id: toId('key', row.id),
    name: row.name,
    hint: row.hint,
    scopes: SCOPES.filter((scope) => row.scopes.includes(scope)),
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    expiresAt: row.expires_at?.toISOString() ?? null,
  }
}
