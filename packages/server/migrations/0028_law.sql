-- soft_bounces: five messages in a month said that the mailbox could not take them, and none arrived.
alter table suppressions drop constraint suppressions_reason_check;
alter table suppressions add constraint suppressions_reason_check
  check (reason in ('bounce', 'soft_bounces', 'complaint', 'unsubscribe', 'manual', 'erased'));

-- After this nobody gets what has not left yet (expiresAt of POST /v1/sending).
alter table campaigns add column expires_at timestamptz;

-- The project's own host in tracking links (tracking-host.ts), and what was found of its CNAME. Until it is verified, and whenever
-- it is not, links carry the address of the product.
alter table projects
  add column tracking_host text,
  add column tracking_host_status text not null default 'unchecked'
    check (tracking_host_status in ('unchecked', 'ok', 'missing', 'wrong', 'unknown')),
  add column tracking_host_found text[] not null default '{}',
  add column tracking_host_verified_at timestamptz,
  add column tracking_host_checked_at timestamptz;

-- Whether somebody was erased lately, which is asked all the time.
create index erased_addresses_by_time on erased_addresses (erased_at);
