-- Contacts that were made one. Whatever still names the one that went (an unsubscribe link in a message of long ago) is
-- about the one that stayed, `row_no`, unless it was brought back since. No foreign key for `from_row_no`: when that row is
-- erased, what was done with it stays in the history of the other.
create table contact_merges (
  project_id int not null,
  id bigint generated always as identity,
  row_no int not null,
  from_row_no int not null,
  from_id uuid not null,
  from_name text not null,
  at timestamptz not null,
  merged_by text not null,
  primary key (project_id, id),
  foreign key (project_id, row_no) references contacts on delete cascade
);
create index contact_merges_by_contact on contact_merges (project_id, row_no);
create index contact_merges_by_former on contact_merges (project_id, from_row_no);
