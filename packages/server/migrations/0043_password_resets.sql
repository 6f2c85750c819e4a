-- A one-time link with which somebody who forgot their password sets another, made on the server by whoever runs it.
create table password_resets (
  token_hash bytea primary key,
  user_id uuid not null unique references users (id) on delete cascade,
  expires_at timestamptz not null
);
