-- Generated from the migrations: npx vitest run packages/server/src/store/schema.test.ts --update

table address_changes (
  project_id integer not null,
  id uuid not null default uuidv7(),
  row_no integer not null,
  address text not null,
  proof jsonb not null,
  at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  confirmed_at timestamp with time zone,
  FOREIGN KEY (project_id, row_no) REFERENCES contacts(project_id, row_no) ON DELETE CASCADE,
  PRIMARY KEY (project_id, id)
)

table api_keys (
  project_id integer not null,
  id uuid not null default uuidv7(),
  name text not null,
  token_hash bytea not null,
  hint text not null,
  scopes text[] not null,
  created_at timestamp with time zone not null default now(),
  created_by text not null,
  last_used_at timestamp with time zone,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone,
  FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, id),
  UNIQUE (token_hash)
)

table audit_log (
  project_id integer not null,
  id bigint not null generated always as identity,
  at timestamp with time zone not null default now(),
  actor text not null,
  call text not null,
  change text not null,
  kind text not null,
  target text not null,
  name text not null,
  before jsonb not null,
  after jsonb not null,
  CHECK ((change = ANY (ARRAY['created'::text, 'updated'::text, 'deleted'::text]))),
  FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, id)
)

table campaign_audiences (
  project_id integer not null,
  campaign_id uuid not null,
  members bytea not null,
  count integer not null,
  snapshot pg_snapshot not null,
  at timestamp with time zone not null,
  materialised_to integer not null default '-1'::integer,
  complete boolean not null default false,
  fixed boolean not null default false,
  done integer not null default 0,
  FOREIGN KEY (project_id, campaign_id) REFERENCES campaigns(project_id, id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, campaign_id)
)

table campaign_shares (
  project_id integer not null,
  id uuid not null default uuidv7(),
  campaign_id uuid not null,
  token_hash bytea not null,
  created_at timestamp with time zone not null,
  created_by text not null,
  revoked_at timestamp with time zone,
  expires_at timestamp with time zone,
  FOREIGN KEY (project_id, campaign_id) REFERENCES campaigns(project_id, id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, id),
  UNIQUE (token_hash)
)

table campaigns (
  project_id integer not null,
  id uuid not null default uuidv7(),
  name text not null,
  subject text not null,
  preheader text,
  from_email text not null,
  from_name text,
  reply_to text,
  html text not null,
  text text,
  audience jsonb not null,
  status text not null default 'draft'::text,
  error text,
  demo boolean not null default false,
  created_at timestamp with time zone not null default now(),
  created_by text not null,
  updated_at timestamp with time zone not null default now(),
  launched_at timestamp with time zone,
  finished_at timestamp with time zone,
  plan jsonb not null default '{}'::jsonb,
  schedule jsonb,
  scheduled_at timestamp with time zone,
  paused_at timestamp with time zone,
  held_ms bigint not null default 0,
  archived_at timestamp with time zone,
  track_opens boolean not null default true,
  track_clicks boolean not null default true,
  mjml text,
  utm jsonb,
  tag_recipients uuid[] not null default '{}'::uuid[],
  tagged_at timestamp with time zone,
  resumed_at timestamp with time zone,
  variants jsonb not null default '[]'::jsonb,
  test jsonb,
  test_sent_at timestamp with time zone,
  test_outcome jsonb,
  provider_id uuid,
  kind text not null default 'campaign'::text,
  transactional boolean not null default false,
  channel text not null default 'email'::text,
  expires_at timestamp with time zone,
  topic_id uuid,
  CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text, 'whatsapp'::text, 'push'::text, 'webchat'::text, 'instagram'::text, 'messenger'::text, 'telegram'::text]))),
  CHECK (((test IS NULL) = (variants = '[]'::jsonb))),
  CHECK ((kind = ANY (ARRAY['campaign'::text, 'batch'::text, 'single'::text]))),
  CHECK ((status = ANY (ARRAY['draft'::text, 'scheduled'::text, 'sending'::text, 'paused'::text, 'sent'::text, 'cancelled'::text, 'failed'::text]))),
  FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
  FOREIGN KEY (project_id, provider_id) REFERENCES providers(project_id, id) ON DELETE SET NULL (provider_id),
  FOREIGN KEY (project_id, topic_id) REFERENCES topics(project_id, id) ON DELETE SET NULL (topic_id),
  PRIMARY KEY (project_id, id)
)

table caught_messages (
  project_id integer not null,
  id uuid not null default uuidv7(),
  received_at timestamp with time zone not null default now(),
  mail_from text not null,
  recipients text[] not null,
  subject text not null,
  raw bytea not null,
  FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, id)
)

table changes (
  project_id integer not null,
  xid xid8 not null default pg_current_xact_id(),
  id bigint not null generated always as identity,
  kind text not null,
  bulk boolean not null default false,
  rows integer[] not null default '{}'::integer[],
  changed_by text not null,
  at timestamp with time zone not null default now(),
  events int8multirange,
  CHECK ((kind = ANY (ARRAY['contacts'::text, 'definitions'::text, 'events'::text]))),
  FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, xid, id)
)

table channel_bounces (
  project_id integer not null,
  row_no integer not null,
  channel text not null,
  address text not null,
  note text not null,
  at timestamp with time zone not null,
  CHECK ((channel = ANY (ARRAY['sms'::text, 'whatsapp'::text, 'push'::text, 'webchat'::text, 'instagram'::text, 'messenger'::text, 'telegram'::text]))),
  FOREIGN KEY (project_id, row_no) REFERENCES contacts(project_id, row_no) ON DELETE CASCADE,
  PRIMARY KEY (project_id, row_no, channel)
)

table consent_log (
  project_id integer not null,
  id bigint not null generated always as identity,
  row_no integer not null,
  channel text not null,
  state text not null,
  proof jsonb,
  at timestamp with time zone not null default now(),
  changed_by text not null,
  FOREIGN KEY (project_id, row_no) REFERENCES contacts(project_id, row_no) ON DELETE CASCADE,
  PRIMARY KEY (project_id, id)
)

table consents (
  project_id integer not null,
  row_no integer not null,
  channel text not null,
  state text not null,
  at timestamp with time zone not null default now(),
  CHECK ((channel = ANY (ARRAY['sms'::text, 'whatsapp'::text, 'push'::text, 'webchat'::text, 'instagram'::text, 'messenger'::text, 'telegram'::text]))),
  CHECK ((state = ANY (ARRAY['opted_in'::text, 'opted_out'::text]))),
  FOREIGN KEY (project_id, row_no) REFERENCES contacts(project_id, row_no) ON DELETE CASCADE,
  PRIMARY KEY (project_id, row_no, channel)
)

table contact_channels (
  project_id integer not null,
  row_no integer not null,
  channel text not null,
  address text not null,
  CHECK ((channel = ANY (ARRAY['sms'::text, 'whatsapp'::text, 'push'::text, 'webchat'::text, 'instagram'::text, 'messenger'::text, 'telegram'::text]))),
  FOREIGN KEY (project_id, row_no) REFERENCES contacts(project_id, row_no) ON DELETE CASCADE,
  PRIMARY KEY (project_id, row_no, channel)
)

table contact_log (
  project_id integer not null,
  id bigint not null generated always as identity,
  row_no integer not null,
  change text not null,
  changes jsonb,
  at timestamp with time zone not null,
  changed_by text not null,
  CHECK ((change = ANY (ARRAY['changed'::text, 'deleted'::text, 'restored'::text]))),
  FOREIGN KEY (project_id, row_no) REFERENCES contacts(project_id, row_no) ON DELETE CASCADE,
  PRIMARY KEY (project_id, id)
)

table contact_merges (
  project_id integer not null,
  id bigint not null generated always as identity,
  row_no integer not null,
  from_row_no integer not null,
  from_id uuid not null,
  from_name text not null,
  at timestamp with time zone not null,
  merged_by text not null,
  FOREIGN KEY (project_id, row_no) REFERENCES contacts(project_id, row_no) ON DELETE CASCADE,
  PRIMARY KEY (project_id, id)
)

table contact_tags (
  project_id integer not null,
  row_no integer not null,
  tag_id uuid not null,
  applied_at timestamp with time zone not null default now(),
  applied_by text not null,
  PRIMARY KEY (project_id, row_no, tag_id)
)

table contacts (
  project_id integer not null,
  row_no integer not null,
  id uuid not null default uuidv7(),
  external_id text,
  email text,
  email_key text,
  phone text,
  first_name text,
  last_name text,
  name text,
  country text,
  language text,
  timezone text,
  company text,
  job_title text,
  inbox_provider text,
  source text,
  status text not null default 'subscribed'::text,
  validation text not null default 'unknown'::text,
  fields jsonb not null default '{}'::jsonb,
  folded jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  subscribed_at timestamp with time zone,
  unsubscribed_at timestamp with time zone,
  deleted_at timestamp with time zone,
  demo boolean not null default false,
  funnel text,
  lost boolean not null default false,
  tracking boolean not null default true,
  paused_until timestamp with time zone,
  CHECK ((funnel = ANY (ARRAY['aware'::text, 'engaged'::text, 'customer'::text, 'loyal_customer'::text, 'promoter'::text]))),
  CHECK ((status = ANY (ARRAY['subscribed'::text, 'unsubscribed'::text, 'non-subscribed'::text, 'bounced'::text]))),
  CHECK ((validation = ANY (ARRAY['valid'::text, 'invalid'::text, 'risky'::text, 'unknown'::text]))),
  PRIMARY KEY (project_id, row_no),
  UNIQUE (project_id, id)
)

table custom_fields (
  project_id integer not null,
  key text not null,
  name text not null,
  type text not null,
  options text[],
  description text,
  demo boolean not null default false,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  CHECK ((type = ANY (ARRAY['text'::text, 'number'::text, 'boolean'::text, 'date'::text, 'instant'::text, 'select'::text, 'list'::text, 'url'::text, 'email'::text, 'phone'::text]))),
  FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, key)
)

table definition_uses (
  project_id integer not null,
  used_kind text not null,
  used_id text not null,
  user_kind text not null,
  user_id uuid not null,
  FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, used_kind, used_id, user_kind, user_id)
)

table deliveries (
  project_id integer not null,
  campaign_id uuid not null,
  row_no integer not null,
  id uuid not null default uuidv7(),
  state text not null,
  reason text,
  address text,
  message_id text,
  attempts integer not null default 0,
  fence integer not null default 0,
  lease_until timestamp with time zone,
  not_before timestamp with time zone,
  response text,
  updated_at timestamp with time zone not null default now(),
  variant smallint,
  delivered_at timestamp with time zone,
  feedback text,
  feedback_note text,
  earlier jsonb,
  single boolean not null default false,
  provider_id uuid,
  CHECK ((feedback = ANY (ARRAY['delayed'::text, 'undelivered'::text, 'bounced'::text, 'complained'::text]))),
  CHECK ((state = ANY (ARRAY['queued'::text, 'leased'::text, 'sending'::text, 'sent'::text, 'deferred'::text, 'failed'::text, 'skipped'::text, 'uncertain'::text, 'cancelled'::text]))),
  FOREIGN KEY (project_id, campaign_id) REFERENCES campaigns(project_id, id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, campaign_id, row_no),
  UNIQUE (project_id, id)
)

table erased_addresses (
  project_id integer not null,
  hash bytea not null,
  erased_at timestamp with time zone not null,
  erased_by text not null,
  FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, hash)
)

table event_keys (
  project_id integer not null,
  key uuid not null,
  seen_on date not null,
  PRIMARY KEY (project_id, key)
)

table events (
  seq bigint not null default nextval('event_seq'::regclass),
  at timestamp with time zone not null,
  project_id integer not null,
  row_no integer not null,
  campaign_id uuid,
  machine boolean not null default false,
  transactional boolean not null default false,
  name text not null,
  link text,
  properties jsonb,
  PRIMARY KEY (project_id, seq, at)
)

table exports (
  project_id integer not null,
  id uuid not null default uuidv7(),
  status text not null,
  format text not null,
  columns text[] not null,
  members bytea,
  total integer not null,
  done integer not null default 0,
  size_bytes bigint,
  error text,
  created_at timestamp with time zone not null,
  created_by text not null,
  finished_at timestamp with time zone,
  expires_at timestamp with time zone not null,
  CHECK ((format = ANY (ARRAY['csv'::text, 'jsonl'::text]))),
  CHECK ((status = ANY (ARRAY['pending'::text, 'processing'::text, 'completed'::text, 'failed'::text]))),
  FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, id)
)

table form_versions (
  project_id integer not null,
  form_id uuid not null,
  version integer not null,
  title text not null,
  text text not null,
  fields jsonb not null,
  topics uuid[] not null,
  at timestamp with time zone not null,
  changed_by text,
  FOREIGN KEY (project_id, form_id) REFERENCES forms(project_id, id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, form_id, version)
)

table forms (
  project_id integer not null,
  id uuid not null default uuidv7(),
  name text not null,
  active boolean not null default true,
  language text not null,
  title text not null,
  text text not null,
  fields jsonb not null,
  topics uuid[] not null,
  tags uuid[] not null,
  double_opt_in boolean not null,
  success_text text,
  redirect_url text,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  created_by text not null,
  updated_at timestamp with time zone not null,
  deleted_at timestamp with time zone,
  origins text[] not null default '{}'::text[],
  FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, id)
)

table funnel_log (
  project_id integer not null,
  id bigint not null generated always as identity,
  row_no integer not null,
  funnel_before text,
  funnel text,
  lost_before boolean not null,
  lost boolean not null,
  at timestamp with time zone not null,
  changed_by text not null,
  FOREIGN KEY (project_id, row_no) REFERENCES contacts(project_id, row_no) ON DELETE CASCADE,
  PRIMARY KEY (project_id, id)
)

table gone_tag_carriers (
  project_id integer not null,
  row_no integer not null,
  tag_id uuid not null,
  applied_at timestamp with time zone not null,
  applied_by text not null,
  kept_at timestamp with time zone,
  kept_by text,
  PRIMARY KEY (project_id, row_no, tag_id)
)

table gone_tag_steps (
  project_id integer not null,
  tag_id uuid not null,
  cause uuid not null,
  step bigint not null,
  changes jsonb not null,
  FOREIGN KEY (project_id, tag_id) REFERENCES gone_tags(project_id, id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, tag_id, cause, step)
)

table gone_tags (
  project_id integer not null,
  id uuid not null,
  seq bigint not null generated always as identity,
  name text not null,
  color text,
  description text,
  owner text,
  demo boolean not null,
  created_at timestamp with time zone not null,
  into_id uuid,
  carriers integer not null default 0,
  followed jsonb not null default '{"forms": [], "rules": [], "users": [], "views": []}'::jsonb,
  gone_at timestamp with time zone not null,
  gone_by text not null,
  FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, id)
)

table idempotency_keys (
  project_id integer not null,
  actor text not null,
  key text not null,
  request_hash bytea not null,
  status integer,
  headers jsonb,
  body text,
  created_at timestamp with time zone not null default now(),
  FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, actor, key)
)

table import_rejects (
  project_id integer not null,
  import_id uuid not null,
  line bigint not null,
  reason text not null,
  cells text[] not null,
  FOREIGN KEY (project_id, import_id) REFERENCES imports(project_id, id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, import_id, line)
)

table imports (
  project_id integer not null,
  id uuid not null default uuidv7(),
  status text not null,
  file_name text not null,
  file_path text not null,
  size_bytes bigint not null,
  options jsonb not null,
  plan jsonb,
  bytes_done bigint not null default 0,
  rows_done bigint not null default 0,
  created_count bigint not null default 0,
  updated_count bigint not null default 0,
  unchanged_count bigint not null default 0,
  skipped_count bigint not null default 0,
  failed_count bigint not null default 0,
  error text,
  position xid8,
  created_at timestamp with time zone not null default now(),
  created_by text not null,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  samples jsonb not null default '{}'::jsonb,
  made_fields text[] not null default '{}'::text[],
  fields_made_at timestamp with time zone,
  made_tags uuid[] not null default '{}'::uuid[],
  CHECK ((status = ANY (ARRAY['pending'::text, 'processing'::text, 'completed'::text, 'failed'::text, 'cancelled'::text]))),
  FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, id)
)

table invitations (
  project_id integer not null,
  id uuid not null default uuidv7(),
  token_hash bytea not null,
  role text not null,
  email text,
  created_at timestamp with time zone not null,
  created_by text not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'marketer'::text, 'viewer'::text]))),
  FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, id),
  UNIQUE (token_hash)
)

table job_results (
  project_id integer not null,
  job_id uuid not null,
  position integer not null,
  contact text not null,
  outcome text not null,
  detail text,
  CHECK ((outcome = ANY (ARRAY['changed'::text, 'unchanged'::text, 'failed'::text]))),
  FOREIGN KEY (project_id, job_id) REFERENCES jobs(project_id, id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, job_id, "position")
)

table jobs (
  project_id integer not null,
  id uuid not null default uuidv7(),
  action text not null,
  input jsonb not null,
  status text not null,
  total integer not null default 0,
  done integer not null default 0,
  failed integer not null default 0,
  error text,
  position xid8,
  created_at timestamp with time zone not null default now(),
  created_by text not null,
  finished_at timestamp with time zone,
  undoes uuid,
  CHECK ((status = ANY (ARRAY['pending'::text, 'processing'::text, 'completed'::text, 'failed'::text]))),
  FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, id)
)

table live_cursors (
  project_id integer not null,
  epoch bigint not null default 0,
  commits bigint not null default 0,
  cluster text,
  snapshot pg_snapshot,
  waiting text[] not null default '{}'::text[],
  evaluated_at timestamp with time zone,
  sized_to bigint not null default 0,
  FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
  PRIMARY KEY (project_id)
)

table members (
  project_id integer not null,
  user_id uuid not null,
  role text not null,
  created_at timestamp with time zone not null default now(),
  CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'marketer'::text, 'viewer'::text]))),
  FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, user_id)
)

table meta (
  key text not null,
  value text not null,
  PRIMARY KEY (key)
)

table migrations (
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone not null default now(),
  PRIMARY KEY (name)
)

table notices (
  project_id integer not null,
  id uuid not null default uuidv7(),
  address_key text not null,
  message jsonb,
  state text not null default 'queued'::text,
  attempts integer not null default 0,
  not_before timestamp with time zone not null,
  response text,
  created_at timestamp with time zone not null,
  CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'failed'::text]))),
  FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, id)
)

table opportunities (
  project_id integer not null,
  id uuid not null default uuidv7(),
  row_no integer not null,
  name text not null,
  pipeline_id uuid not null,
  stage_id uuid not null,
  status text not null,
  value double precision,
  stage_changed_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  CHECK ((status = ANY (ARRAY['open'::text, 'won'::text, 'lost'::text, 'abandoned'::text]))),
  FOREIGN KEY (project_id, pipeline_id, stage_id) REFERENCES pipeline_stages(project_id, pipeline_id, id),
  FOREIGN KEY (project_id, row_no) REFERENCES contacts(project_id, row_no) ON DELETE CASCADE,
  PRIMARY KEY (project_id, id)
)

table opportunity_log (
  project_id integer not null,
  id bigint not null generated always as identity,
  row_no integer not null,
  opportunity_id uuid not null,
  change text not null,
  name text not null,
  pipeline_name text not null,
  stage_name text not null,
  status text not null,
  value double precision,
  at timestamp with time zone not null,
  changed_by text not null,
  CHECK ((change = ANY (ARRAY['created'::text, 'changed'::text, 'deleted'::text]))),
  FOREIGN KEY (project_id, row_no) REFERENCES contacts(project_id, row_no) ON DELETE CASCADE,
  PRIMARY KEY (project_id, id)
)

table owner_links (
  token_hash bytea not null,
  project_id integer not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
  PRIMARY KEY (token_hash)
)

table password_resets (
  token_hash bytea not null,
  user_id uuid not null,
  expires_at timestamp with time zone not null,
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  PRIMARY KEY (token_hash),
  UNIQUE (user_id)
)

table pipeline_stages (
  project_id integer not null,
  pipeline_id uuid not null,
  id uuid not null default uuidv7(),
  name text not null,
  position integer not null,
  FOREIGN KEY (project_id, pipeline_id) REFERENCES pipelines(project_id, id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, pipeline_id, id),
  UNIQUE (project_id, pipeline_id, name) DEFERRABLE INITIALLY DEFERRED
)

table pipelines (
  project_id integer not null,
  id uuid not null default uuidv7(),
  name text not null,
  demo boolean not null default false,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, id),
  UNIQUE (project_id, name)
)

table projects (
  id integer not null generated always as identity,
  public_id uuid not null default uuidv7(),
  name text not null,
  timezone text not null default 'UTC'::text,
  from_name text,
  from_email text,
  postal_address text,
  next_row_no integer not null default 0,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  default_funnel text,
  track_opens boolean not null default true,
  track_clicks boolean not null default true,
  sending_limits jsonb not null default '{"perHour": null, "perDomain": []}'::jsonb,
  logo_url text,
  brand_color text,
  keep_ip boolean not null default true,
  require_verified_domain boolean not null default true,
  streams jsonb not null default '{"marketing": null, "transactional": null}'::jsonb,
  reputation_override_until timestamp with time zone,
  reputation_override_reason text,
  pause_days integer default 30,
  page_texts jsonb not null default '{}'::jsonb,
  tracking_host text,
  tracking_host_verdict jsonb,
  tracking_host_verified_at timestamp with time zone,
  tracking_host_checked_at timestamp with time zone,
  campaign_defaults jsonb not null default '{}'::jsonb,
  reputation_override_by text,
  CHECK ((default_funnel = ANY (ARRAY['aware'::text, 'engaged'::text, 'customer'::text, 'loyal_customer'::text, 'promoter'::text]))),
  CHECK (((pause_days >= 2) AND (pause_days <= 365))),
  PRIMARY KEY (id),
  UNIQUE (public_id)
)

table provider_reports (
  project_id integer not null,
  id bigint not null generated always as identity,
  provider_id uuid not null,
  source text not null,
  key text not null,
  nonce text,
  body bytea,
  received_at timestamp with time zone not null,
  try_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  outcome text,
  CHECK ((source = ANY (ARRAY['webhook'::text, 'mail'::text]))),
  FOREIGN KEY (project_id, provider_id) REFERENCES providers(project_id, id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, id),
  UNIQUE (project_id, provider_id, key)
)

table providers (
  project_id integer not null,
  id uuid not null default uuidv7(),
  kind text not null,
  name text not null,
  settings jsonb not null default '{}'::jsonb,
  secrets text,
  hints jsonb not null default '{}'::jsonb,
  is_default boolean not null default false,
  version integer not null default 1,
  webhook_at timestamp with time zone,
  refused_at timestamp with time zone,
  refusal text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  channel text not null default 'email'::text,
  sending_limits jsonb not null default '{"perDay": null, "perHour": null, "perSecond": null}'::jsonb,
  CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text, 'whatsapp'::text, 'push'::text, 'webchat'::text, 'instagram'::text, 'messenger'::text, 'telegram'::text]))),
  FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, id),
  UNIQUE (project_id, name)
)

table segment_contacts (
  project_id integer not null,
  segment_id uuid not null,
  row_no integer not null,
  added_at timestamp with time zone not null default now(),
  added_by text not null,
  FOREIGN KEY (project_id, row_no) REFERENCES contacts(project_id, row_no) ON DELETE CASCADE,
  FOREIGN KEY (project_id, segment_id) REFERENCES segments(project_id, id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, segment_id, row_no)
)

table segment_memberships (
  project_id integer not null,
  segment_id uuid not null,
  version integer not null,
  since timestamp with time zone not null,
  members bytea not null,
  transition bigint not null,
  FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, segment_id)
)

table segment_sizes (
  project_id integer not null,
  segment_id uuid not null,
  hour timestamp with time zone not null,
  entered_count integer not null,
  left_count integer not null,
  FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, segment_id, hour)
)

table segment_transitions (
  project_id integer not null,
  id bigint not null generated always as identity,
  segment_id uuid not null,
  version integer not null,
  at timestamp with time zone not null,
  direction text not null,
  cause text not null,
  actor text,
  change_xid xid8,
  count integer not null,
  row_nos integer[],
  members bytea,
  lowest integer,
  highest integer,
  CHECK ((cause = ANY (ARRAY['change'::text, 'time'::text, 'rule'::text, 'definition'::text, 'deleted'::text, 'found'::text]))),
  CHECK (((row_nos IS NULL) <> (members IS NULL))),
  CHECK ((direction = ANY (ARRAY['entered'::text, 'left'::text]))),
  PRIMARY KEY (project_id, id)
)

table segment_versions (
  project_id integer not null,
  segment_id uuid not null,
  version integer not null,
  filters jsonb not null,
  created_at timestamp with time zone not null default now(),
  created_by text not null,
  FOREIGN KEY (project_id, segment_id) REFERENCES segments(project_id, id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, segment_id, version)
)

table segments (
  project_id integer not null,
  id uuid not null default uuidv7(),
  name text not null,
  description text,
  kind text not null,
  version integer not null default 1,
  demo boolean not null default false,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  CHECK ((kind = ANY (ARRAY['dynamic'::text, 'static'::text]))),
  FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, id),
  UNIQUE (project_id, name)
)

table send_pace (
  key text not null,
  next_at timestamp with time zone not null,
  PRIMARY KEY (key)
)

table sending_attachments (
  project_id integer not null,
  campaign_id uuid not null,
  place smallint not null,
  file_name text not null,
  type text not null,
  content bytea not null,
  FOREIGN KEY (project_id, campaign_id) REFERENCES sendings(project_id, campaign_id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, campaign_id, place)
)

table sending_counts (
  project_id integer not null,
  slot timestamp with time zone not null,
  id bigint not null generated always as identity,
  domain text not null default ''::text,
  provider_id uuid,
  transactional boolean not null,
  sent integer not null default 0,
  refused integer not null default 0,
  bounced integer not null default 0,
  complained integer not null default 0,
  opens integer not null default 0,
  clicks integer not null default 0,
  unsubscribed integer not null default 0,
  undelivered integer not null default 0,
  FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, slot, id)
)

table sending_domains (
  project_id integer not null,
  id uuid not null default uuidv7(),
  domain text not null,
  selector text not null,
  public_key text not null,
  private_key text not null,
  created_at timestamp with time zone not null default now(),
  return_path text,
  reports_to text,
  ownership_token text not null default replace((gen_random_uuid())::text, '-'::text, ''::text),
  verdicts jsonb not null default '{}'::jsonb,
  verified_at timestamp with time zone,
  lost_at timestamp with time zone,
  checked_at timestamp with time zone,
  check_at timestamp with time zone not null default now(),
  FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, id),
  UNIQUE (project_id, domain)
)

table sendings (
  project_id integer not null,
  campaign_id uuid not null,
  row_no integer,
  variables jsonb not null default '{}'::jsonb,
  bcc text[] not null default '{}'::text[],
  request bytea,
  forgotten_at timestamp with time zone,
  FOREIGN KEY (project_id, campaign_id) REFERENCES campaigns(project_id, id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, campaign_id)
)

table sessions (
  token_hash bytea not null,
  user_id uuid not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  PRIMARY KEY (token_hash)
)

table sign_ups (
  project_id integer not null,
  id uuid not null default uuidv7(),
  form_id uuid not null,
  version integer not null,
  address_key text,
  given jsonb,
  at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  confirmed_at timestamp with time zone,
  row_no integer,
  FOREIGN KEY (project_id, form_id) REFERENCES forms(project_id, id) ON DELETE CASCADE,
  FOREIGN KEY (project_id, row_no) REFERENCES contacts(project_id, row_no) ON DELETE CASCADE,
  PRIMARY KEY (project_id, id)
)

table suppressions (
  project_id integer not null,
  id uuid not null default uuidv7(),
  address text not null,
  reason text not null,
  marketing_only boolean not null default false,
  note text,
  created_at timestamp with time zone not null default now(),
  created_by text not null,
  campaign_id uuid,
  delivery_id uuid,
  removal_reason text,
  CHECK ((reason = ANY (ARRAY['bounce'::text, 'soft_bounces'::text, 'complaint'::text, 'unsubscribe'::text, 'manual'::text, 'erased'::text]))),
  FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, id),
  UNIQUE (project_id, address, reason)
)

table tag_removals (
  project_id integer not null,
  id bigint not null generated always as identity,
  row_no integer not null,
  tag_name text not null,
  applied_at timestamp with time zone not null,
  applied_by text not null,
  removed_at timestamp with time zone not null default now(),
  removed_by text not null,
  FOREIGN KEY (project_id, row_no) REFERENCES contacts(project_id, row_no) ON DELETE CASCADE,
  PRIMARY KEY (project_id, id)
)

table tags (
  project_id integer not null,
  id uuid not null default uuidv7(),
  name text not null,
  color text,
  description text,
  owner text,
  demo boolean not null default false,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, id),
  UNIQUE (project_id, name)
)

table tags_apart (
  project_id integer not null,
  tag_id uuid not null,
  other_id uuid not null,
  CHECK ((tag_id < other_id)),
  FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, tag_id, other_id)
)

table templates (
  project_id integer not null,
  id uuid not null default uuidv7(),
  name text not null,
  description text,
  subject text,
  preheader text,
  html text not null,
  text text,
  mjml text,
  created_at timestamp with time zone not null,
  created_by text not null,
  updated_at timestamp with time zone not null,
  kind text not null default 'email'::text,
  CHECK ((kind = ANY (ARRAY['email'::text, 'text'::text]))),
  FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, id),
  UNIQUE (project_id, name)
)

table test_lists (
  project_id integer not null,
  name text not null,
  addresses text[] not null,
  CHECK ((cardinality(addresses) > 0)),
  FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, name)
)

table topic_answers (
  project_id integer not null,
  row_no integer not null,
  topic_id uuid not null,
  subscribed boolean not null,
  at timestamp with time zone not null,
  FOREIGN KEY (project_id, row_no) REFERENCES contacts(project_id, row_no) ON DELETE CASCADE,
  FOREIGN KEY (project_id, topic_id) REFERENCES topics(project_id, id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, row_no, topic_id)
)

table topic_log (
  project_id integer not null,
  id bigint not null generated always as identity,
  row_no integer not null,
  topic_name text not null,
  subscribed boolean not null,
  proof jsonb,
  at timestamp with time zone not null,
  changed_by text not null,
  FOREIGN KEY (project_id, row_no) REFERENCES contacts(project_id, row_no) ON DELETE CASCADE,
  PRIMARY KEY (project_id, id)
)

table topics (
  project_id integer not null,
  id uuid not null default uuidv7(),
  name text not null,
  description text,
  default_answer text not null,
  visibility text not null default 'public'::text,
  display_order integer not null default 0,
  active boolean not null default true,
  demo boolean not null default false,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  CHECK ((default_answer = ANY (ARRAY['opt_in'::text, 'opt_out'::text]))),
  CHECK ((visibility = ANY (ARRAY['public'::text, 'private'::text]))),
  FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, id),
  UNIQUE (project_id, name)
)

table tracking_hits (
  project_id integer not null,
  id bigint not null generated always as identity,
  row_no integer not null,
  campaign_id uuid not null,
  kind text not null,
  link_no integer,
  url text,
  at timestamp with time zone not null,
  method text not null,
  user_agent text,
  network cidr,
  prefetch text,
  machine boolean,
  reasons text[],
  settled_at timestamp with time zone,
  CHECK (((kind = 'click'::text) = (url IS NOT NULL))),
  CHECK (((settled_at IS NULL) = (machine IS NULL))),
  CHECK ((kind = ANY (ARRAY['open'::text, 'click'::text]))),
  FOREIGN KEY (project_id, row_no) REFERENCES contacts(project_id, row_no) ON DELETE CASCADE,
  PRIMARY KEY (project_id, id)
)

table undo_steps (
  project_id integer not null,
  cause uuid not null,
  step bigint not null,
  created integer[] not null default '{}'::integer[],
  changes jsonb not null,
  at timestamp with time zone not null,
  FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
  PRIMARY KEY (project_id, cause, step)
)

table users (
  id uuid not null default uuidv7(),
  email text not null,
  name text,
  password_hash text not null,
  created_at timestamp with time zone not null default now(),
  PRIMARY KEY (id),
  UNIQUE (email)
)

table views (
  project_id integer not null,
  id uuid not null default uuidv7(),
  name text not null,
  filters jsonb not null,
  columns text[] not null,
  sort jsonb,
  included_tag_id uuid,
  demo boolean not null default false,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  FOREIGN KEY (project_id) REFERENCES projects(id) ON DELETE CASCADE,
  FOREIGN KEY (project_id, included_tag_id) REFERENCES tags(project_id, id),
  PRIMARY KEY (project_id, id),
  UNIQUE (project_id, name)
)

CREATE INDEX address_changes_by_contact ON public.address_changes USING btree (project_id, row_no)

CREATE INDEX audit_log_by_target ON public.audit_log USING btree (project_id, kind, target, id)

CREATE INDEX campaign_shares_by_campaign ON public.campaign_shares USING btree (project_id, campaign_id)

CREATE INDEX campaigns_batches ON public.campaigns USING btree (project_id, id DESC) WHERE (kind = 'batch'::text)

CREATE INDEX campaigns_expiring ON public.campaigns USING btree (expires_at) WHERE ((expires_at IS NOT NULL) AND (finished_at IS NULL))

CREATE INDEX campaigns_listed ON public.campaigns USING btree (project_id, id DESC) WHERE (kind = 'campaign'::text)

CREATE INDEX campaigns_of_texts ON public.campaigns USING btree (project_id, id) WHERE (channel <> 'email'::text)

CREATE INDEX campaigns_open ON public.campaigns USING btree (launched_at) WHERE ((launched_at IS NOT NULL) AND (finished_at IS NULL) AND ((kind <> 'single'::text) OR (status = 'cancelled'::text)))

CREATE INDEX campaigns_scheduled ON public.campaigns USING btree (scheduled_at) WHERE (status = 'scheduled'::text)

CREATE INDEX campaigns_tagging ON public.campaigns USING btree (launched_at) WHERE ((tag_recipients <> '{}'::uuid[]) AND (tagged_at IS NULL))

CREATE INDEX campaigns_testing ON public.campaigns USING btree (launched_at) WHERE ((status = 'sending'::text) AND (test_outcome IS NULL) AND (test IS NOT NULL))

CREATE INDEX changes_by_age ON public.changes USING btree (at)

CREATE INDEX consent_log_by_contact ON public.consent_log USING btree (project_id, row_no, at)

CREATE INDEX contact_channels_by_address ON public.contact_channels USING btree (project_id, channel, address)

CREATE INDEX contact_log_by_contact ON public.contact_log USING btree (project_id, row_no)

CREATE INDEX contact_merges_by_contact ON public.contact_merges USING btree (project_id, row_no)

CREATE INDEX contact_merges_by_former ON public.contact_merges USING btree (project_id, from_row_no)

CREATE INDEX contact_tags_by_tag ON public.contact_tags USING btree (project_id, tag_id, applied_at)

CREATE UNIQUE INDEX contacts_by_email ON public.contacts USING btree (project_id, email_key) WHERE ((email_key IS NOT NULL) AND (deleted_at IS NULL))

CREATE UNIQUE INDEX contacts_by_external_id ON public.contacts USING btree (project_id, external_id) WHERE ((external_id IS NOT NULL) AND (deleted_at IS NULL))

CREATE INDEX contacts_by_phone ON public.contacts USING btree (project_id, phone) WHERE ((phone IS NOT NULL) AND (deleted_at IS NULL))

CREATE INDEX contacts_deleted ON public.contacts USING btree (project_id, row_no) WHERE (deleted_at IS NOT NULL)

CREATE INDEX contacts_demo ON public.contacts USING btree (project_id) WHERE demo

CREATE INDEX contacts_paused ON public.contacts USING btree (paused_until) WHERE (paused_until IS NOT NULL)

CREATE INDEX definition_uses_by_user ON public.definition_uses USING btree (project_id, user_kind, user_id)

CREATE INDEX deliveries_by_contact ON public.deliveries USING btree (project_id, row_no)

CREATE INDEX deliveries_by_feedback ON public.deliveries USING btree (project_id, campaign_id, feedback) WHERE (feedback IS NOT NULL)

CREATE INDEX deliveries_by_reference ON public.deliveries USING btree (project_id, response) WHERE (response ~~ 'Taken over by % as %'::text)

CREATE INDEX deliveries_by_time ON public.deliveries USING btree (project_id, updated_at, id) INCLUDE (state, reason, campaign_id) WHERE (state = ANY (ARRAY['sent'::text, 'deferred'::text, 'failed'::text, 'skipped'::text, 'uncertain'::text, 'cancelled'::text]))

CREATE INDEX deliveries_ended ON public.deliveries USING btree (project_id, campaign_id, state, reason) WHERE (state = ANY (ARRAY['sent'::text, 'failed'::text, 'skipped'::text, 'uncertain'::text, 'cancelled'::text]))

CREATE INDEX deliveries_in_hand ON public.deliveries USING btree (lease_until) WHERE (state = ANY (ARRAY['leased'::text, 'sending'::text]))

CREATE INDEX deliveries_of_tests ON public.deliveries USING btree (project_id, campaign_id, row_no) WHERE ((variant IS NOT NULL) AND (state = ANY (ARRAY['queued'::text, 'deferred'::text])))

CREATE INDEX deliveries_singles_waiting ON public.deliveries USING btree (COALESCE(not_before, '-infinity'::timestamp with time zone), id) WHERE (single AND (state = ANY (ARRAY['queued'::text, 'deferred'::text])))

CREATE INDEX deliveries_waiting ON public.deliveries USING btree (project_id, campaign_id, row_no) WHERE (state = ANY (ARRAY['queued'::text, 'deferred'::text]))

CREATE INDEX erased_addresses_by_time ON public.erased_addresses USING btree (erased_at)

CREATE INDEX event_keys_by_age ON public.event_keys USING btree (seen_on)

CREATE INDEX events_by_contact ON ONLY public.events USING btree (project_id, row_no)

CREATE INDEX events_of_complaints ON ONLY public.events USING btree (project_id, campaign_id) WHERE (name = 'email.complained'::text)

CREATE INDEX events_of_engagement ON ONLY public.events USING btree (project_id, campaign_id, name, machine, row_no) WHERE (name = ANY (ARRAY['email.opened'::text, 'email.clicked'::text, 'email.unsubscribed'::text, 'email.complained'::text, 'email.bounced'::text]))

CREATE INDEX events_of_messages ON ONLY public.events USING btree (project_id, name, at) INCLUDE (campaign_id, row_no, machine, transactional) WHERE (name = ANY (ARRAY['email.opened'::text, 'email.clicked'::text, 'email.unsubscribed'::text, 'email.complained'::text, 'email.bounced'::text]))

CREATE INDEX events_of_texts ON ONLY public.events USING btree (project_id, campaign_id, name, machine, row_no) WHERE ((campaign_id IS NOT NULL) AND (name !~~ 'email.%'::text) AND (name !~~ '%.sent'::text))

CREATE INDEX exports_open ON public.exports USING btree (created_at) WHERE (status = ANY (ARRAY['pending'::text, 'processing'::text]))

CREATE UNIQUE INDEX forms_by_id ON public.forms USING btree (id)

CREATE UNIQUE INDEX forms_by_name ON public.forms USING btree (project_id, name) WHERE (deleted_at IS NULL)

CREATE INDEX forms_deleted ON public.forms USING btree (deleted_at) WHERE (deleted_at IS NOT NULL)

CREATE INDEX funnel_log_by_contact ON public.funnel_log USING btree (project_id, row_no)

CREATE INDEX funnel_log_by_time ON public.funnel_log USING btree (project_id, at)

CREATE INDEX idempotency_keys_by_age ON public.idempotency_keys USING btree (created_at)

CREATE INDEX jobs_open ON public.jobs USING btree (created_at) WHERE (status = ANY (ARRAY['pending'::text, 'processing'::text]))

CREATE UNIQUE INDEX jobs_undoing ON public.jobs USING btree (project_id, undoes) WHERE ((undoes IS NOT NULL) AND (status <> 'failed'::text))

CREATE INDEX notices_by_address ON public.notices USING btree (project_id, address_key, created_at)

CREATE INDEX notices_waiting ON public.notices USING btree (not_before) WHERE (state = 'queued'::text)

CREATE INDEX opportunities_by_contact ON public.opportunities USING btree (project_id, row_no)

CREATE INDEX opportunities_by_stage ON public.opportunities USING btree (project_id, pipeline_id, stage_id)

CREATE INDEX opportunity_log_by_contact ON public.opportunity_log USING btree (project_id, row_no)

CREATE INDEX provider_reports_by_age ON public.provider_reports USING btree (received_at)

CREATE UNIQUE INDEX provider_reports_nonce ON public.provider_reports USING btree (project_id, provider_id, nonce) WHERE (nonce IS NOT NULL)

CREATE INDEX provider_reports_waiting ON public.provider_reports USING btree (project_id, try_at) WHERE (settled_at IS NULL)

CREATE UNIQUE INDEX providers_built_in ON public.providers USING btree (project_id) WHERE (kind = 'migma'::text)

CREATE UNIQUE INDEX providers_default ON public.providers USING btree (project_id, channel) WHERE is_default

CREATE INDEX segment_contacts_by_contact ON public.segment_contacts USING btree (project_id, row_no)

CREATE INDEX segment_transitions_by_contact ON public.segment_transitions USING gin (row_nos)

CREATE INDEX segment_transitions_by_segment ON public.segment_transitions USING btree (project_id, segment_id, id)

CREATE INDEX segment_transitions_large ON public.segment_transitions USING btree (project_id, id) WHERE (members IS NOT NULL)

CREATE INDEX sending_domains_due ON public.sending_domains USING btree (check_at)

CREATE INDEX sendings_by_age ON public.sendings USING btree (campaign_id) WHERE ((row_no IS NOT NULL) AND (forgotten_at IS NULL))

CREATE INDEX sendings_by_contact ON public.sendings USING btree (project_id, row_no) WHERE (row_no IS NOT NULL)

CREATE INDEX sendings_by_request ON public.sendings USING btree (project_id, request) WHERE (request IS NOT NULL)

CREATE INDEX sign_ups_by_address ON public.sign_ups USING btree (project_id, address_key) WHERE (address_key IS NOT NULL)

CREATE INDEX sign_ups_by_contact ON public.sign_ups USING btree (project_id, row_no) WHERE (row_no IS NOT NULL)

CREATE INDEX sign_ups_by_form ON public.sign_ups USING btree (project_id, form_id, at)

CREATE INDEX sign_ups_waiting ON public.sign_ups USING btree (expires_at) WHERE (confirmed_at IS NULL)

CREATE INDEX tag_removals_by_contact ON public.tag_removals USING btree (project_id, row_no)

CREATE INDEX topic_answers_by_topic ON public.topic_answers USING btree (project_id, topic_id)

CREATE INDEX topic_log_by_contact ON public.topic_log USING btree (project_id, row_no)

CREATE INDEX tracking_hits_by_contact ON public.tracking_hits USING btree (project_id, row_no)

CREATE INDEX tracking_hits_settled ON public.tracking_hits USING btree (settled_at) WHERE (settled_at IS NOT NULL)

CREATE INDEX tracking_hits_waiting ON public.tracking_hits USING btree (project_id, kind, at) WHERE (settled_at IS NULL)

CREATE INDEX undo_steps_by_age ON public.undo_steps USING btree (at)

CREATE OR REPLACE FUNCTION public.add_built_in_provider()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into providers (project_id, kind, name, is_default) values (new.id, 'migma', 'Built-in sending', true);
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.add_deliveries(project integer, campaign uuid, at timestamp with time zone, sent_more bigint, refused_more bigint, undelivered_more bigint)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  insert into sending_counts (project_id, slot, domain, provider_id, transactional, sent, refused, undelivered)
  select project, at, domain_of(k.from_email), k.provider_id, k.transactional, sent_more, refused_more, undelivered_more from campaigns k
  where k.project_id = project and k.id = campaign and k.channel = 'email' and exists (select from projects where id = project);
end $function$

CREATE OR REPLACE FUNCTION public.audit_bin()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  kept jsonb;
begin
  select coalesce(jsonb_object_agg(split_part(pair, ':', 2), audit_value(to_jsonb(new) -> split_part(pair, ':', 1)))
    filter (where to_jsonb(new) ->> split_part(pair, ':', 1) is not null), '{}')
  into kept from unnest(tg_argv[0:]) as pair;
  insert into audit_log (project_id, actor, call, change, kind, target, name, before, after)
  select new.project_id, current_setting('rollcall.audit_actor'), current_setting('rollcall.audit_call'),
    case when gone then 'deleted' else 'created' end, 'form', new.id::text, new.name,
    case when gone then kept else '{}' end, case when gone then '{}' else kept end
  from (select new.deleted_at is not null as gone) as now;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.audit_definition()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  gone jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
  made jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
  subject jsonb := coalesce(made, gone);
  was jsonb;
  becomes jsonb;
begin
  -- The stages that a pipeline is made with are part of its making.
  if tg_argv[0] = 'stage' and tg_op = 'INSERT' and exists (
    select from pipelines where project_id = (subject ->> 'project_id')::int and id = (subject ->> 'pipeline_id')::uuid and created_at = now()
  ) then
    return null;
  end if;
  select coalesce(jsonb_object_agg(label, audit_value(gone -> col)) filter (where gone ->> col is not null), '{}'),
    coalesce(jsonb_object_agg(label, audit_value(made -> col)) filter (where made ->> col is not null), '{}')
  into was, becomes
  from (select split_part(pair, ':', 1) as col, split_part(pair, ':', 2) as label from unnest(tg_argv[3:]) as pair) as kept
  where gone ->> col is distinct from made ->> col;
  if tg_op = 'UPDATE' and was = becomes then
    return null;
  end if;
  insert into audit_log (project_id, actor, call, change, kind, target, name, before, after)
  values (
    coalesce((subject ->> 'project_id')::int, (subject ->> 'id')::int),
    current_setting('rollcall.audit_actor'), current_setting('rollcall.audit_call'),
    case tg_op when 'INSERT' then 'created' when 'UPDATE' then 'updated' else 'deleted' end,
    tg_argv[0], subject ->> tg_argv[1],
    coalesce(
      case tg_argv[0] when 'user' then (select email from users where id = (subject ->> 'user_id')::uuid)
      else subject ->> tg_argv[2] end, ''),
    was, becomes);
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.audit_rule()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into audit_log (project_id, actor, call, change, kind, target, name, before, after)
  select new.project_id, current_setting('rollcall.audit_actor'), current_setting('rollcall.audit_call'), 'updated', 'segment', s.id::text,
    s.name, jsonb_build_object('version', old_rule.version, 'filters', audit_value(old_rule.filters)),
    jsonb_build_object('version', new.version, 'filters', audit_value(new.filters))
  from segments s join segment_versions old_rule on old_rule.project_id = s.project_id and old_rule.segment_id = s.id
  where s.project_id = new.project_id and s.id = new.segment_id and old_rule.version = new.version - 1;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.audit_value(value jsonb)
 RETURNS jsonb
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select case when length(value::text) > 4000 then to_jsonb(left(value #>> '{}', 4000) || '…') else value end
$function$

CREATE OR REPLACE FUNCTION public.check_contact_tags()
 RETURNS trigger
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
declare
  held int;
begin
  perform from tags t join (select distinct project_id, tag_id from added) a on t.project_id = a.project_id and t.id = a.tag_id
    order by t.id for key share of t;
  get diagnostics held = row_count;
  if held < (select count(*) from (select distinct project_id, tag_id from added) a) then
    raise foreign_key_violation using message = 'a tag does not exist', constraint = 'contact_tags_tag_id_fkey';
  end if;
  perform from contacts c join (select distinct project_id, row_no from added) a using (project_id, row_no)
    order by c.row_no for key share of c;
  get diagnostics held = row_count;
  if held < (select count(*) from (select distinct project_id, row_no from added) a) then
    raise foreign_key_violation using message = 'a contact does not exist', constraint = 'contact_tags_row_no_fkey';
  end if;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.check_contacts()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform from projects p where p.id in (select distinct project_id from added) for key share;
  if exists (select from added a where not exists (select from projects p where p.id = a.project_id)) then
    raise foreign_key_violation using message = 'a contact belongs to no project', constraint = 'contacts_project_id_fkey';
  end if;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.count_deliveries()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'INSERT' then
    perform add_deliveries(project_id, campaign_id, slot, sent, refused, undelivered) from (
      select project_id, campaign_id, slot_of(updated_at) as slot, count(*) filter (where state = 'sent') as sent,
        count(*) filter (where state = 'failed') as refused,
        count(*) filter (where state = 'sent' and feedback = 'undelivered') as undelivered
      from after where state = 'sent' or (state = 'failed' and reason = 'no_mailbox') group by 1, 2, 3) more;
  elsif tg_op = 'DELETE' then
    perform add_deliveries(project_id, campaign_id, slot, -sent, -refused, -undelivered) from (
      select project_id, campaign_id, slot_of(updated_at) as slot, count(*) filter (where state = 'sent') as sent,
        count(*) filter (where state = 'failed') as refused,
        count(*) filter (where state = 'sent' and feedback = 'undelivered') as undelivered
      from before where state = 'sent' or (state = 'failed' and reason = 'no_mailbox') group by 1, 2, 3) less;
  else
    perform add_deliveries(project_id, campaign_id, slot, sent, refused, undelivered) from (
      select project_id, campaign_id, slot_of(updated_at) as slot, coalesce(sum(way) filter (where state = 'sent'), 0) as sent,
        coalesce(sum(way) filter (where state = 'failed'), 0) as refused,
        coalesce(sum(way) filter (where state = 'sent' and feedback = 'undelivered'), 0) as undelivered
      from (
        select project_id, campaign_id, updated_at, state, reason, feedback, 1 as way from after
        union all select project_id, campaign_id, updated_at, state, reason, feedback, -1 from before
      ) changed
      where state = 'sent' or (state = 'failed' and reason = 'no_mailbox') group by 1, 2, 3) more
    where sent <> 0 or refused <> 0 or undelivered <> 0;
  end if;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.count_events()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if tg_op = 'INSERT' then
    insert into sending_counts (project_id, slot, transactional, bounced, complained, opens, clicks, unsubscribed)
    select project_id, slot_of(at), transactional, count(*) filter (where name = 'email.bounced'),
      count(*) filter (where name = 'email.complained'), count(*) filter (where name = 'email.opened'),
      count(*) filter (where name = 'email.clicked'), count(*) filter (where name = 'email.unsubscribed')
    from added where not machine
      and name in ('email.opened', 'email.clicked', 'email.unsubscribed', 'email.complained', 'email.bounced')
    group by 1, 2, 3;
  else
    insert into sending_counts (project_id, slot, transactional, bounced, complained, opens, clicks, unsubscribed)
    select project_id, slot_of(at), transactional, -count(*) filter (where name = 'email.bounced'),
      -count(*) filter (where name = 'email.complained'), -count(*) filter (where name = 'email.opened'),
      -count(*) filter (where name = 'email.clicked'), -count(*) filter (where name = 'email.unsubscribed')
    from removed where not machine
      and name in ('email.opened', 'email.clicked', 'email.unsubscribed', 'email.complained', 'email.bounced')
      and exists (select from projects where id = project_id)
    group by 1, 2, 3;
  end if;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.delete_contacts_of_project()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from contacts where project_id = old.id;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.delete_event_keys_of_project()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from event_keys where project_id = old.id;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.delete_events_of_contacts()
 RETURNS trigger
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
begin
  perform pg_advisory_xact_lock(2, project_id) from (select distinct project_id from removed order by project_id) r;
  delete from events e using removed r where e.project_id = r.project_id and e.row_no = r.row_no;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.delete_tags_of_contacts()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from contact_tags ct using removed r where ct.project_id = r.project_id and ct.row_no = r.row_no;
  delete from gone_tag_carriers g using removed r where g.project_id = r.project_id and g.row_no = r.row_no;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.delete_transitions_of_project()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from segment_transitions where project_id = old.id;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.domain_of(address text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select lower(split_part(address, '@', -1))
$function$

CREATE OR REPLACE FUNCTION public.ensure_events_partition(month date)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  first date := date_trunc('month', month);
  partition text := case when first < '2020-01-01' then 'events_early' else 'events_' || to_char(first, 'YYYYMM') end;
begin
  if to_regclass(partition) is not null then
    return;
  end if;
  perform pg_advisory_xact_lock(hashtext(partition));
  -- Not to_regclass, which remembers for the rest of the statement that there was none.
  if exists (select from pg_class where relname = partition and relispartition) then
    return;
  end if;
  execute format('create table %I (like events including defaults) with (autovacuum_vacuum_insert_scale_factor = 0.02)',
    partition);
  if partition = 'events_early' then
    alter table events attach partition events_early for values from (minvalue) to ('2020-01-01T00:00:00Z');
  else
    execute format('alter table events attach partition %I for values from (%L) to (%L)',
      partition, first || 'T00:00:00Z', (first + interval '1 month')::date || 'T00:00:00Z');
  end if;
end $function$

CREATE OR REPLACE FUNCTION public.finish_single()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update campaigns set status = case status when 'cancelled' then status else 'sent' end, finished_at = new.updated_at,
    updated_at = new.updated_at, error = null
  where project_id = new.project_id and id = new.campaign_id and finished_at is null;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.forget_delivery_addresses()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update deliveries set address = null, response = null, earlier = null, feedback_note = null
  where project_id = old.project_id and row_no = old.row_no;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.forget_sendings(project integer, campaigns_asked uuid[], at timestamp with time zone)
 RETURNS void
 LANGUAGE sql
AS $function$
  delete from sending_attachments where project_id = project and campaign_id = any(campaigns_asked);
  update sendings set variables = '{}', bcc = '{}', request = null, forgotten_at = at
  where project_id = project and campaign_id = any(campaigns_asked);
  update campaigns set name = 'Single send', subject = '', html = '', text = null
  where project_id = project and id = any(campaigns_asked);
$function$

CREATE OR REPLACE FUNCTION public.forget_sendings_to()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform forget_sendings(old.project_id, found.ids, now())
  from (select array_agg(campaign_id) as ids from sendings where project_id = old.project_id and row_no = old.row_no) found
  where found.ids is not null;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.refuse_deleting_carried_tags()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from removed r join contact_tags ct on ct.project_id = r.project_id and ct.tag_id = r.id) then
    raise foreign_key_violation using message = 'contacts carry this tag', constraint = 'contact_tags_tag_id_fkey';
  end if;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.slot_of(at timestamp with time zone)
 RETURNS timestamp with time zone
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select date_bin('15 minutes', at, '2000-01-01T00:00:00Z')
$function$

CREATE OR REPLACE FUNCTION public.take_events()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_advisory_xact_lock_shared(2, project_id) from (select distinct project_id from added) a;
  if exists (select from added a
    where (select true from contacts c where c.project_id = a.project_id and c.row_no = a.row_no) is null)
  then
    raise foreign_key_violation using message = 'a contact does not exist', constraint = 'events_row_no_fkey';
  end if;
  insert into changes (project_id, kind, events, changed_by)
    select project_id, 'events', range_agg(int8range(seq, seq + 1)),
      coalesce(nullif(current_setting('rollcall.actor', true), ''), 'system')
    from added group by project_id;
  return null;
end $function$

CREATE OR REPLACE FUNCTION public.uncount_campaign()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform add_deliveries(old.project_id, old.id, slot, -sent, -refused, -undelivered) from (
    select slot_of(updated_at) as slot, count(*) filter (where state = 'sent') as sent,
      count(*) filter (where state = 'failed') as refused,
      count(*) filter (where state = 'sent' and feedback = 'undelivered') as undelivered
    from deliveries where project_id = old.project_id and campaign_id = old.id
      and (state = 'sent' or (state = 'failed' and reason = 'no_mailbox'))
    group by 1) less;
  return old;
end $function$
