-- What became of mail, counted while it happens: statistics and reputation add up some thousand rows instead of millions of
-- deliveries and events (2 M deliveries, 90 days: 1.1 s and 2 s before).

-- Rows are only ever added, so that nobody who sends waits for a row that others count in; housekeeping adds them up
-- (store/sending-counts.ts). What is taken back has a row with a minus. At any time the sum is exactly what deliveries and events
-- hold. slot: the quarter of an hour, because the days of every zone begin with one. domain: of the sender; empty for what was
-- heard, which reputation asks events for. provider_id: null where the campaign named none. What a campaign is sent from and
-- through, and whether it is transactional, stands still once it is launched.
create table sending_counts (
  project_id int not null references projects on delete cascade,
  slot timestamptz not null,
  id bigint generated always as identity,
  domain text not null default '',
  provider_id uuid,
  transactional boolean not null,
  sent int not null default 0,
  refused int not null default 0,
  bounced int not null default 0,
  complained int not null default 0,
  opens int not null default 0,
  clicks int not null default 0,
  unsubscribed int not null default 0,
  primary key (project_id, slot, id)
);

create function slot_of(at timestamptz) returns timestamptz language sql immutable parallel safe as $$
  select date_bin('15 minutes', at, '2000-01-01T00:00:00Z')
$$;

create function domain_of(address text) returns text language sql immutable parallel safe as $$
  select lower(split_part(address, '@', -1))
$$;

-- A project that is being deleted takes its counts along.
create function add_deliveries(project int, campaign uuid, at timestamptz, sent_more bigint, refused_more bigint) returns void
language plpgsql as $$
begin
  insert into sending_counts (project_id, slot, domain, provider_id, transactional, sent, refused)
  select project, at, domain_of(k.from_email), k.provider_id, k.transactional, sent_more, refused_more from campaigns k
  where k.project_id = project and k.id = campaign and k.channel = 'email' and exists (select from projects where id = project);
end $$;

-- As statements change them: in the one that ends messages, and in none of those before it, there is something to count.
create function count_deliveries() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform add_deliveries(project_id, campaign_id, slot, sent, refused) from (
      select project_id, campaign_id, slot_of(updated_at) as slot, count(*) filter (where state = 'sent') as sent,
        count(*) filter (where state = 'failed') as refused
      from after where state = 'sent' or (state = 'failed' and reason = 'no_mailbox') group by 1, 2, 3) more;
  elsif tg_op = 'DELETE' then
    perform add_deliveries(project_id, campaign_id, slot, -sent, -refused) from (
      select project_id, campaign_id, slot_of(updated_at) as slot, count(*) filter (where state = 'sent') as sent,
        count(*) filter (where state = 'failed') as refused
      from before where state = 'sent' or (state = 'failed' and reason = 'no_mailbox') group by 1, 2, 3) less;
  else
    perform add_deliveries(project_id, campaign_id, slot, sent, refused) from (
      select project_id, campaign_id, slot_of(updated_at) as slot, coalesce(sum(way) filter (where state = 'sent'), 0) as sent,
        coalesce(sum(way) filter (where state = 'failed'), 0) as refused
      from (
        select project_id, campaign_id, updated_at, state, reason, 1 as way from after
        union all select project_id, campaign_id, updated_at, state, reason, -1 from before
      ) changed
      where state = 'sent' or (state = 'failed' and reason = 'no_mailbox') group by 1, 2, 3) more
    where sent <> 0 or refused <> 0;
  end if;
  return null;
end $$;
create trigger deliveries_counted_insert after insert on deliveries
  referencing new table as after for each statement execute function count_deliveries();
create trigger deliveries_counted_update after update on deliveries
  referencing old table as before new table as after for each statement execute function count_deliveries();
create trigger deliveries_counted_delete after delete on deliveries
  referencing old table as before for each statement execute function count_deliveries();

-- Its deliveries go after it, when nobody knows any more what they were of.
create function uncount_campaign() returns trigger language plpgsql as $$
begin
  perform add_deliveries(old.project_id, old.id, slot, -sent, -refused) from (
    select slot_of(updated_at) as slot, count(*) filter (where state = 'sent') as sent,
      count(*) filter (where state = 'failed') as refused
    from deliveries where project_id = old.project_id and campaign_id = old.id
      and (state = 'sent' or (state = 'failed' and reason = 'no_mailbox'))
    group by 1) less;
  return old;
end $$;
create trigger campaigns_uncounted before delete on campaigns
  for each row execute function uncount_campaign();

-- Events by people: machines are left out.
create function count_events() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into sending_counts (project_id, slot, transactional, bounced, complained, opens, clicks, unsubscribed)
    select project_id, slot_of(at), transactional, count(*) filter (where name = 'email.bounced'),
      count(*) filter (where name = 'email.complained'), count(*) filter (where name = 'email.opened'),
      count(*) filter (where name = 'email.clicked'), count(*) filter (where name = 'email.unsubscribed')
    from added where not machine
      and name in ('email.opened', 'email.clicked', 'email.unsubscribed', 'email.complained', 'email.bounced')
    group by 1, 2, 3;
  else
    insert into sending_counts (project_id, slot, transactional, bounced, complained, opens, clicks, unsubscribed)
    select project_id, slot_of(at), transactional, -count(*) filter (where name = 'email.bounced'),
      -count(*) filter (where name = 'email.complained'), -count(*) filter (where name = 'email.opened'),
      -count(*) filter (where name = 'email.clicked'), -count(*) filter (where name = 'email.unsubscribed')
    from removed where not machine
      and name in ('email.opened', 'email.clicked', 'email.unsubscribed', 'email.complained', 'email.bounced')
      and exists (select from projects where id = project_id)
    group by 1, 2, 3;
  end if;
  return null;
end $$;
create trigger events_counted_insert after insert on events
  referencing new table as added for each statement execute function count_events();
create trigger events_counted_delete after delete on events
  referencing old table as removed for each statement execute function count_events();

insert into sending_counts (project_id, slot, domain, provider_id, transactional, sent, refused)
select d.project_id, slot_of(d.updated_at), domain_of(k.from_email), k.provider_id, k.transactional,
  count(*) filter (where d.state = 'sent'), count(*) filter (where d.state = 'failed')
from deliveries d join campaigns k on k.project_id = d.project_id and k.id = d.campaign_id
where k.channel = 'email' and (d.state = 'sent' or (d.state = 'failed' and d.reason = 'no_mailbox'))
group by 1, 2, 3, 4, 5;

insert into sending_counts (project_id, slot, transactional, bounced, complained, opens, clicks, unsubscribed)
select project_id, slot_of(at), transactional, count(*) filter (where name = 'email.bounced'),
  count(*) filter (where name = 'email.complained'), count(*) filter (where name = 'email.opened'),
  count(*) filter (where name = 'email.clicked'), count(*) filter (where name = 'email.unsubscribed')
from events where not machine
  and name in ('email.opened', 'email.clicked', 'email.unsubscribed', 'email.complained', 'email.bounced')
group by 1, 2, 3;
