-- What programs send through POST /v1/sending. Each call is a campaign of another kind, so that the ledger, results and events are
-- those of campaigns: a batch goes to an audience, a single to one person. transactional: sent because of something that the
-- person did, so who may get it is decided otherwise (store/skip-reason.ts).
alter table campaigns
  add column kind text not null default 'campaign' check (kind in ('campaign', 'batch', 'single')),
  add column transactional boolean not null default false;

-- There may be millions of singles: what lists campaigns, or looks for those on their way, does not walk over them.
create index campaigns_listed on campaigns (project_id, id desc) where kind = 'campaign';
create index campaigns_batches on campaigns (project_id, id desc) where kind = 'batch';
drop index campaigns_open;
create index campaigns_open on campaigns (launched_at)
  where launched_at is not null and finished_at is null and (kind <> 'single' or status = 'cancelled');

-- row_no: whom a single is for. Its texts may be about that person alone, so they are forgotten with them, and after a while.
-- request: a hash of who asked for it, of their Idempotency-Key and of what they asked. It stands in the transaction of the message,
-- so that a request which was killed before its answer was kept sends nothing twice.
create table sendings (
  project_id int not null,
  campaign_id uuid not null,
  row_no int,
  variables jsonb not null default '{}',
  bcc text[] not null default '{}',
  request bytea,
  forgotten_at timestamptz,
  primary key (project_id, campaign_id),
  foreign key (project_id, campaign_id) references campaigns on delete cascade
);
create index sendings_by_contact on sendings (project_id, row_no) where row_no is not null;
create index sendings_by_request on sendings (project_id, request) where request is not null;
create index sendings_by_age on sendings (campaign_id) where row_no is not null and forgotten_at is null;

create table sending_attachments (
  project_id int not null,
  campaign_id uuid not null,
  place smallint not null,
  file_name text not null,
  type text not null,
  content bytea not null,
  primary key (project_id, campaign_id, place),
  foreign key (project_id, campaign_id) references sendings on delete cascade
);
-- Files are packed already, as a rule.
alter table sending_attachments alter column content set storage external;

create function forget_sendings(project int, campaigns_asked uuid[], at timestamptz) returns void language sql as $$
  delete from sending_attachments where project_id = project and campaign_id = any(campaigns_asked);
  update sendings set variables = '{}', bcc = '{}', request = null, forgotten_at = at
  where project_id = project and campaign_id = any(campaigns_asked);
  update campaigns set name = 'Single send', subject = '', html = '' where project_id = project and id = any(campaigns_asked);
$$;

create function forget_sendings_to() returns trigger language plpgsql as $$
begin
  perform forget_sendings(old.project_id, found.ids, now())
  from (select array_agg(campaign_id) as ids from sendings where project_id = old.project_id and row_no = old.row_no) found
  where found.ids is not null;
  return null;
end $$;
create trigger contacts_forget_sendings after delete on contacts
  for each row execute function forget_sendings_to();

-- Singles of all projects are leased together, whoever has waited longest first.
alter table deliveries add column single boolean not null default false;
create index deliveries_singles_waiting on deliveries ((coalesce(not_before, '-infinity')), id)
  where single and state in ('queued', 'deferred');

-- A single is over with its one delivery, whichever statement ends that.
create function finish_single() returns trigger language plpgsql as $$
begin
  update campaigns set status = case status when 'cancelled' then status else 'sent' end, finished_at = new.updated_at,
    updated_at = new.updated_at, error = null
  where project_id = new.project_id and id = new.campaign_id and finished_at is null;
  return null;
end $$;
create trigger deliveries_finish_single after insert or update of state on deliveries for each row
  when (new.single and new.state in ('sent', 'failed', 'skipped', 'uncertain', 'cancelled'))
  execute function finish_single();
