-- Forms that can be brought back, who wrote what they say, whom a sign-up made, and a preference centre in one's own words.

-- A form that was deleted answers nobody, and is kept for a few days so that its address works again should it be brought back.
alter table forms add column deleted_at timestamptz;
alter table forms drop constraint forms_project_id_name_key;
create unique index forms_by_name on forms (project_id, name) where deleted_at is null;
create index forms_deleted on forms (deleted_at) where deleted_at is not null;
-- For whoever reads the log it is deleted, and made again when it comes back. Arguments: each column to keep as column:name.
create function audit_bin() returns trigger language plpgsql as $$
declare
  kept jsonb;
begin
  select coalesce(jsonb_object_agg(split_part(pair, ':', 2), audit_value(to_jsonb(new) -> split_part(pair, ':', 1)))
    filter (where to_jsonb(new) ->> split_part(pair, ':', 1) is not null), '{}')
  into kept from unnest(tg_argv[0:]) as pair;
  insert into audit_log (project_id, actor, call, change, kind, target, name, before, after)
  select new.project_id, current_setting('rollcall.audit_actor'), current_setting('rollcall.audit_call'),
    case when gone then 'deleted' else 'created' end, 'form', new.id::text, new.name,
    case when gone then kept else '{}' end, case when gone then '{}' else kept end
  from (select new.deleted_at is not null as gone) as now;
  return null;
end $$;
create trigger audit_bin after update of deleted_at on forms for each row
  when (coalesce(current_setting('rollcall.audit_actor', true), '') <> '' and pg_trigger_depth() = 0)
  execute function audit_bin('name:name', 'active:isActive', 'language:language', 'title:title', 'text:text', 'fields:fields',
    'topics:topics', 'tags:tags', 'double_opt_in:doubleOptIn', 'success_text:successText', 'redirect_url:redirectUrl');

-- null: written before this was noted down.
alter table form_versions add column changed_by text;
update form_versions v set changed_by = f.created_by from forms f
  where f.project_id = v.project_id and f.id = v.form_id and v.version = 1;

-- Whom a confirmed sign-up is about now; their proof stands in consent_log at confirmed_at.
alter table sign_ups add column row_no int;
alter table sign_ups add foreign key (project_id, row_no) references contacts on delete cascade;
create index sign_ups_by_contact on sign_ups (project_id, row_no) where row_no is not null;
create index sign_ups_by_address on sign_ups (project_id, address_key) where address_key is not null;

-- pause_days: how long somebody is left alone who asks for a break; null: not offered. page_texts: what the preference page says in
-- place of our words, by language: {"de": {"title", "text"}}.
alter table projects add column pause_days int default 30 check (pause_days between 2 and 365);
alter table projects add column page_texts jsonb not null default '{}';
drop trigger audit_people_pages on projects;
create trigger audit_people_pages after update of logo_url, brand_color, keep_ip, pause_days, page_texts on projects for each row
  when (coalesce(current_setting('rollcall.audit_actor', true), '') <> '' and pg_trigger_depth() = 0)
  execute function audit_definition('project', 'public_id', 'name', 'logo_url:logoUrl', 'brand_color:color', 'keep_ip:keepsIp',
    'pause_days:pauseDays', 'page_texts:pageTexts');
