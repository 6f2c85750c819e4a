import { type keysList, type RouteReply, SCOPES, toId } from '@rollcall/contract'
import type { Reader } from '../../action.ts'
import { nameActors } from '../../store/actor-names.ts'
import type { KeyRow } from '../../store/keys.ts'

type Key = RouteReply<typeof keysList>['data'][number]

/** Keys as the API shows them. */
export async function toKeys({ product, caller }: Reader, rows: KeyRow[]): Promise<Key[]> {
  const makers = rows.map((row) => row.created_by)
  const nameOf = await nameActors(product.database, caller.projectId, makers)
  return rows.map((row) => ({
    id: toId('key', row.id),
    name: row.name,
    hint: row.hint,
    scopes: SCOPES.filter((scope) => row.scopes.includes(scope)),
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_by,
    createdByName: nameOf(row.created_by),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    expiresAt: row.expires_at?.toISOString() ?? null,
  }))
}
