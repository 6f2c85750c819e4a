-- When and how fast campaigns leave, and how they are stopped.

alter table campaigns drop constraint campaigns_status_check;
alter table campaigns add constraint campaigns_status_check
  check (status in ('draft', 'scheduled', 'sending', 'paused', 'sent', 'cancelled', 'failed'));

-- plan: pace, hours, cap (contract: plan). schedule: the wall time and its zone as they were asked for; scheduled_at: the first
-- instant at which anything may leave. held_ms: how long it has been paused in all, by which batches come later. finished_at of a cancelled campaign: when nothing of it was open any more.
alter table campaigns add column plan jsonb not null default '{}';
alter table campaigns add column schedule jsonb;
alter table campaigns add column scheduled_at timestamptz;
alter table campaigns add column paused_at timestamptz;
alter table campaigns add column held_ms bigint not null default 0;
alter table campaigns add column archived_at timestamptz;
create index campaigns_scheduled on campaigns (scheduled_at) where status = 'scheduled';
create index campaigns_open on campaigns (launched_at) where launched_at is not null and finished_at is null;

-- fixed: people were chosen when the campaign was scheduled; they are not looked at again. done: how many of them are in the ledger.
alter table campaign_audiences add column fixed boolean not null default false;
alter table campaign_audiences add column done int not null default 0;

-- When the next message of a kind (`key`) may leave, over all processes: each reservation moves it on.
create table send_pace (
  key text primary key,
  next_at timestamptz not null
);

-- What a campaign's brake looks at.
create index deliveries_failed on deliveries (project_id, campaign_id) where state = 'failed';
create index events_of_complaints on events (project_id, campaign_id) where name = 'email.complained';
