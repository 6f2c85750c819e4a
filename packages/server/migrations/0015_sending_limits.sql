-- What holds sending back, and what lets it go on.

-- When somebody set a paused campaign going again the last time: its brake judges what was sent since.
alter table campaigns add column resumed_at timestamptz;

-- How many messages of a project leave in an hour: all of them (perHour, null: no limit), and those to domains (perDomain).
alter table projects add column sending_limits jsonb not null default '{"perHour": null, "perDomain": []}';
