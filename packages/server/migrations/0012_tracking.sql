-- Who opened campaigns and clicked in them: every request as it came, what we make of it, and results that can be shown around.

alter table projects
  add column track_opens boolean not null default true,
  add column track_clicks boolean not null default true;
alter table campaigns
  add column track_opens boolean not null default true,
  add column track_clicks boolean not null default true;

-- One request for an open pixel or a click link, with what its rules look at; kept for as long as the person is, so that
-- people and machines can be told apart anew when the rules change. link_no: the place of the link in the template.
-- network: the first 24 bits of an IPv4 address, 48 of an IPv6. prefetch: headers of programs that load ahead.
-- settled_at: when it became an event; machine and reasons are what was found then.
create table tracking_hits (
  project_id int not null,
  id bigint generated always as identity,
  row_no int not null,
  campaign_id uuid not null,
  kind text not null check (kind in ('open', 'click')),
  link_no int,
  url text,
  at timestamptz not null,
  method text not null,
  user_agent text,
  network cidr,
  prefetch text,
  machine boolean,
  reasons text[],
  settled_at timestamptz,
  primary key (project_id, id),
  foreign key (project_id, row_no) references contacts on delete cascade,
  check ((kind = 'click') = (url is not null)),
  check ((settled_at is null) = (machine is null))
);
create index tracking_hits_waiting on tracking_hits (project_id, kind, at) where settled_at is null;
create index tracking_hits_by_contact on tracking_hits (project_id, row_no);

-- What results are counted from, and what a campaign's brake looks at: a delivery comes into the first when it is done.
drop index deliveries_failed;
create index deliveries_ended on deliveries (project_id, campaign_id, state, reason)
  where state in ('sent', 'failed', 'skipped', 'uncertain', 'cancelled');
create index events_of_engagement on events (project_id, campaign_id, name, machine, row_no)
  where name in ('email.opened', 'email.clicked', 'email.unsubscribed', 'email.complained', 'email.bounced');

-- Links that show a campaign's results to whoever holds them, until they are revoked.
create table campaign_shares (
  project_id int not null,
  id uuid not null default uuidv7(),
  campaign_id uuid not null,
  token_hash bytea not null unique,
  created_at timestamptz not null,
  created_by text not null,
  revoked_at timestamptz,
  primary key (project_id, id),
  foreign key (project_id, campaign_id) references campaigns on delete cascade
);
create index campaign_shares_by_campaign on campaign_shares (project_id, campaign_id);
