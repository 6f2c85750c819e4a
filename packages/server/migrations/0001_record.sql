-- The record: everything Rollcall knows. The audience index is rebuilt from it at any time.
--
-- Every table of a project has the project in its key and in its foreign keys, so that no row can point across projects.
-- Inside the record a contact is (project_id, row_no): the index, audiences and ledgers are bitmaps over row_no. The
-- public id is a UUIDv7, shown as con_…. row_no is never reused.
-- "…_by" columns name who did it: key:…, user:…, import:…, campaign:…, contact (the person), demo or system.

create table meta (
  key text primary key,
  value text not null
);

create table projects (
  id int generated always as identity primary key,
  public_id uuid not null unique default uuidv7(),
  name text not null,
  timezone text not null default 'UTC',
  from_name text,
  from_email text,
  postal_address text,
  next_row_no int not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- People who sign in, and the keys that programs use. Tokens are kept as SHA-256: they carry 256 random bits.

create table users (
  id uuid primary key default uuidv7(),
  email text not null unique,
  name text,
  password_hash text not null,
  created_at timestamptz not null default now()
);

create table members (
  project_id int not null references projects on delete cascade,
  user_id uuid not null references users on delete cascade,
  role text not null check (role in ('owner', 'admin', 'marketer', 'viewer')),
  created_at timestamptz not null default now(),
  primary key (project_id, user_id)
);

create table sessions (
  token_hash bytea primary key,
  user_id uuid not null references users on delete cascade,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);

create table owner_links (
  token_hash bytea primary key,
  project_id int not null references projects on delete cascade,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table api_keys (
  project_id int not null references projects on delete cascade,
  id uuid not null default uuidv7(),
  name text not null,
  token_hash bytea not null unique,
  hint text not null,
  scopes text[] not null,
  created_at timestamptz not null default now(),
  created_by text not null,
  last_used_at timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz,
  primary key (project_id, id)
);

create table idempotency_keys (
  project_id int not null references projects on delete cascade,
  actor text not null,
  key text not null,
  request_hash bytea not null,
  status int,
  headers jsonb,
  body text,
  created_at timestamptz not null default now(),
  primary key (project_id, actor, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);

-- Contacts. `folded` holds the folded form of just those texts (columns and fields, by column id) that folding changes;
-- an absent entry means that the text is its own folded form.

create table custom_fields (
  project_id int not null references projects on delete cascade,
  key text not null,
  name text not null,
  type text not null check (type in ('text', 'number', 'boolean', 'date', 'instant', 'select', 'list', 'url', 'email', 'phone')),
  options text[],
  description text,
  demo boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (project_id, key)
);

create table contacts (
  project_id int not null,
  row_no int not null,
  id uuid not null default uuidv7(),
  external_id text,
  email text,
  email_key text,
  phone text,
  first_name text,
  last_name text,
  name text,
  country text,
  language text,
  timezone text,
  company text,
  job_title text,
  inbox_provider text,
  source text,
  status text not null default 'subscribed' check (status in ('subscribed', 'unsubscribed', 'non-subscribed', 'bounced')),
  validation text not null default 'unknown' check (validation in ('valid', 'invalid', 'risky', 'unknown')),
  fields jsonb not null default '{}',
  folded jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  subscribed_at timestamptz,
  unsubscribed_at timestamptz,
  deleted_at timestamptz,
  demo boolean not null default false,
  primary key (project_id, row_no),
  unique (project_id, id)
);
create unique index contacts_by_email on contacts (project_id, email_key) where email_key is not null and deleted_at is null;
create unique index contacts_by_external_id on contacts (project_id, external_id)
  where external_id is not null and deleted_at is null;
create index contacts_by_phone on contacts (project_id, phone) where phone is not null and deleted_at is null;
create index contacts_demo on contacts (project_id) where demo;

create table contact_channels (
  project_id int not null,
  row_no int not null,
  channel text not null check (channel in ('sms', 'whatsapp', 'push', 'webchat', 'instagram', 'messenger', 'telegram')),
  address text not null,
  primary key (project_id, row_no, channel),
  foreign key (project_id, row_no) references contacts on delete cascade
);

create table consents (
  project_id int not null,
  row_no int not null,
  channel text not null check (channel in ('sms', 'whatsapp', 'push', 'webchat', 'instagram', 'messenger', 'telegram')),
  state text not null check (state in ('opted_in', 'opted_out')),
  at timestamptz not null default now(),
  primary key (project_id, row_no, channel),
  foreign key (project_id, row_no) references contacts on delete cascade
);

-- Every change of consent with its proof, e-mail's (the status) included.
create table consent_log (
  project_id int not null,
  id bigint generated always as identity,
  row_no int not null,
  channel text not null,
  state text not null,
  proof jsonb,
  at timestamptz not null default now(),
  changed_by text not null,
  primary key (project_id, id),
  foreign key (project_id, row_no) references contacts on delete cascade
);
create index consent_log_by_contact on consent_log (project_id, row_no, at);

create table suppressions (
  project_id int not null references projects on delete cascade,
  id uuid not null default uuidv7(),
  address text not null,
  reason text not null check (reason in ('bounce', 'complaint', 'unsubscribe', 'manual')),
  marketing_only boolean not null default false,
  note text,
  created_at timestamptz not null default now(),
  created_by text not null,
  primary key (project_id, id),
  unique (project_id, address, reason)
);

create table tags (
  project_id int not null references projects on delete cascade,
  id uuid not null default uuidv7(),
  name text not null,
  color text,
  description text,
  owner text,
  demo boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (project_id, id),
  unique (project_id, name)
);

create table contact_tags (
  project_id int not null,
  row_no int not null,
  tag_id uuid not null,
  applied_at timestamptz not null default now(),
  applied_by text not null,
  primary key (project_id, row_no, tag_id)
);
-- Counts who carries a tag and finds its latest use without reading the table.
create index contact_tags_by_tag on contact_tags (project_id, tag_id, applied_at);

-- Foreign keys of contacts and contact_tags, checked once per statement instead of once per row: PostgreSQL's own check
-- costs 6 µs a row, more than half of an import (5,000 contacts with 11,500 tags: 275 ms with, 145 ms without). They hold
-- what they refer to until the transaction ends, as PostgreSQL's own do.

create function check_contacts() returns trigger language plpgsql as $$
begin
  perform from projects p where p.id in (select distinct project_id from added) for key share;
  if exists (select from added a where not exists (select from projects p where p.id = a.project_id)) then
    raise foreign_key_violation using message = 'a contact belongs to no project', constraint = 'contacts_project_id_fkey';
  end if;
  return null;
end $$;
create trigger contacts_added after insert on contacts
  referencing new table as added for each statement execute function check_contacts();

-- Its plan is kept while the tables grow: never one that reads a whole table.
create function check_contact_tags() returns trigger language plpgsql
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  held int;
begin
  perform from tags t join (select distinct project_id, tag_id from added) a on t.project_id = a.project_id and t.id = a.tag_id
    order by t.id for key share of t;
  get diagnostics held = row_count;
  if held < (select count(*) from (select distinct project_id, tag_id from added) a) then
    raise foreign_key_violation using message = 'a tag does not exist', constraint = 'contact_tags_tag_id_fkey';
  end if;
  perform from contacts c join (select distinct project_id, row_no from added) a using (project_id, row_no)
    order by c.row_no for key share of c;
  get diagnostics held = row_count;
  if held < (select count(*) from (select distinct project_id, row_no from added) a) then
    raise foreign_key_violation using message = 'a contact does not exist', constraint = 'contact_tags_row_no_fkey';
  end if;
  return null;
end $$;
create trigger contact_tags_added after insert on contact_tags
  referencing new table as added for each statement execute function check_contact_tags();

create function delete_contacts_of_project() returns trigger language plpgsql as $$
begin
  delete from contacts where project_id = old.id;
  return null;
end $$;
create trigger projects_deleted after delete on projects for each row execute function delete_contacts_of_project();

create function delete_tags_of_contacts() returns trigger language plpgsql as $$
begin
  delete from contact_tags ct using removed r where ct.project_id = r.project_id and ct.row_no = r.row_no;
  return null;
end $$;
create trigger contacts_deleted after delete on contacts
  referencing old table as removed for each statement execute function delete_tags_of_contacts();

create function refuse_deleting_carried_tags() returns trigger language plpgsql as $$
begin
  if exists (select from removed r join contact_tags ct on ct.project_id = r.project_id and ct.tag_id = r.id) then
    raise foreign_key_violation using message = 'contacts carry this tag', constraint = 'contact_tags_tag_id_fkey';
  end if;
  return null;
end $$;
create trigger tags_deleted after delete on tags
  referencing old table as removed for each statement execute function refuse_deleting_carried_tags();

create table tag_removals (
  project_id int not null,
  id bigint generated always as identity,
  row_no int not null,
  tag_name text not null,
  applied_at timestamptz not null,
  applied_by text not null,
  removed_at timestamptz not null default now(),
  removed_by text not null,
  primary key (project_id, id),
  foreign key (project_id, row_no) references contacts on delete cascade
);
create index tag_removals_by_contact on tag_removals (project_id, row_no);

-- Segments and views keep normalised filters. `definition_uses` says what uses what, so that nothing in use is deleted.

create table segments (
  project_id int not null references projects on delete cascade,
  id uuid not null default uuidv7(),
  name text not null,
  description text,
  kind text not null check (kind in ('dynamic', 'static')),
  version int not null default 1,
  demo boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (project_id, id),
  unique (project_id, name)
);

create table segment_versions (
  project_id int not null,
  segment_id uuid not null,
  version int not null,
  filters jsonb not null,
  created_at timestamptz not null default now(),
  created_by text not null,
  primary key (project_id, segment_id, version),
  foreign key (project_id, segment_id) references segments on delete cascade
);

create table segment_contacts (
  project_id int not null,
  segment_id uuid not null,
  row_no int not null,
  added_at timestamptz not null default now(),
  added_by text not null,
  primary key (project_id, segment_id, row_no),
  foreign key (project_id, segment_id) references segments on delete cascade,
  foreign key (project_id, row_no) references contacts on delete cascade
);
create index segment_contacts_by_contact on segment_contacts (project_id, row_no);

create table views (
  project_id int not null references projects on delete cascade,
  id uuid not null default uuidv7(),
  name text not null,
  filters jsonb not null,
  columns text[] not null,
  sort jsonb,
  included_tag_id uuid,
  demo boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (project_id, id),
  unique (project_id, name),
  foreign key (project_id, included_tag_id) references tags
);

-- used_id is a public id (tag_…, seg_…), or the key of a field.
create table definition_uses (
  project_id int not null references projects on delete cascade,
  used_kind text not null,
  used_id text not null,
  user_kind text not null,
  user_id uuid not null,
  primary key (project_id, used_kind, used_id, user_kind, user_id)
);
create index definition_uses_by_user on definition_uses (project_id, user_kind, user_id);

-- What happened to a contact. One partition a month, made by ensure_events_partition before the first insert into it.

create table events (
  project_id int not null,
  row_no int not null,
  at timestamptz not null,
  id uuid not null default uuidv7(),
  name text not null,
  campaign_id uuid,
  machine boolean not null default false,
  properties jsonb not null default '{}',
  primary key (project_id, row_no, at, id),
  foreign key (project_id, row_no) references contacts on delete cascade
) partition by range (at);

create function ensure_events_partition(month date) returns void language plpgsql as $$
declare
  first date := date_trunc('month', month);
  partition text := 'events_' || to_char(first, 'YYYYMM');
begin
  if to_regclass(partition) is null then
    perform pg_advisory_xact_lock(hashtext(partition));
    execute format('create table if not exists %I partition of events for values from (%L) to (%L)',
      partition, first || 'T00:00:00Z', (first + interval '1 month')::date || 'T00:00:00Z');
  end if;
end $$;

-- Imports: rows_done moves in the same transaction as the rows, so that a killed import goes on where it stopped; `position`
-- is its latest transaction, for readers that wait for the index.

create table imports (
  project_id int not null references projects on delete cascade,
  id uuid not null default uuidv7(),
  status text not null check (status in ('pending', 'processing', 'completed', 'failed')),
  file_name text not null,
  file_path text not null,
  size_bytes bigint not null,
  options jsonb not null,
  plan jsonb,
  bytes_done bigint not null default 0,
  rows_done bigint not null default 0,
  created_count bigint not null default 0,
  updated_count bigint not null default 0,
  unchanged_count bigint not null default 0,
  skipped_count bigint not null default 0,
  failed_count bigint not null default 0,
  error text,
  position xid8,
  created_at timestamptz not null default now(),
  created_by text not null,
  started_at timestamptz,
  finished_at timestamptz,
  primary key (project_id, id)
);

create table import_rejects (
  project_id int not null,
  import_id uuid not null,
  line bigint not null,
  reason text not null,
  cells text[] not null,
  primary key (project_id, import_id, line),
  foreign key (project_id, import_id) references imports on delete cascade
);

-- What an import did, batch by batch, so that it can be undone: the contacts that it created, and for each that it changed
-- its row_no and what it was before. `rows_done` is the import's after the batch. Kept 7 days.
create table import_changes (
  project_id int not null,
  import_id uuid not null,
  rows_done bigint not null,
  created int[] not null,
  before jsonb not null,
  at timestamptz not null default now(),
  primary key (project_id, import_id, rows_done),
  foreign key (project_id, import_id) references imports on delete cascade
);
create index import_changes_by_age on import_changes (at);

-- Actions on many contacts, with a result for each. `done` moves in the same transaction as what was done, so that a
-- killed job goes on where it stopped; `position` is its latest transaction, for readers that wait for the index.

create table jobs (
  project_id int not null references projects on delete cascade,
  id uuid not null default uuidv7(),
  action text not null,
  input jsonb not null,
  status text not null check (status in ('pending', 'processing', 'completed', 'failed')),
  total int not null default 0,
  done int not null default 0,
  failed int not null default 0,
  error text,
  position xid8,
  created_at timestamptz not null default now(),
  created_by text not null,
  finished_at timestamptz,
  primary key (project_id, id)
);
create index jobs_open on jobs (created_at) where status in ('pending', 'processing');

create table job_results (
  project_id int not null,
  job_id uuid not null,
  position int not null,
  contact text not null,
  outcome text not null check (outcome in ('changed', 'unchanged', 'failed')),
  detail text,
  primary key (project_id, job_id, position),
  foreign key (project_id, job_id) references jobs on delete cascade
);

-- Campaigns and the delivery ledger. The audience is frozen at launch as one bitmap over row_no; `materialised_to` is
-- the row_no up to which it has become deliveries. Counts are derived from deliveries, never kept beside them.

create table campaigns (
  project_id int not null references projects on delete cascade,
  id uuid not null default uuidv7(),
  name text not null,
  subject text not null,
  preheader text,
  from_email text not null,
  from_name text,
  reply_to text,
  html text not null,
  text text,
  audience jsonb not null,
  status text not null default 'draft' check (status in ('draft', 'sending', 'paused', 'sent', 'cancelled', 'failed')),
  error text,
  demo boolean not null default false,
  created_at timestamptz not null default now(),
  created_by text not null,
  updated_at timestamptz not null default now(),
  launched_at timestamptz,
  finished_at timestamptz,
  primary key (project_id, id)
);

create table campaign_audiences (
  project_id int not null,
  campaign_id uuid not null,
  members bytea not null,
  count int not null,
  snapshot pg_snapshot not null,
  at timestamptz not null,
  materialised_to int not null default -1,
  complete boolean not null default false,
  primary key (project_id, campaign_id),
  foreign key (project_id, campaign_id) references campaigns on delete cascade
);

-- No foreign key to contacts: when a person is erased, an anonymous row stays and the counts stay true.
create table deliveries (
  project_id int not null,
  campaign_id uuid not null,
  row_no int not null,
  id uuid not null default uuidv7(),
  state text not null check (state in ('queued', 'leased', 'sending', 'sent', 'deferred', 'failed', 'skipped', 'uncertain', 'cancelled')),
  reason text,
  address text,
  message_id text,
  attempts int not null default 0,
  fence int not null default 0,
  lease_until timestamptz,
  not_before timestamptz,
  response text,
  updated_at timestamptz not null default now(),
  primary key (project_id, campaign_id, row_no),
  unique (project_id, id),
  foreign key (project_id, campaign_id) references campaigns on delete cascade
);
create index deliveries_waiting on deliveries (project_id, campaign_id, row_no) where state in ('queued', 'deferred');
create index deliveries_in_hand on deliveries (lease_until) where state in ('leased', 'sending');
create index deliveries_by_contact on deliveries (project_id, row_no);

create function forget_delivery_addresses() returns trigger language plpgsql as $$
begin
  update deliveries set address = null, response = null
  where project_id = old.project_id and row_no = old.row_no;
  return null;
end $$;
create trigger contacts_forget_delivery_addresses after delete on contacts
  for each row execute function forget_delivery_addresses();

-- The built-in mail catcher's inbox, for the first steps without an SMTP account.
create table caught_messages (
  project_id int not null references projects on delete cascade,
  id uuid not null default uuidv7(),
  received_at timestamptz not null default now(),
  mail_from text not null,
  recipients text[] not null,
  subject text not null,
  raw bytea not null,
  primary key (project_id, id)
);

-- The change feed. Each write that touches contacts or definitions appends here in its own transaction; readers keep a
-- pg_snapshot as cursor. rows: dirty contacts, at most 10,000 a row. bulk: may be applied after interactive changes.
create table changes (
  project_id int not null references projects on delete cascade,
  xid xid8 not null default pg_current_xact_id(),
  id bigint generated always as identity,
  kind text not null check (kind in ('contacts', 'definitions')),
  bulk boolean not null default false,
  rows int[] not null default '{}',
  changed_by text not null,
  at timestamptz not null default now(),
  primary key (project_id, xid, id)
);
create index changes_by_age on changes (at);
