-- What an account at a sending service allows, and what a campaign is about.

-- How many messages leave through an account in a second, an hour and a day, over all campaigns and processes; null: no limit.
alter table providers add column sending_limits jsonb not null
  default '{"perSecond": null, "perHour": null, "perDay": null}';
create or replace trigger audit after insert or update of name, settings, hints, is_default, sending_limits or delete
  on providers for each row
  when (coalesce(current_setting('rollcall.audit_actor', true), '') <> '' and pg_trigger_depth() = 0)
  execute function audit_definition('provider', 'id', 'name', 'name:name', 'kind:kind', 'settings:settings', 'hints:secrets',
    'is_default:isDefault', 'sending_limits:sendingLimits');

-- What a campaign is about: whoever does not get the topic, by their answer or its default, is skipped. null: about everything.
alter table campaigns add column topic_id uuid;
alter table campaigns add constraint campaigns_topic_fkey foreign key (project_id, topic_id) references topics
  on delete set null (topic_id);
