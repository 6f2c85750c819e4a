-- Tags that were merged or deleted, for as long as that can be undone. `followed` is what a merge changed in rules and forms; by `seq`
-- it is known what went later.
create table gone_tags (
  project_id int not null references projects on delete cascade,
  id uuid not null,
  seq bigint generated always as identity,
  name text not null,
  color text,
  description text,
  owner text,
  demo boolean not null,
  created_at timestamptz not null,
  into_id uuid,
  carriers int not null default 0,
  followed jsonb not null default '{"rules": [], "views": [], "forms": [], "users": []}',
  gone_at timestamptz not null,
  gone_by text not null,
  primary key (project_id, id)
);

-- Who carried them, since when and by whom; kept_… is since when they had the other tag before. They may be millions: as with
-- contact_tags, what belongs together is kept so by statements rather than by a look-up for each row.
create table gone_tag_carriers (
  project_id int not null,
  row_no int not null,
  tag_id uuid not null,
  applied_at timestamptz not null,
  applied_by text not null,
  kept_at timestamptz,
  kept_by text,
  primary key (project_id, row_no, tag_id)
);

create or replace function delete_tags_of_contacts() returns trigger language plpgsql as $$
begin
  delete from contact_tags ct using removed r where ct.project_id = r.project_id and ct.row_no = r.row_no;
  delete from gone_tag_carriers g using removed r where g.project_id = r.project_id and g.row_no = r.row_no;
  return null;
end $$;

-- What steps that can be undone said of the tag before it was merged: [{"rowNo": 7, "tagsAdded": […]}].
create table gone_tag_steps (
  project_id int not null,
  tag_id uuid not null,
  cause uuid not null,
  step bigint not null,
  changes jsonb not null,
  primary key (project_id, tag_id, cause, step),
  foreign key (project_id, tag_id) references gone_tags on delete cascade
);

-- Tags that look alike and mean different things. Those of a tag that is gone wait for it to come back.
create table tags_apart (
  project_id int not null references projects on delete cascade,
  tag_id uuid not null,
  other_id uuid not null,
  primary key (project_id, tag_id, other_id),
  check (tag_id < other_id)
);
