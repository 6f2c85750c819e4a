-- Forms kept to websites, sendings that end in time, and by whom an override is.

-- The origins of the pages that a form may be embedded in (https://example.org); none: any page.
alter table forms add column origins text[] not null default '{}';
do $$
declare
  asked text := $when$when (coalesce(current_setting('rollcall.audit_actor', true), '') <> '' and pg_trigger_depth() = 0)$when$;
  kept text := (select string_agg(quote_literal(pair), ', ') from unnest(array['name:name', 'active:isActive', 'language:language',
    'title:title', 'text:text', 'fields:fields', 'topics:topics', 'tags:tags', 'double_opt_in:doubleOptIn', 'success_text:successText',
    'redirect_url:redirectUrl', 'origins:origins']) as pair);
begin
  execute format('create or replace trigger audit after insert or delete or update of name, active, language, title, text, fields, topics,
    tags, double_opt_in, success_text, redirect_url, origins on forms for each row %s
    execute function audit_definition(''form'', ''id'', ''name'', %s)', asked, kept);
  execute format('create or replace trigger audit_bin after update of deleted_at on forms for each row %s
    execute function audit_bin(%s)', asked, kept);
end $$;

-- Whether something has to be over by now is asked every second.
create index campaigns_expiring on campaigns (expires_at) where expires_at is not null and finished_at is null;

-- Who lets campaigns be launched although too much goes wrong; null: that was not noted down yet.
alter table projects add column reputation_override_by text;
