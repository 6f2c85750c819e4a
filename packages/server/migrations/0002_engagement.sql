-- What happened to people, topics, the funnel, and opportunities.

-- Events again, for tens of millions of them. `seq` says when the record learnt of an event: it grows in no particular
-- order between transactions, but each has its own, so that a reader of the change feed finds just the new ones. A name is
-- a custom event's, or a channel and a verb (email.opened) for what became of a message; `transactional` and `machine` say
-- which message and who opened it. properties is null when there are none.
--
-- No id: seq is one. Two narrow indexes, one of them only ever appended to (5,000 events into 24 months: 55 ms; with the
-- former key of contact, time and UUID and a foreign key 130 ms).

create temp table events_before on commit drop as select * from events;
drop table events;

-- Sessions take a thousand numbers at a time: a batch is a few runs of them, also when many write at once.
create sequence event_seq cache 1000;

create table events (
  seq bigint not null default nextval('event_seq'),
  at timestamptz not null,
  project_id int not null,
  row_no int not null,
  campaign_id uuid,
  machine boolean not null default false,
  transactional boolean not null default false,
  name text not null,
  link text,
  properties jsonb,
  primary key (project_id, seq, at)
) partition by range (at);
create index events_by_contact on events (project_id, row_no);

-- One partition a month from 2020 on and one for all before: a query about one contact looks into each of them. Attached
-- rather than created in place, because that would stop everyone who reads or writes events.
create or replace function ensure_events_partition(month date) returns void language plpgsql as $$
declare
  first date := date_trunc('month', month);
  partition text := case when first < '2020-01-01' then 'events_early' else 'events_' || to_char(first, 'YYYYMM') end;
begin
  if to_regclass(partition) is not null then
    return;
  end if;
  perform pg_advisory_xact_lock(hashtext(partition));
  -- Not to_regclass, which remembers for the rest of the statement that there was none.
  if exists (select from pg_class where relname = partition and relispartition) then
    return;
  end if;
  execute format('create table %I (like events including defaults)', partition);
  if partition = 'events_early' then
    alter table events attach partition events_early for values from (minvalue) to ('2020-01-01T00:00:00Z');
  else
    execute format('alter table events attach partition %I for values from (%L) to (%L)',
      partition, first || 'T00:00:00Z', (first + interval '1 month')::date || 'T00:00:00Z');
  end if;
end $$;

select ensure_events_partition(month::date) from (select distinct date_trunc('month', at) as month from events_before) months;
insert into events (at, project_id, row_no, campaign_id, machine, name, properties)
  select at, project_id, row_no, campaign_id, machine, name, nullif(properties, '{}') from events_before order by at, id;

-- New events are entries of the change feed, whoever writes them: `events` holds their seq. Who did it is the setting
-- rollcall.actor of the transaction.

alter table changes add column events int8multirange;
alter table changes drop constraint changes_kind_check;
alter table changes add constraint changes_kind_check check (kind in ('contacts', 'definitions', 'events'));

-- A contact's key, held not row by row but by a lock of the project that deleting contacts takes alone: whoever is found
-- here is there until the transaction ends. The subquery is a look-up each, never a scan, whatever the planner believes.

create function take_events() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(2, project_id) from (select distinct project_id from added) a;
  if exists (select from added a
    where (select true from contacts c where c.project_id = a.project_id and c.row_no = a.row_no) is null)
  then
    raise foreign_key_violation using message = 'a contact does not exist', constraint = 'events_row_no_fkey';
  end if;
  insert into changes (project_id, kind, events, changed_by)
    select project_id, 'events', range_agg(int8range(seq, seq + 1)),
      coalesce(nullif(current_setting('rollcall.actor', true), ''), 'system')
    from added group by project_id;
  return null;
end $$;
create trigger events_added after insert on events
  referencing new table as added for each statement execute function take_events();

-- Its plan is kept while the tables grow: never one that reads all events.
create function delete_events_of_contacts() returns trigger language plpgsql
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  perform pg_advisory_xact_lock(2, project_id) from (select distinct project_id from removed order by project_id) r;
  delete from events e using removed r where e.project_id = r.project_id and e.row_no = r.row_no;
  return null;
end $$;
create trigger contacts_deleted_events after delete on contacts
  referencing old table as removed for each statement execute function delete_events_of_contacts();

-- The ids that callers gave to events, hashed, for 35 days: whoever sends an event again with its id changes nothing.

create table event_keys (
  project_id int not null,
  key uuid not null,
  seen_on date not null,
  primary key (project_id, key)
);
create index event_keys_by_age on event_keys (seen_on);

create function delete_event_keys_of_project() returns trigger language plpgsql as $$
begin
  delete from event_keys where project_id = old.id;
  return null;
end $$;
create trigger projects_deleted_event_keys after delete on projects
  for each row execute function delete_event_keys_of_project();

-- Topics that people subscribe to. Who has not answered is what `default_answer` says; an answer stays when it changes.

create table topics (
  project_id int not null references projects on delete cascade,
  id uuid not null default uuidv7(),
  name text not null,
  description text,
  default_answer text not null check (default_answer in ('opt_in', 'opt_out')),
  visibility text not null default 'public' check (visibility in ('public', 'private')),
  display_order int not null default 0,
  active boolean not null default true,
  demo boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (project_id, id),
  unique (project_id, name)
);

create table topic_answers (
  project_id int not null,
  row_no int not null,
  topic_id uuid not null,
  subscribed boolean not null,
  at timestamptz not null,
  primary key (project_id, row_no, topic_id),
  foreign key (project_id, row_no) references contacts on delete cascade,
  foreign key (project_id, topic_id) references topics on delete cascade
);
create index topic_answers_by_topic on topic_answers (project_id, topic_id);

-- Every answer with its proof. The name stays when the topic goes.
create table topic_log (
  project_id int not null,
  id bigint generated always as identity,
  row_no int not null,
  topic_name text not null,
  subscribed boolean not null,
  proof jsonb,
  at timestamptz not null,
  changed_by text not null,
  primary key (project_id, id),
  foreign key (project_id, row_no) references contacts on delete cascade
);
create index topic_log_by_contact on topic_log (project_id, row_no);

-- The funnel: a stage (null: none) that people set and events never do, and the lost mark on top of it.

alter table contacts
  add column funnel text check (funnel in ('aware', 'engaged', 'customer', 'loyal_customer', 'promoter')),
  add column lost boolean not null default false;
alter table projects
  add column default_funnel text check (default_funnel in ('aware', 'engaged', 'customer', 'loyal_customer', 'promoter'));

create table funnel_log (
  project_id int not null,
  id bigint generated always as identity,
  row_no int not null,
  funnel_before text,
  funnel text,
  lost_before boolean not null,
  lost boolean not null,
  at timestamptz not null,
  changed_by text not null,
  primary key (project_id, id),
  foreign key (project_id, row_no) references contacts on delete cascade
);
create index funnel_log_by_contact on funnel_log (project_id, row_no);

-- Pipelines with their stages in order, and the opportunities in them. `stage_changed_at` is the last change of stage.

create table pipelines (
  project_id int not null references projects on delete cascade,
  id uuid not null default uuidv7(),
  name text not null,
  demo boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (project_id, id),
  unique (project_id, name)
);

create table pipeline_stages (
  project_id int not null,
  pipeline_id uuid not null,
  id uuid not null default uuidv7(),
  name text not null,
  position int not null,
  primary key (project_id, pipeline_id, id),
  -- Checked at the end, so that two stages may swap names.
  unique (project_id, pipeline_id, name) deferrable initially deferred,
  foreign key (project_id, pipeline_id) references pipelines on delete cascade
);

create table opportunities (
  project_id int not null,
  id uuid not null default uuidv7(),
  row_no int not null,
  name text not null,
  pipeline_id uuid not null,
  stage_id uuid not null,
  status text not null check (status in ('open', 'won', 'lost', 'abandoned')),
  value double precision,
  stage_changed_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (project_id, id),
  foreign key (project_id, row_no) references contacts on delete cascade,
  foreign key (project_id, pipeline_id, stage_id) references pipeline_stages
);
create index opportunities_by_contact on opportunities (project_id, row_no);
create index opportunities_by_stage on opportunities (project_id, pipeline_id, stage_id);

-- What was done with opportunities, in the names of then; a deleted one stays in its contact's history.
create table opportunity_log (
  project_id int not null,
  id bigint generated always as identity,
  row_no int not null,
  opportunity_id uuid not null,
  change text not null check (change in ('created', 'changed', 'deleted')),
  name text not null,
  pipeline_name text not null,
  stage_name text not null,
  status text not null,
  value double precision,
  at timestamptz not null,
  changed_by text not null,
  primary key (project_id, id),
  foreign key (project_id, row_no) references contacts on delete cascade
);
create index opportunity_log_by_contact on opportunity_log (project_id, row_no);
