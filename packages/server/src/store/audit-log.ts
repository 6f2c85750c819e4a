import { AUDITED_KINDS, type auditList, parseId, type RouteInput, type RouteReply, toId } from '@rollcall/contract'
import type { Queryable, Transaction } from './database.ts'

/** One entry of the audit log. */
export type AuditEntry = Omit<RouteReply<typeof auditList>['data'][number], 'actorName'>

type Kind = AuditEntry['kind']
type Row = Omit<AuditEntry, 'id' | 'at'> & { id: number; at: Date }
type Asked = Omit<RouteInput<typeof auditList>['query'], 'after'> & { before: number | null }

/** Has whatever this transaction changes from here on written down as done by its actor, with this call. */
export async function audit(transaction: Transaction, call: string, actor = transaction.actor): Promise<void> {
  await transaction.query(
    `select set_config('rollcall.audit_actor', $1, true), set_config('rollcall.audit_call', $2, true)`,
    [actor, call],
  )
}

/** Writes down what no trigger sees. */
export async function insertAuditEntry(
  transaction: Transaction,
  made: {
    call: string
    change?: AuditEntry['change']
    kind: Kind
    target: string
    name: string
    before?: object
    after: object
  },
): Promise<void> {
  await transaction.query(
    `insert into audit_log (project_id, actor, call, change, kind, target, name, before, after)
     values ($1, $2, $3, $9, $4, $5, $6, $7, $8)`,
    [
      transaction.projectId,
      transaction.actor,
      made.call,
      made.kind,
      made.target,
      made.name,
      made.before ?? {},
      made.after,
      made.change ?? 'updated',
    ],
  )
}

/** The newest entries that are asked for, those before `before`. */
export async function listAuditEntries(record: Queryable, projectId: number, asked: Asked): Promise<AuditEntry[]> {
  const rows = await record.query<Row>(
    `select id, at, actor, call, change, kind, target, name, before, after, not exists (
       select from audit_log later
       where later.project_id = $1 and later.kind = a.kind and later.target = a.target and later.id > a.id
     ) as "isLatest"
     from audit_log a
     where project_id = $1 and ($2::bigint is null or id < $2) and ($3::text is null or kind = $3)
       and ($4::text is null or target = $4) and ($5::text is null or actor = $5)
       and ($6::text is null or strpos(lower(name), lower($6)) > 0)
       and ($7::timestamptz is null or at >= $7) and ($8::timestamptz is null or at < $8)
     order by id desc limit $9`,
    [
      ...[projectId, asked.before, asked.kind, asked.target && toTarget(asked.target), asked.actor],
      ...[asked.q, asked.from, asked.until, asked.limit],
    ],
  )
  return rows.map((row) => ({ ...row, id: String(row.id), at: row.at.toISOString(), target: toPublic(row) }))
}

function toPublic({ kind, target }: Row): string {
  return kind === 'field' ? target : toId(kind, target)
}

// A field goes by its key.
const ID_KINDS = AUDITED_KINDS.filter((kind) => kind !== 'field')

function toTarget(text: string): string {
  return ID_KINDS.map((kind) => parseId(kind, text)).find((uuid) => uuid !== undefined) ?? text
}
