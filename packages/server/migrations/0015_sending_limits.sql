-- What holds sending back, and what lets it go on.

-- When somebody set a paused campaign going again the last time: its brake judges what was sent since.
alter table campaigns add column resumed_at timestamptz;
