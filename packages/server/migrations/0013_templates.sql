-- Messages to begin with, and what campaigns do besides sending.

-- html: what mjml was compiled to when there is mjml.
create table templates (
  project_id int not null references projects on delete cascade,
  id uuid not null default uuidv7(),
  name text not null,
  description text,
  subject text,
  preheader text,
  html text not null,
  text text,
  mjml text,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  primary key (project_id, id),
  unique (project_id, name)
);

-- mjml: what the HTML was compiled from. utm: parameters that links get. tag_recipients: the tags that everyone gets who was
-- sent this campaign; tagged_at: when the last of them got them.
alter table campaigns add column mjml text;
alter table campaigns add column utm jsonb;
alter table campaigns add column tag_recipients uuid[] not null default '{}';
alter table campaigns add column tagged_at timestamptz;
create index campaigns_tagging on campaigns (launched_at) where tag_recipients <> '{}' and tagged_at is null;
