-- soft_bounces: five messages in a month said that the mailbox could not take them, and none arrived.
alter table suppressions drop constraint suppressions_reason_check;
alter table suppressions add constraint suppressions_reason_check
  check (reason in ('bounce', 'soft_bounces', 'complaint', 'unsubscribe', 'manual', 'erased'));

-- After this nobody gets what has not left yet (expiresAt of POST /v1/sending).
alter table campaigns add column expires_at timestamptz;

-- The project's own host in the links and the pixel of its mail, and what was found there: {"status", "detail", "found"}. As long as
-- it is not verified they carry the address of the product.
alter table projects
  add column tracking_host text,
  add column tracking_host_verdict jsonb,
  add column tracking_host_verified_at timestamptz,
  add column tracking_host_checked_at timestamptz;
create trigger audit_tracking_host after update of tracking_host on projects for each row
  when (coalesce(current_setting('rollcall.audit_actor', true), '') <> '' and pg_trigger_depth() = 0)
  execute function audit_definition('project', 'public_id', 'name', 'tracking_host:trackingHost');

-- Whether somebody was erased lately, which is asked all the time.
create index erased_addresses_by_time on erased_addresses (erased_at);
