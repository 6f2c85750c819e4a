-- Imports that are stopped, and what they made besides contacts, which undoing them removes.
alter table imports drop constraint imports_status_check;
alter table imports add constraint imports_status_check
  check (status in ('pending', 'processing', 'completed', 'failed', 'cancelled'));
-- All fields of an import are made at one instant, by which they are told from later ones with the same key.
alter table imports add column made_fields text[] not null default '{}', add column fields_made_at timestamptz,
  add column made_tags uuid[] not null default '{}';
