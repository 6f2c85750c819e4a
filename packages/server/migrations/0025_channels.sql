-- Campaigns beyond e-mail: the same ledger for texts on the channels on which contacts have addresses.

-- On another channel than email a campaign is `text`; its subject, sender and HTML are empty.
alter table campaigns add column channel text not null default 'email'
  check (channel in ('email', 'sms', 'whatsapp', 'push', 'webchat', 'instagram', 'messenger', 'telegram'));
create index campaigns_of_texts on campaigns (project_id, id) where channel <> 'email';

-- What a provider carries, by its kind and settings; each channel has a default of its own.
alter table providers add column channel text not null default 'email'
  check (channel in ('email', 'sms', 'whatsapp', 'push', 'webchat', 'instagram', 'messenger', 'telegram'));
drop index providers_default;
create unique index providers_default on providers (project_id, channel) where is_default;

-- Addresses of contacts that a service says do not exist. What stands here holds for this very address: whoever gets another one is
-- written to again. Of e-mail, status and suppressions say it.
create table channel_bounces (
  project_id int not null,
  row_no int not null,
  channel text not null check (channel in ('sms', 'whatsapp', 'push', 'webchat', 'instagram', 'messenger', 'telegram')),
  address text not null,
  note text not null,
  at timestamptz not null,
  primary key (project_id, row_no, channel),
  foreign key (project_id, row_no) references contacts on delete cascade
);

-- Whose number an answer by SMS came from, where the number stands among the channels.
create index contact_channels_by_address on contact_channels (project_id, channel, address);

-- What became of messages on other channels than e-mail, whose index is events_of_engagement.
create index events_of_texts on events (project_id, campaign_id, name, machine, row_no)
  where campaign_id is not null and name not like 'email.%' and name not like '%.sent';
