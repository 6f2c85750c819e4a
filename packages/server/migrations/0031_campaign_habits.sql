-- What campaigns begin with, and who looks at them first.

-- What the plan of a new campaign begins with in the dashboard: {"frequencyCap", "window"}, each as in a campaign's plan, or absent.
alter table projects add column campaign_defaults jsonb not null default '{}';
create trigger audit_campaign_defaults after update of campaign_defaults on projects for each row
  when (coalesce(current_setting('rollcall.audit_actor', true), '') <> '' and pg_trigger_depth() = 0)
  execute function audit_definition('project', 'public_id', 'name', 'campaign_defaults:campaignDefaults');

-- Addresses that test messages go to, under a name.
create table test_lists (
  project_id int not null references projects on delete cascade,
  name text not null,
  addresses text[] not null check (cardinality(addresses) > 0),
  primary key (project_id, name)
);
