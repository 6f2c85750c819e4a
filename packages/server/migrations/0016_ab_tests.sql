-- Several versions of a campaign against each other, and people who do not want to be watched.

-- variants: versions B, C and D, each with what it says differently (contract: variant); version A is the campaign itself.
-- test: how many take part and how the winner is found (contract: test); null: there are no versions. test_sent_at: when the
-- last message of the test had left; test_outcome: which version everyone else gets, why, and since when. Set once.
alter table campaigns add column variants jsonb not null default '[]';
alter table campaigns add column test jsonb;
alter table campaigns add column test_sent_at timestamptz;
alter table campaigns add column test_outcome jsonb;
alter table campaigns add check ((test is null) = (variants = '[]'));
create index campaigns_testing on campaigns (launched_at) where status = 'sending' and test_outcome is null and test is not null;

-- The version that somebody takes part in the test with, from 0; null: they get what won, or there is no test.
alter table deliveries add column variant smallint;
create index deliveries_of_tests on deliveries (project_id, campaign_id, row_no)
  where variant is not null and state in ('queued', 'deferred');

-- Whether opens and clicks of a person are noticed.
alter table contacts add column tracking boolean not null default true;

-- Settled hits are deleted once they are old.
create index tracking_hits_settled on tracking_hits (settled_at) where settled_at is not null;
