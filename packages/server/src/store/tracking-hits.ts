import type { Queryable, Transaction } from './database.ts'

/** A request for an open pixel or a click link, as it came. */
export type NewHit = {
  projectId: number
  rowNo: number
  /** UUID. */
  campaignId: string
  kind: 'open' | 'click'
  linkNo: number | null
  url: string | null
  at: Date
  method: string
  userAgent: string | null
  /** CIDR, not a single address. */
  network: string | null
  prefetch: string | null
}

/** Keeps hits; those of people who were erased, or who are not to be watched, are dropped. */
export async function insertHits(record: Queryable, hits: NewHit[]): Promise<void> {
  await record.query(
    `with hit as (
       select * from unnest($1::int[], $2::int[], $3::uuid[], $4::text[], $5::int[], $6::text[], $7::timestamptz[], $8::text[],
         $9::text[], $10::cidr[], $11::text[])
         with ordinality as h (project_id, row_no, campaign_id, kind, link_no, url, at, method, user_agent, network, prefetch, place)
     ), person as (
       select c.project_id, c.row_no from contacts c
       where (c.project_id, c.row_no) in (select project_id, row_no from hit) and c.tracking order by 1, 2 for key share
     )
     insert into tracking_hits (project_id, row_no, campaign_id, kind, link_no, url, at, method, user_agent, network, prefetch)
     select h.project_id, h.row_no, h.campaign_id, h.kind, h.link_no, h.url, h.at, h.method, h.user_agent, h.network, h.prefetch
     from hit h join person p using (project_id, row_no) order by h.place`,
    [
      hits.map(({ projectId }) => projectId),
      hits.map(({ rowNo }) => rowNo),
      hits.map(({ campaignId }) => campaignId),
      hits.map(({ kind }) => kind),
      hits.map(({ linkNo }) => linkNo),
      hits.map(({ url }) => url),
      hits.map(({ at }) => at),
      hits.map(({ method }) => method),
      hits.map(({ userAgent }) => userAgent),
      hits.map(({ network }) => network),
      hits.map(({ prefetch }) => prefetch),
    ],
  )
}

/** Deletes what is no event yet of people who are not to be watched any more. */
export async function forgetUnwatchedHits(transaction: Transaction): Promise<void> {
  await transaction.query(
    `delete from tracking_hits h using contacts c
     where h.project_id = $1 and h.settled_at is null and c.project_id = $1 and c.row_no = h.row_no and not c.tracking`,
    [transaction.projectId],
  )
}

/**
 * Deletes settled hits of before a moment, up to `limit`, of all projects; what they meant stands in the events. Returns how
 * many.
 */
export async function deleteSettledHits(record: Queryable, { before, limit }: { before: Date; limit: number }) {
  const deleted = await record.query(
    `delete from tracking_hits where (project_id, id) in (
       select project_id, id from tracking_hits where settled_at < $1 order by settled_at limit $2) returning id`,
    [before, limit],
  )
  return deleted.length
}

/** Which hits can be made events: opens at once, clicks of this moment or before. */
export type Due = { clicksUntil: Date; limit: number }

/** The projects that have some. */
export async function listProjectsWithHits(record: Queryable, { clicksUntil }: Due): Promise<number[]> {
  const rows = await record.query<{ id: number }>(
    `select id from projects p where exists (
       select from tracking_hits h where h.project_id = p.id and h.settled_at is null and (h.kind = 'open' or h.at <= $1))`,
    [clicksUntil],
  )
  return rows.map(({ id }) => id)
}

/** A hit that is not an event yet, with when its message was sent. */
export type WaitingHit = Omit<NewHit, 'projectId' | 'network'> & { id: string; sentAt: Date | null }

/** Takes hits that are due, oldest first; nobody else gets them until the transaction ends. */
export function takeHits(transaction: Transaction, { clicksUntil, limit }: Due): Promise<WaitingHit[]> {
  return transaction.query<WaitingHit>(
    `with due as (
       select * from tracking_hits
       where project_id = $1 and settled_at is null and (kind = 'open' or at <= $2)
       order by at, id limit $3 for update skip locked
     )
     select h.id::text, h.row_no as "rowNo", h.campaign_id as "campaignId", h.kind, h.link_no as "linkNo", h.url, h.at,
       h.method, h.user_agent as "userAgent", h.prefetch, d.updated_at as "sentAt"
     from due h
     left join deliveries d on d.project_id = $1 and d.campaign_id = h.campaign_id and d.row_no = h.row_no and d.state = 'sent'
     order by h.at, h.id`,
    [transaction.projectId, clicksUntil, limit],
  )
}

/** A click of somebody, settled or not. */
export type ClickRecord = { rowNo: number; campaignId: string; linkNo: number; at: Date }

/** Every click of these people from one moment to another. */
export function listClicks(
  transaction: Transaction,
  rowNos: number[],
  { from, to }: { from: Date; to: Date },
): Promise<ClickRecord[]> {
  return transaction.query<ClickRecord>(
    `select row_no as "rowNo", campaign_id as "campaignId", link_no as "linkNo", at from tracking_hits
     where project_id = $1 and row_no = any($2) and kind = 'click' and at between $3 and $4`,
    [transaction.projectId, rowNos, from, to],
  )
}

/** Writes down what hits were taken for. */
export async function settleHits(
  transaction: Transaction,
  hits: { id: string; reasons: string[] }[],
  at: Date,
): Promise<void> {
  await transaction.query(
    `update tracking_hits h set settled_at = $2, reasons = string_to_array(nullif(s.reasons, ''), ','),
       machine = s.reasons <> ''
     from unnest($3::bigint[], $4::text[]) as s (id, reasons) where h.project_id = $1 and h.id = s.id`,
    [transaction.projectId, at, hits.map(({ id }) => id), hits.map(({ reasons }) => reasons.join(','))],
  )
}
