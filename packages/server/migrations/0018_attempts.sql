-- What the mail server said to each attempt that it put off, in order: [{"at", "response"}]. Null for the many that were taken
-- at the first attempt; the answer to the last one stays in `response`.
alter table deliveries add column earlier jsonb;

create or replace function forget_delivery_addresses() returns trigger language plpgsql as $$
begin
  update deliveries set address = null, response = null, earlier = null
  where project_id = old.project_id and row_no = old.row_no;
  return null;
end $$;

-- Links to results may end by themselves.
alter table campaign_shares add column expires_at timestamptz;
