-- What mailbox providers judge a sender by: the DNS records of domains, and which of them marketing comes from.

-- return_path: the domain that bounces go to, where it is another one; reports_to: who gets DMARC's reports. ownership_token: what
-- a TXT record says to show whose the domain is. verdicts: what the last check found, by record (domains/check-domain.ts).
-- verified_at: since when the domain is shown to be its owner's; lost_at: since when its records say so no more. check_at: when it is
-- looked at next.
alter table sending_domains
  add column return_path text,
  add column reports_to text,
  add column ownership_token text not null default replace(gen_random_uuid()::text, '-', ''),
  add column verdicts jsonb not null default '{}',
  add column verified_at timestamptz,
  add column lost_at timestamptz,
  add column checked_at timestamptz,
  add column check_at timestamptz not null default now();
create index sending_domains_due on sending_domains (check_at);

create trigger audit after insert or update of domain, return_path, reports_to or delete on sending_domains for each row
  when (coalesce(current_setting('rollcall.audit_actor', true), '') <> '' and pg_trigger_depth() = 0)
  execute function audit_definition('domain', 'id', 'domain',
    'domain:domain', 'selector:selector', 'return_path:returnPath', 'reports_to:reportsTo');

-- streams: the domains that marketing and transactional mail come from, {"marketing", "transactional"}; null: any.
alter table projects add column require_verified_domain boolean not null default true;
alter table projects add column streams jsonb not null default '{"marketing": null, "transactional": null}';
-- Until when an owner lets campaigns be launched although too much bounces or is reported as spam, and why.
alter table projects add column reputation_override_until timestamptz;
alter table projects add column reputation_override_reason text;

drop trigger audit on projects;
create trigger audit after insert or delete or update of public_id, name, timezone, from_name, from_email, postal_address,
    default_funnel, require_verified_domain, streams, reputation_override_until on projects for each row
  when (coalesce(current_setting('rollcall.audit_actor', true), '') <> '' and pg_trigger_depth() = 0)
  execute function audit_definition('project', 'public_id', 'name', 'name:name', 'timezone:timezone', 'from_name:fromName',
    'from_email:fromEmail', 'postal_address:postalAddress', 'default_funnel:defaultFunnelStage',
    'require_verified_domain:requireVerifiedDomain', 'streams:streams',
    'reputation_override_until:reputationOverrideUntil', 'reputation_override_reason:reputationOverrideReason');

-- The suppression list in full. erased: of somebody who had themselves erased and was brought in again since. campaign_id and
-- delivery_id: the message that led to it; no foreign keys, the entry outlives both. removal_reason is set right before an entry goes,
-- so that the audit log has it.
alter table suppressions drop constraint suppressions_reason_check;
alter table suppressions add constraint suppressions_reason_check
  check (reason in ('bounce', 'complaint', 'unsubscribe', 'manual', 'erased'));
alter table suppressions
  add column campaign_id uuid,
  add column delivery_id uuid,
  add column removal_reason text;
create trigger audit after insert or delete or update of note, marketing_only on suppressions for each row
  when (coalesce(current_setting('rollcall.audit_actor', true), '') <> '' and pg_trigger_depth() = 0)
  execute function audit_definition('suppression', 'id', 'address', 'address:email', 'reason:reason',
    'marketing_only:marketingOnly', 'note:note', 'removal_reason:removalReason');

-- People who had themselves erased: HMAC-SHA256 of their folded addresses under a key that is not in the database, so that nobody is
-- found here who does not bring the address along. Whoever comes in with one of them is put on the suppression list at once.
create table erased_addresses (
  project_id int not null references projects on delete cascade,
  hash bytea not null,
  erased_at timestamptz not null,
  erased_by text not null,
  primary key (project_id, hash)
);

-- What a project's reputation and statistics are counted from, and the log of all messages: those that are done or were tried, by
-- time. Counts read the index alone.
create index deliveries_by_time on deliveries (project_id, updated_at, id) include (state, reason, campaign_id)
  where state in ('sent', 'deferred', 'failed', 'skipped', 'uncertain', 'cancelled');
create index events_of_messages on events (project_id, name, at) include (campaign_id, row_no, machine, transactional)
  where name in ('email.opened', 'email.clicked', 'email.unsubscribed', 'email.complained', 'email.bounced');
