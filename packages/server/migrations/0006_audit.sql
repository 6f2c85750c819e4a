-- Who changed what, when, before and after. Triggers write it, so that no action can forget to; only columns named here are
-- kept, so that no secret can get in. Contacts have a timeline of their own.

create table audit_log (
  project_id int not null references projects on delete cascade,
  id bigint generated always as identity,
  at timestamptz not null default now(),
  actor text not null,
  call text not null,
  change text not null check (change in ('created', 'updated', 'deleted')),
  kind text not null,
  -- A UUID, or the key of a field.
  target text not null,
  name text not null,
  before jsonb not null,
  after jsonb not null,
  primary key (project_id, id)
);
create index audit_log_by_target on audit_log (project_id, kind, target, id);

-- A value as the log keeps it: long ones are cut.
create function audit_value(value jsonb) returns jsonb language sql immutable as $$
  select case when length(value::text) > 4000 then to_jsonb(left(value #>> '{}', 4000) || '…') else value end
$$;

-- Arguments: the kind, the columns of its id and of its name, then each column to keep as column:name.
create function audit_definition() returns trigger language plpgsql as $$
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
end $$;

create function audit_rule() returns trigger language plpgsql as $$
begin
  insert into audit_log (project_id, actor, call, change, kind, target, name, before, after)
  select new.project_id, current_setting('rollcall.audit_actor'), current_setting('rollcall.audit_call'), 'updated', 'segment', s.id::text,
    s.name, jsonb_build_object('version', old_rule.version, 'filters', audit_value(old_rule.filters)),
    jsonb_build_object('version', new.version, 'filters', audit_value(new.filters))
  from segments s join segment_versions old_rule on old_rule.project_id = s.project_id and old_rule.segment_id = s.id
  where s.project_id = new.project_id and s.id = new.segment_id and old_rule.version = new.version - 1;
  return null;
end $$;

-- Only what somebody asked for counts (`rollcall.audit_actor` is set), and only what they did themselves, not what follows from it.
-- Of updates, those that name one of the columns: writing contacts never does.
do $$
declare
  watched text[];
  asked text := $when$when (coalesce(current_setting('rollcall.audit_actor', true), '') <> '' and pg_trigger_depth() = 0)$when$;
begin
  foreach watched slice 1 in array array[
    ['projects', 'project', 'public_id', 'name', 'name:name timezone:timezone from_name:fromName from_email:fromEmail postal_address:postalAddress default_funnel:defaultFunnelStage'],
    ['members', 'user', 'user_id', 'user_id', 'role:role'],
    ['invitations', 'invitation', 'id', 'email', 'email:email role:role expires_at:expiresAt used_at:usedAt'],
    ['api_keys', 'key', 'id', 'name', 'name:name scopes:scopes expires_at:expiresAt revoked_at:revokedAt'],
    ['tags', 'tag', 'id', 'name', 'name:name color:color description:description owner:owner'],
    ['custom_fields', 'field', 'key', 'name', 'name:name type:type options:options description:description'],
    ['segments', 'segment', 'id', 'name', 'name:name description:description kind:kind'],
    ['views', 'view', 'id', 'name', 'name:name filters:filters columns:columns sort:sort'],
    ['topics', 'topic', 'id', 'name', 'name:name description:description default_answer:default visibility:visibility display_order:displayOrder active:isActive'],
    ['pipelines', 'pipeline', 'id', 'name', 'name:name'],
    ['pipeline_stages', 'stage', 'id', 'name', 'name:name position:position'],
    ['campaigns', 'campaign', 'id', 'name', 'name:name subject:subject preheader:preheader from_email:from from_name:fromName reply_to:replyTo html:html text:text audience:audience status:status']
  ] loop
    execute format('create trigger audit after insert or update of %s or delete on %I for each row %s execute function audit_definition(%L, %L, %L, %s)',
      (select string_agg(quote_ident(split_part(pair, ':', 1)), ', ') from unnest(string_to_array(watched[5], ' ')) as pair),
      watched[1], asked, watched[2], watched[3], watched[4],
      (select string_agg(quote_literal(pair), ', ') from unnest(string_to_array(watched[5], ' ')) as pair));
  end loop;
  execute format('create trigger audit after insert on segment_versions for each row %s execute function audit_rule()', asked);
end $$;
