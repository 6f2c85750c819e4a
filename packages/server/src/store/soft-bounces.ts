import { saysMailboxFails } from '../email/says-mailbox-fails.ts'
import type { Transaction } from './database.ts'
import { addSuppressions } from './suppressions.ts'

/** So many messages in a row, within so many days and over so many at least: mailboxes that nobody empties, not a weekend's trouble. */
const ENOUGH = 5
const WITHIN_DAYS = 30
const OVER_MS = 14 * 86_400_000

type Failing = { address: string; responses: string[]; times: Date[] }

/**
 * Looks at people whose mailbox could not take a message, and puts the address of those on the suppression list of whom that is
 * one of five within 30 days, over 14 days or more, in which nothing arrived. Their status stays what it is. May be repeated.
 */
export async function noteSoftBounces(transaction: Transaction, rowNos: number[], now: Date): Promise<void> {
  const failing = await transaction.query<Failing>(
    // A message that was taken over counts as arrived until the contrary is heard.
    `with failing as (
       select c.row_no, c.email, c.email_key as address from contacts c
       where c.project_id = $1 and c.row_no = any($2) and c.deleted_at is null and not exists (
         select from deliveries d where d.project_id = $1 and d.row_no = c.row_no and d.address = c.email
           and d.state = 'sent' and coalesce(d.feedback, 'complained') = 'complained'
           and d.updated_at > $3::timestamptz - $4::int * interval '1 day')
     )
     select f.address, array_agg(case when d.state = 'failed' then d.response else d.feedback_note end order by d.updated_at) as responses,
       array_agg(d.updated_at order by d.updated_at) as times
     from failing f join deliveries d on d.project_id = $1 and d.row_no = f.row_no and d.address = f.email
       and d.updated_at > $3::timestamptz - $4::int * interval '1 day'
       and ((d.state = 'failed' and d.response is not null) or (d.state = 'sent' and d.feedback = 'undelivered' and d.feedback_note is not null))
     group by f.row_no, f.address having count(*) >= $5`,
    [transaction.projectId, rowNos, now, WITHIN_DAYS, ENOUGH],
  )
  const entries = failing.flatMap(({ address, responses, times }) => {
    const said = responses.filter(saysMailboxFails)
    const failedAt = times.filter((_, place) => saysMailboxFails(responses[place] ?? ''))
    const overMs = (failedAt.at(-1)?.getTime() ?? 0) - (failedAt[0]?.getTime() ?? 0)
    const note = `${said.length} messages in ${WITHIN_DAYS} days did not arrive; the last: ${said.at(-1) ?? ''}`
    return said.length < ENOUGH || overMs < OVER_MS ? [] : [{ email: address, note: note.slice(0, 500) }]
  })
  if (entries.length === 0) return
  await addSuppressions(
    transaction,
    entries.map((entry) => ({ ...entry, reason: 'soft_bounces' as const, marketingOnly: false })),
  )
}
