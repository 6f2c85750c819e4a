import type { Queryable } from './database.ts'

/** Adds up what is counted in several rows of a quarter of an hour; nobody sees it by half. */
export async function addUpSendingCounts(record: Queryable): Promise<void> {
  await record.query(
    `with gone as (
       delete from sending_counts c using (
         select project_id, slot, domain, provider_id, transactional from sending_counts
         group by 1, 2, 3, 4, 5 having count(*) > 1
       ) many
       where c.project_id = many.project_id and c.slot = many.slot and c.domain = many.domain
         and c.provider_id is not distinct from many.provider_id and c.transactional = many.transactional
       returning c.*
     )
     insert into sending_counts (project_id, slot, domain, provider_id, transactional, sent, refused, bounced, complained,
       opens, clicks, unsubscribed, undelivered)
     select project_id, slot, domain, provider_id, transactional, sum(sent), sum(refused), sum(bounced), sum(complained),
       sum(opens), sum(clicks), sum(unsubscribed), sum(undelivered)
     from gone group by 1, 2, 3, 4, 5
     having (sum(sent), sum(refused), sum(bounced), sum(complained), sum(opens), sum(clicks), sum(unsubscribed),
       sum(undelivered)) <> (0, 0, 0, 0, 0, 0, 0, 0)`,
  )
}
