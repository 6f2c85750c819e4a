-- Domains whose mail is signed with DKIM. private_key: PKCS #8 PEM, sealed with a key derived from the secret key; public_key:
-- SPKI in base64, as it stands in DNS.
create table sending_domains (
  project_id int not null references projects on delete cascade,
  id uuid not null default uuidv7(),
  domain text not null,
  selector text not null,
  public_key text not null,
  private_key text not null,
  created_at timestamptz not null default now(),
  primary key (project_id, id),
  unique (project_id, domain)
);
