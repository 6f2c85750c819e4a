-- What was changed of a contact's own details, and when it was deleted and brought back. `changes` has each value before and
-- after: {"country": ["IT", "NO"], "fields.plan": [null, "pro"]}.
create table contact_log (
  project_id int not null,
  id bigint generated always as identity,
  row_no int not null,
  change text not null check (change in ('changed', 'deleted', 'restored')),
  changes jsonb,
  at timestamptz not null,
  changed_by text not null,
  primary key (project_id, id),
  foreign key (project_id, row_no) references contacts on delete cascade
);
create index contact_log_by_contact on contact_log (project_id, row_no);
