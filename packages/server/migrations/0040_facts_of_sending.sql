-- What each message left through, and what was taken over and reported undelivered since, counted like everything else.

-- The provider that a message was last handed over to, which the project's default may not be any more. No foreign key: it outlives
-- the provider. null: not handed over yet, or before this column was.
alter table deliveries add column provider_id uuid;

alter table sending_counts add column undelivered int not null default 0;

drop function add_deliveries(int, uuid, timestamptz, bigint, bigint);
create function add_deliveries(project int, campaign uuid, at timestamptz, sent_more bigint, refused_more bigint, undelivered_more bigint)
returns void language plpgsql as $$
begin
  insert into sending_counts (project_id, slot, domain, provider_id, transactional, sent, refused, undelivered)
  select project, at, domain_of(k.from_email), k.provider_id, k.transactional, sent_more, refused_more, undelivered_more from campaigns k
  where k.project_id = project and k.id = campaign and k.channel = 'email' and exists (select from projects where id = project);
end $$;

-- undelivered is counted when its message was sent, not when it was reported: so that of each time it says how much arrived.
create or replace function count_deliveries() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform add_deliveries(project_id, campaign_id, slot, sent, refused, undelivered) from (
      select project_id, campaign_id, slot_of(updated_at) as slot, count(*) filter (where state = 'sent') as sent,
        count(*) filter (where state = 'failed') as refused,
        count(*) filter (where state = 'sent' and feedback = 'undelivered') as undelivered
      from after where state = 'sent' or (state = 'failed' and reason = 'no_mailbox') group by 1, 2, 3) more;
  elsif tg_op = 'DELETE' then
    perform add_deliveries(project_id, campaign_id, slot, -sent, -refused, -undelivered) from (
      select project_id, campaign_id, slot_of(updated_at) as slot, count(*) filter (where state = 'sent') as sent,
        count(*) filter (where state = 'failed') as refused,
        count(*) filter (where state = 'sent' and feedback = 'undelivered') as undelivered
      from before where state = 'sent' or (state = 'failed' and reason = 'no_mailbox') group by 1, 2, 3) less;
  else
    perform add_deliveries(project_id, campaign_id, slot, sent, refused, undelivered) from (
      select project_id, campaign_id, slot_of(updated_at) as slot, coalesce(sum(way) filter (where state = 'sent'), 0) as sent,
        coalesce(sum(way) filter (where state = 'failed'), 0) as refused,
        coalesce(sum(way) filter (where state = 'sent' and feedback = 'undelivered'), 0) as undelivered
      from (
        select project_id, campaign_id, updated_at, state, reason, feedback, 1 as way from after
        union all select project_id, campaign_id, updated_at, state, reason, feedback, -1 from before
      ) changed
      where state = 'sent' or (state = 'failed' and reason = 'no_mailbox') group by 1, 2, 3) more
    where sent <> 0 or refused <> 0 or undelivered <> 0;
  end if;
  return null;
end $$;

create or replace function uncount_campaign() returns trigger language plpgsql as $$
begin
  perform add_deliveries(old.project_id, old.id, slot, -sent, -refused, -undelivered) from (
    select slot_of(updated_at) as slot, count(*) filter (where state = 'sent') as sent,
      count(*) filter (where state = 'failed') as refused,
      count(*) filter (where state = 'sent' and feedback = 'undelivered') as undelivered
    from deliveries where project_id = old.project_id and campaign_id = old.id
      and (state = 'sent' or (state = 'failed' and reason = 'no_mailbox'))
    group by 1) less;
  return old;
end $$;

insert into sending_counts (project_id, slot, domain, provider_id, transactional, undelivered)
select d.project_id, slot_of(d.updated_at), domain_of(k.from_email), k.provider_id, k.transactional, count(*)
from deliveries d join campaigns k on k.project_id = d.project_id and k.id = d.campaign_id
where k.channel = 'email' and d.state = 'sent' and d.feedback = 'undelivered'
group by 1, 2, 3, 4, 5;
