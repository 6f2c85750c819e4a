import type { Queryable } from './database.ts'

/** Whether somebody was erased, in any project, since then. */
export async function wasErasedSince(record: Queryable, since: Date): Promise<boolean> {
  const [{ was }] = await record.query<{ was: boolean }>(
    'select exists (select from erased_addresses where erased_at >= $1) as was',
    [since],
  )
  return was
}

/**
 * Lets PostgreSQL drop the dead rows of all tables that an erasure deletes from or writes to, so that nothing finds them any
 * more and their room is written over. It goes on beside everything else.
 */
export async function vacuumErased(record: Queryable): Promise<void> {
  await record.query(
    `vacuum contacts, contact_channels, contact_tags, gone_tag_carriers, gone_tag_steps, contact_merges, consents, consent_log,
       tag_removals, segment_contacts, events, topic_answers, topic_log, funnel_log, contact_log, opportunities, opportunity_log, tracking_hits, address_changes, deliveries, sendings,
       sending_attachments, campaigns, suppressions, undo_steps, job_results, jobs, caught_messages, imports, import_rejects,
       provider_reports, audit_log, exports`,
  )
}
