-- What people decide about themselves, without an account: what they get, pauses, new addresses, sign-ups by form.

-- Shown on the pages that people see. keep_ip: whether proofs of consent keep the IP address.
alter table projects
  add column logo_url text,
  add column brand_color text,
  add column keep_ip boolean not null default true;

-- Marketing waits until then. Whoever ends pauses clears it, so that it says everywhere the same: not null is paused.
alter table contacts add column paused_until timestamptz;
create index contacts_paused on contacts (paused_until) where paused_until is not null;

-- Messages about what somebody just did, such as asking to be confirmed: one a row, tried until it is over. `message` is what
-- it says; it goes when the message is over.
create table notices (
  project_id int not null references projects on delete cascade,
  id uuid not null default uuidv7(),
  address_key text not null,
  message jsonb,
  state text not null default 'queued' check (state in ('queued', 'sent', 'failed')),
  attempts int not null default 0,
  not_before timestamptz not null,
  response text,
  created_at timestamptz not null,
  primary key (project_id, id)
);
create index notices_waiting on notices (not_before) where state = 'queued';
create index notices_by_address on notices (project_id, address_key, created_at);

-- Addresses that people want instead of theirs, until they confirm from there.
create table address_changes (
  project_id int not null,
  id uuid not null default uuidv7(),
  row_no int not null,
  address text not null,
  proof jsonb not null,
  at timestamptz not null,
  expires_at timestamptz not null,
  confirmed_at timestamptz,
  primary key (project_id, id),
  foreign key (project_id, row_no) references contacts on delete cascade
);
create index address_changes_by_contact on address_changes (project_id, row_no);

-- Hosted forms. `fields` is a list of {field, label, required}; `version` counts what people read and agreed to.
create table forms (
  project_id int not null references projects on delete cascade,
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
  version int not null default 1,
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  primary key (project_id, id),
  unique (project_id, name)
);
-- The address of a form's page names no project.
create unique index forms_by_id on forms (id);

-- What a form said at a time, for whoever has to prove it.
create table form_versions (
  project_id int not null,
  form_id uuid not null,
  version int not null,
  title text not null,
  text text not null,
  fields jsonb not null,
  topics uuid[] not null,
  at timestamptz not null,
  primary key (project_id, form_id, version),
  foreign key (project_id, form_id) references forms on delete cascade
);

-- Who filled in a form. What they gave waits here until they confirm, and goes then: the proof stands in consent_log.
create table sign_ups (
  project_id int not null,
  id uuid not null default uuidv7(),
  form_id uuid not null,
  version int not null,
  address_key text,
  given jsonb,
  at timestamptz not null,
  expires_at timestamptz not null,
  confirmed_at timestamptz,
  primary key (project_id, id),
  foreign key (project_id, form_id) references forms on delete cascade
);
create index sign_ups_by_form on sign_ups (project_id, form_id, at);
create index sign_ups_waiting on sign_ups (expires_at) where confirmed_at is null;

do $$
declare
  watched text[];
  asked text := $when$when (coalesce(current_setting('rollcall.audit_actor', true), '') <> '' and pg_trigger_depth() = 0)$when$;
begin
  foreach watched slice 1 in array array[
    ['audit_people_pages', 'projects', 'project', 'public_id', 'name', 'logo_url:logoUrl brand_color:color keep_ip:keepsIp'],
    ['audit', 'forms', 'form', 'id', 'name', 'name:name active:isActive language:language title:title text:text fields:fields topics:topics tags:tags double_opt_in:doubleOptIn success_text:successText redirect_url:redirectUrl']
  ] loop
    execute format('create trigger %I after %s update of %s on %I for each row %s execute function audit_definition(%L, %L, %L, %s)',
      watched[1], case watched[2] when 'projects' then '' else 'insert or delete or' end,
      (select string_agg(quote_ident(split_part(pair, ':', 1)), ', ') from unnest(string_to_array(watched[6], ' ')) as pair),
      watched[2], asked, watched[3], watched[4], watched[5],
      (select string_agg(quote_literal(pair), ', ') from unnest(string_to_array(watched[6], ' ')) as pair));
  end loop;
end $$;
