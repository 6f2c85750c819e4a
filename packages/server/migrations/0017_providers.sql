-- Whom mail is handed over to: accounts at sending services, and what they report about it afterwards.

-- settings: what may be shown, by the kind's own fields. secrets: a JSON object, sealed with a key derived from the secret key;
-- hints: the last letters of each of them. version changes with every change, so that a sender in use notices. webhook_at,
-- refused_at, refusal: when reports came last, and when and why some were refused. The kind 'migma' is the built-in sending.
create table providers (
  project_id int not null references projects on delete cascade,
  id uuid not null default uuidv7(),
  kind text not null,
  name text not null,
  settings jsonb not null default '{}',
  secrets text,
  hints jsonb not null default '{}',
  is_default boolean not null default false,
  version int not null default 1,
  webhook_at timestamptz,
  refused_at timestamptz,
  refusal text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (project_id, id),
  unique (project_id, name)
);
create unique index providers_default on providers (project_id) where is_default;
create unique index providers_built_in on providers (project_id) where kind = 'migma';

insert into providers (project_id, kind, name, is_default) select id, 'migma', 'Built-in sending', true from projects;
create function add_built_in_provider() returns trigger language plpgsql as $$
begin
  insert into providers (project_id, kind, name, is_default) values (new.id, 'migma', 'Built-in sending', true);
  return null;
end $$;
create trigger projects_add_built_in_provider after insert on projects
  for each row execute function add_built_in_provider();

create trigger audit after insert or update of name, settings, hints, is_default or delete on providers for each row
  when (coalesce(current_setting('rollcall.audit_actor', true), '') <> '' and pg_trigger_depth() = 0)
  execute function audit_definition('provider', 'id', 'name',
    'name:name', 'kind:kind', 'settings:settings', 'hints:secrets', 'is_default:isDefault');

-- null: the project's default, whichever that is by then.
alter table campaigns add column provider_id uuid;
alter table campaigns add constraint campaigns_provider_fkey foreign key (project_id, provider_id) references providers
  on delete set null (provider_id);

-- What was heard of a message after it was handed over; `state` says only that it was. Each fact is kept apart, so that the
-- order in which they come does not matter: delivered_at, and the gravest of the others.
alter table deliveries add column delivered_at timestamptz;
alter table deliveries add column feedback text check (feedback in ('delayed', 'undelivered', 'bounced', 'complained'));
alter table deliveries add column feedback_note text;
create index deliveries_by_feedback on deliveries (project_id, campaign_id, feedback) where feedback is not null;
-- Services that do not give back what we gave them are matched by their own id, which stands in the sentence of the response
-- (senders/providers/taken-over.ts).
create index deliveries_by_reference on deliveries (project_id, response) where response like 'Taken over by % as %';

create or replace function forget_delivery_addresses() returns trigger language plpgsql as $$
begin
  update deliveries set address = null, response = null, feedback_note = null
  where project_id = old.project_id and row_no = old.row_no;
  return null;
end $$;

-- Reports as they came, kept before they are answered and understood afterwards. key: the service's own id of the report, by
-- which it counts once; nonce: what may be used once with any report. body is dropped when the report is settled.
create table provider_reports (
  project_id int not null,
  id bigint generated always as identity,
  provider_id uuid not null,
  source text not null check (source in ('webhook', 'mail')),
  key text not null,
  nonce text,
  body bytea,
  received_at timestamptz not null,
  try_at timestamptz not null,
  settled_at timestamptz,
  outcome text,
  primary key (project_id, id),
  unique (project_id, provider_id, key),
  foreign key (project_id, provider_id) references providers on delete cascade
);
create unique index provider_reports_nonce on provider_reports (project_id, provider_id, nonce) where nonce is not null;
create index provider_reports_waiting on provider_reports (project_id, try_at) where settled_at is null;
create index provider_reports_by_age on provider_reports (received_at);
