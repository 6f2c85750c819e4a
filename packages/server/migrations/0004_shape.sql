-- What shapes an audience: undoing, exports, people of a project.

-- What an import or a bulk action (`cause`: its id) did, step by step, so that it can be undone, the latest step first: the
-- contacts that it created, and for each that it changed its row_no and what it was before and after. A step is forgotten in
-- the transaction that undoes it, or after 7 days. What earlier versions kept lacks the values after: it cannot be undone.
drop table import_changes;
create table undo_steps (
  project_id int not null references projects on delete cascade,
  cause uuid not null,
  step bigint not null,
  created int[] not null default '{}',
  changes jsonb not null,
  at timestamptz not null,
  primary key (project_id, cause, step)
);
create index undo_steps_by_age on undo_steps (at);

-- A job that undoes: the id of the import or job that it undoes, which only one job at a time may, and once.
alter table jobs add column undoes uuid;
create unique index jobs_undoing on jobs (project_id, undoes) where undoes is not null and status <> 'failed';

-- What a dry run found: up to 20 rows of each outcome, with what would change.
alter table imports add column samples jsonb not null default '{}';

-- Contacts written to a file for download. The people are frozen when it is asked for; the file (exports/<id> in the data
-- directory) and the row go when it expires. A killed export begins again.
create table exports (
  project_id int not null references projects on delete cascade,
  id uuid not null default uuidv7(),
  status text not null check (status in ('pending', 'processing', 'completed', 'failed')),
  format text not null check (format in ('csv', 'jsonl')),
  columns text[] not null,
  members bytea,
  total int not null,
  done int not null default 0,
  size_bytes bigint,
  error text,
  created_at timestamptz not null,
  created_by text not null,
  finished_at timestamptz,
  expires_at timestamptz not null,
  primary key (project_id, id)
);
create index exports_open on exports (created_at) where status in ('pending', 'processing');

-- One-time links by which people join a project. With an e-mail address, only that one may use it.
create table invitations (
  project_id int not null references projects on delete cascade,
  id uuid not null default uuidv7(),
  token_hash bytea not null unique,
  role text not null check (role in ('owner', 'admin', 'marketer', 'viewer')),
  email text,
  created_at timestamptz not null,
  created_by text not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (project_id, id)
);
