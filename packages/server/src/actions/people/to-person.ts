import { type peopleUpdate, type RouteReply, toId } from '@rollcall/contract'
import type { Caller } from '../../action.ts'
import type { PersonRow } from '../../store/people.ts'

/** Somebody who works in the project, as the API shows them. */
export function toPerson({ joinedAt, ...row }: PersonRow, caller: Caller): RouteReply<typeof peopleUpdate> {
  return { ...row, id: toId('user', row.id), isYou: row.id === caller.userId, joinedAt: joinedAt.toISOString() }
}
