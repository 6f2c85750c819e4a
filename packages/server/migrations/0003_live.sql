-- Live membership: who is in which segment, since when, and why. Written by one process a project, the holder of the epoch
-- in live_cursors; what it writes and how far it has read the change feed are committed by one statement.

-- `epoch` is taken by a process when it starts; whoever finds another one stops writing. `commits` counts what the holder
-- wrote, so that a commit whose answer was lost is not repeated. `snapshot` is the state of the record up to which changes are
-- in the transitions, except for the bulk transactions in `waiting`. `sized_to` is the last transition in segment_sizes.
create table live_cursors (
  project_id int primary key references projects on delete cascade,
  epoch bigint not null default 0,
  commits bigint not null default 0,
  cluster text,
  snapshot pg_snapshot,
  waiting text[] not null default '{}',
  evaluated_at timestamptz,
  sized_to bigint not null default 0
);

-- The members of a segment's current rule after the transition `transition`; all later transitions come on top. `since` is
-- when that rule was saved, which is since when its first members count as members. No foreign key to segments here and
-- below: what belongs to a deleted segment is removed by the same process that writes it, in its order.
create table segment_memberships (
  project_id int not null references projects on delete cascade,
  segment_id uuid not null,
  version int not null,
  since timestamptz not null,
  members bytea not null,
  transition bigint not null,
  primary key (project_id, segment_id)
);

-- Who came and who left: one entry for everybody who did so in the same evaluation by the same cause and actor. Up to 1,000
-- contacts are numbers, more are a bitmap whose lowest and highest numbers stand beside it.
create table segment_transitions (
  project_id int not null,
  id bigint generated always as identity,
  segment_id uuid not null,
  version int not null,
  at timestamptz not null,
  direction text not null check (direction in ('entered', 'left')),
  cause text not null check (cause in ('change', 'time', 'rule', 'definition', 'deleted', 'found')),
  actor text,
  change_xid xid8,
  count int not null,
  row_nos int[],
  members bytea,
  lowest int,
  highest int,
  primary key (project_id, id),
  check ((row_nos is null) <> (members is null))
);
create index segment_transitions_by_segment on segment_transitions (project_id, segment_id, id);
create index segment_transitions_by_contact on segment_transitions using gin (row_nos);
create index segment_transitions_large on segment_transitions (project_id, id) where members is not null;

create function delete_transitions_of_project() returns trigger language plpgsql as $$
begin
  delete from segment_transitions where project_id = old.id;
  return null;
end $$;
create trigger projects_deleted_transitions after delete on projects
  for each row execute function delete_transitions_of_project();

-- How many came to a segment and left it, by the hour, for hours in which anybody did. Sums of the transitions up to
-- live_cursors.sized_to; the size at any hour is the sum of all before it.
create table segment_sizes (
  project_id int not null references projects on delete cascade,
  segment_id uuid not null,
  hour timestamptz not null,
  entered_count int not null,
  left_count int not null,
  primary key (project_id, segment_id, hour)
);
