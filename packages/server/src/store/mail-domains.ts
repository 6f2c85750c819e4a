import type { Queryable, Transaction } from './database.ts'

/** Domains of a project's contacts that were never asked about, or not since `before`. */
export async function listUncheckedDomains(
  record: Queryable,
  projectId: number,
  options: { before: Date; limit: number },
): Promise<string[]> {
  const rows = await record.query<{ domain: string }>(
    `select c.domain from (
       select distinct split_part(email_key, '@', 2) as domain from contacts
       where project_id = $1 and email_key is not null and deleted_at is null
     ) c left join mail_domains d using (domain)
     where d.checked_at is null or d.checked_at < $2 limit $3`,
    [projectId, options.before, options.limit],
  )
  return rows.map(({ domain }) => domain)
}

/** Keeps what DNS said. */
export async function saveMailDomain(
  record: Queryable,
  domain: { domain: string; takesMail: boolean; checkedAt: Date },
): Promise<void> {
  await record.query(
    `insert into mail_domains values ($1, $2, $3)
     on conflict (domain) do update set takes_mail = excluded.takes_mail, checked_at = excluded.checked_at`,
    [domain.domain, domain.takesMail, domain.checkedAt],
  )
}

/** Marks the addresses that cannot receive mail; returns how many contacts that changed. */
export async function invalidateDeadAddresses(transaction: Transaction): Promise<number> {
  const changed = await transaction.query<{ rowNo: number }>(
    `update contacts c set validation = 'invalid', updated_at = now() from mail_domains d
     where c.project_id = $1 and c.deleted_at is null and c.validation <> 'invalid'
       and d.domain = split_part(c.email_key, '@', 2) and not d.takes_mail
     returning c.row_no as "rowNo"`,
    [transaction.projectId],
  )
  transaction.touch(changed.map(({ rowNo }) => rowNo))
  return changed.length
}
