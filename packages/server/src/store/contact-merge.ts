import { parseId } from '@rollcall/contract'
import { RowBitmap } from '@rollcall/engine'
import type { Queryable, Transaction } from './database.ts'
import { addressOn } from './skip-reason.ts'

/** Two contacts by row number: all that `from` has becomes `into`'s. */
export type RowMerge = { from: number; into: number }

/** How much of a contact would move, counted. */
export async function countMoves(record: Queryable, projectId: number, rowNo: number) {
  const [counts] = await record.query<Record<'lists' | 'events' | 'deliveries' | 'opportunities', number>>(
    `select (select count(*) from segment_contacts where project_id = $1 and row_no = $2)::int as lists,
       (select count(*) from events where project_id = $1 and row_no = $2)::int as events,
       (select count(*) from deliveries where project_id = $1 and row_no = $2)::int as deliveries,
       (select count(*) from opportunities where project_id = $1 and row_no = $2)::int as opportunities`,
    [projectId, rowNo],
  )
  return counts
}

/** Whether this id (con_…) was made part of a contact before. */
export async function isMerged(record: Queryable, projectId: number, merge: { from: string; into: number }) {
  const found = await record.query(
    `select from contact_merges m join contacts c on c.project_id = $1 and c.row_no = m.from_row_no
     where m.project_id = $1 and m.row_no = $3 and m.from_id = $2 and c.deleted_at is not null limit 1`,
    [projectId, parseId('contact', merge.from) ?? null, merge.into],
  )
  return found.length > 0
}

/** Whom an unsubscribe link means: its own row, and the one that it became part of, unless it was brought back. */
export async function findRowsOfClaim(
  record: Queryable,
  { projectId, rowNo }: { projectId: number; rowNo: number },
): Promise<number[]> {
  const rows = await record.query<{ rowNo: number }>(
    `select m.row_no as "rowNo" from contact_merges m
     left join contacts c on c.project_id = $1 and c.row_no = m.from_row_no and c.deleted_at is null
     where m.project_id = $1 and m.from_row_no = $2 and c.row_no is null`,
    [projectId, rowNo],
  )
  return [...new Set([rowNo, ...rows.map((row) => row.rowNo)])]
}

/**
 * Moves what belongs to `from`, whose row is deleted by whoever calls: what happened, deliveries, opportunities. Tags, lists and
 * answers about topics are copied, so that bringing the contact back brings them too.
 */
export async function moveToSurvivor(transaction: Transaction, merge: RowMerge): Promise<void> {
  const key = [transaction.projectId, merge.from, merge.into]
  for (const statement of COPIES) await transaction.query(statement, key)
  for (const table of LOGS) {
    await transaction.query(`update ${table} set row_no = $3 where project_id = $1 and row_no = $2`, key)
  }
  await moveDeliveries(transaction, merge)
  // As new events of the survivor, which is how the index hears of them.
  await transaction.query(
    `with actor as materialized (select set_config('rollcall.actor', $4, true)),
     gone as (delete from events where project_id = $1 and row_no = $2 returning *)
     insert into events (project_id, row_no, at, name, campaign_id, machine, transactional, link, properties)
     select $1, $3, at, name, campaign_id, machine, transactional, link, properties from actor cross join gone order by seq`,
    [...key, transaction.actor],
  )
}

/** The earlier time counts where both have a tag; of answers about a topic the stricter, of pauses the longer. */
const COPIES = [
  // Before the tags themselves, so that it is known since when the survivor has the tag that took a merged one's place.
  `insert into gone_tag_carriers as g (project_id, row_no, tag_id, applied_at, applied_by, kept_at, kept_by)
   select $1, $3, f.tag_id, f.applied_at, f.applied_by, kept.applied_at, kept.applied_by
   from gone_tag_carriers f join gone_tags t on t.project_id = $1 and t.id = f.tag_id
   left join lateral (
     select applied_at, applied_by from contact_tags where project_id = $1 and row_no = $3 and tag_id = t.into_id
       and not exists (select from gone_tag_carriers own where own.project_id = $1 and own.row_no = $3 and own.tag_id = f.tag_id)
     union all select f.kept_at, f.kept_by where f.kept_at is not null order by 1 limit 1
   ) kept on true
   where f.project_id = $1 and f.row_no = $2
   on conflict (project_id, row_no, tag_id) do update set
     applied_at = least(g.applied_at, excluded.applied_at),
     applied_by = case when g.applied_at <= excluded.applied_at then g.applied_by else excluded.applied_by end,
     kept_at = least(g.kept_at, excluded.kept_at),
     kept_by = case when g.kept_at > excluded.kept_at or g.kept_at is null then excluded.kept_by else g.kept_by end`,
  `insert into contact_tags (project_id, row_no, tag_id, applied_at, applied_by)
   select $1, $3, tag_id, applied_at, applied_by from contact_tags where project_id = $1 and row_no = $2
   on conflict (project_id, row_no, tag_id) do update set applied_at = excluded.applied_at, applied_by = excluded.applied_by
     where contact_tags.applied_at > excluded.applied_at`,
  `insert into segment_contacts (project_id, segment_id, row_no, added_at, added_by)
   select $1, segment_id, $3, added_at, added_by from segment_contacts where project_id = $1 and row_no = $2
   on conflict do nothing`,
  `insert into topic_answers (project_id, row_no, topic_id, subscribed, at)
   select $1, $3, topic_id, subscribed, at from topic_answers where project_id = $1 and row_no = $2
   on conflict (project_id, row_no, topic_id) do update set subscribed = false, at = excluded.at
     where topic_answers.subscribed and not excluded.subscribed`,
  `update contact_log set row_no = $3 where project_id = $1 and row_no = $2 and change = 'changed'`,
  `update contacts c set paused_until = greatest(c.paused_until, f.paused_until) from contacts f
   where f.project_id = $1 and f.row_no = $2 and f.paused_until is not null and c.project_id = $1 and c.row_no = $3`,
]

/** Tables whose rows of a contact simply become another's. */
const LOGS = [
  'tracking_hits',
  'tag_removals',
  'consent_log',
  'topic_log',
  'funnel_log',
  'opportunities',
  'opportunity_log',
  'contact_merges',
  'sendings',
  'sign_ups',
]

// What says more about whether a message reached the person stays with them. What says less goes to the row that is deleted.
const SAYS_MORE = `array_position(array['cancelled', 'skipped', 'failed', 'queued', 'deferred', 'leased', 'uncertain', 'sending',
  'sent'], state)`

/**
 * Each campaign knows the survivor once: what is open beside another delivery is skipped, so that nobody gets a message twice.
 * Row numbers are swapped rather than rows removed: the ledger goes on having a row for each person of its audience.
 */
async function moveDeliveries(transaction: Transaction, { from, into }: RowMerge): Promise<void> {
  const { projectId } = transaction
  const rows = await transaction.query<{ campaignId: string; rowNo: number; weight: number }>(
    `select campaign_id as "campaignId", row_no as "rowNo", ${SAYS_MORE} as weight from deliveries
     where project_id = $1 and row_no in ($2, $3) order by campaign_id, row_no for update`,
    [projectId, from, into],
  )
  const weightOf = (campaign: string, rowNo: number) =>
    rows.find((row) => row.campaignId === campaign && row.rowNo === rowNo)?.weight ?? 0
  const moving = rows
    .filter((row) => row.rowNo === from && row.weight > weightOf(row.campaignId, into))
    .map(({ campaignId }) => campaignId)
  const put = (rowNo: number, next: number) =>
    transaction.query(
      'update deliveries set row_no = $4 where project_id = $1 and campaign_id = any($2) and row_no = $3',
      [projectId, moving, rowNo, next],
    )
  const aside = -1 - into
  await put(into, aside)
  await put(from, into)
  await put(aside, from)
  await transaction.query(
    `update deliveries set state = 'skipped', reason = 'merged', lease_until = null, fence = fence + 1
     where project_id = $1 and row_no = $2 and state in ('queued', 'deferred', 'leased')`,
    [projectId, from],
  )
  await keepPlaces(transaction, { from, into, campaignIds: moving })
}

// A campaign whose people are still being written down would find the survivor there already: the place stays counted.
async function keepPlaces(transaction: Transaction, { from, into, campaignIds }: RowMerge & { campaignIds: string[] }) {
  const { projectId } = transaction
  const open = await transaction.query<{ id: string; members: Buffer }>(
    `select campaign_id as id, members from campaign_audiences
     where project_id = $1 and campaign_id = any($2) and not complete and materialised_to < $3`,
    [projectId, campaignIds, into],
  )
  const both = open.filter(({ members }) => RowBitmap.fromBytes(members).has(into)).map(({ id }) => id)
  await transaction.query(
    `insert into deliveries (project_id, campaign_id, row_no, state, reason)
     select $1, id, $3, 'skipped', 'merged' from unnest($2::uuid[]) id on conflict do nothing`,
    [projectId, both, from],
  )
}

/** An address that goes takes its suppression to the one that stays, except for bounces, which are about the address. */
export async function carrySuppressions(
  transaction: Transaction,
  { from, into }: { from: string; into: string },
): Promise<void> {
  await transaction.query(
    `insert into suppressions (project_id, address, reason, marketing_only, note, created_by)
     select $1, $3, reason, marketing_only, concat_ws(': ', 'Merged with ' || address, note), $4 from suppressions
     where project_id = $1 and address = $2 and reason not in ('bounce', 'soft_bounces') on conflict do nothing`,
    [transaction.projectId, from, into, transaction.actor],
  )
}

/** What services said of an address that the survivor has now, too: what does not exist is dead for whoever has it. */
export async function carryChannelBounces(transaction: Transaction, { from, into }: RowMerge): Promise<void> {
  await transaction.query(
    `insert into channel_bounces (project_id, row_no, channel, address, note, at)
     select $1, $3, b.channel, b.address, b.note, b.at from channel_bounces b
     join contacts c on c.project_id = $1 and c.row_no = $3
     where b.project_id = $1 and b.row_no = $2 and b.address = ${addressOn('b.channel')}
     on conflict (project_id, row_no, channel) do update set address = excluded.address, note = excluded.note, at = excluded.at`,
    [transaction.projectId, from, into],
  )
}

/** Writes down that one became part of the other. */
export async function logMerge(
  transaction: Transaction,
  { from, into }: RowMerge,
  { id, name, at }: { id: string; name: string; at: Date },
): Promise<void> {
  await transaction.query(
    `insert into contact_merges (project_id, row_no, from_row_no, from_id, from_name, at, merged_by)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [transaction.projectId, into, from, id, name, at, transaction.actor],
  )
}
