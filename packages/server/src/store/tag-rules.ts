import { toId } from '@rollcall/contract'
import type { Transaction } from './database.ts'

/** Two tags by UUID: the one that goes, and the one that takes its place. */
export type TagMerge = { from: string; into: string }

/** What a merge changed in rules, views and forms, so that it can be taken back. Ids are UUIDs. */
export type Followed = {
  rules: FollowedRule[]
  /** Views that included the tag. */
  views: { id: string }[]
  forms: FollowedTags[]
  /** Campaigns that give the tag to those who were sent them; absent of merges from before these followed. */
  givers?: FollowedTags[]
  /** Whoever used the tag by its rule. */
  users: { kind: string; id: string }[]
}

/** `digest`: of the rule as the merge left it; who changed it since has another. */
type FollowedRule = { kind: RuleKind; id: string; version: number; digest: string; patches: Patch[] }

/** All tags of what names them in a list, before and after. */
type FollowedTags = { id: string; was: string[]; became: string[] }

/** What stood at one place of a rule. Kept instead of the rule, because a rule may name people. */
type Patch = { path: (string | number)[]; was: unknown }

const RULES = {
  segment: {
    list: `select segment_id as id, version, filters as rule from segment_versions
      where project_id = $1 and strpos(filters::text, $2) > 0 for update`,
    find: `select filters as rule from segment_versions
      where project_id = $1 and segment_id = $2 and version = $3 and md5(filters::text) = $4 for update`,
    update: `update segment_versions set filters = $4 where project_id = $1 and segment_id = $2 and version = $3
      returning md5(filters::text) as digest`,
  },
  view: {
    list: `select id, 0 as version, filters as rule from views
      where project_id = $1 and strpos(filters::text, $2) > 0 for update`,
    find: `select filters as rule from views
      where project_id = $1 and id = $2 and $3::int = 0 and md5(filters::text) = $4 for update`,
    update: `update views set filters = $4 where project_id = $1 and id = $2 and $3::int = 0
      returning md5(filters::text) as digest`,
  },
  campaign: {
    list: `select id, 0 as version, audience as rule from campaigns
      where project_id = $1 and strpos(audience::text, $2) > 0 for update`,
    find: `select audience as rule from campaigns
      where project_id = $1 and id = $2 and $3::int = 0 and md5(audience::text) = $4 for update`,
    update: `update campaigns set audience = $4 where project_id = $1 and id = $2 and $3::int = 0
      returning md5(audience::text) as digest`,
  },
}
type RuleKind = keyof typeof RULES
const RULE_KINDS = ['segment', 'view', 'campaign'] as const

/** Every version of every rule, so that an older one can still be restored; views and forms as well. */
export async function followRules(transaction: Transaction, merge: TagMerge): Promise<Followed> {
  const { query, projectId } = transaction
  const key = [projectId, merge.from, merge.into]
  const ids = { from: toId('tag', merge.from), into: toId('tag', merge.into) }
  const rules: FollowedRule[] = []
  for (const kind of RULE_KINDS) rules.push(...(await followKind(transaction, kind, ids)))
  const views = await query<{ id: string }>(
    'update views set included_tag_id = $3 where project_id = $1 and included_tag_id = $2 returning id',
    key,
  )
  // Deleted ones as well: they may come back.
  const forms = await query<FollowedTags>(
    `update forms f set tags = array_replace(case when $3 = any(tags) then array_remove(tags, $2) else tags end, $2, $3)
     where project_id = $1 and $2 = any(tags) returning id, old.tags as was, new.tags as became`,
    key,
  )
  // Those that are over as well: what they say of themselves names tags that there are.
  const givers = await query<FollowedTags>(
    `update campaigns set tag_recipients = array_replace(
       case when $3 = any(tag_recipients) then array_remove(tag_recipients, $2) else tag_recipients end, $2, $3)
     where project_id = $1 and $2 = any(tag_recipients) returning id, old.tag_recipients as was, new.tag_recipients as became`,
    key,
  )
  const users = await query<Followed['users'][number]>(
    `with gone as (
       delete from definition_uses where project_id = $1 and used_kind = 'tag' and used_id = $2 returning *
     ), put as (
       insert into definition_uses (project_id, used_kind, used_id, user_kind, user_id)
       select project_id, used_kind, $3, user_kind, user_id from gone on conflict do nothing
     )
     select user_kind as kind, user_id as id from gone`,
    [projectId, ids.from, ids.into],
  )
  return { rules, views, forms, givers, users }
}

type Ids = { from: string; into: string }

async function followKind({ query, projectId }: Transaction, kind: RuleKind, ids: Ids): Promise<FollowedRule[]> {
  const { list, update } = RULES[kind]
  const rows = await query<{ id: string; version: number; rule: unknown }>(list, [projectId, ids.from])
  const followed: FollowedRule[] = []
  for (const { id, version, rule } of rows) {
    const next = JSON.stringify(replaceTag(rule, ids))
    const [{ digest }] = await query<{ digest: string }>(update, [projectId, id, version, next])
    followed.push({ kind, id, version, digest, patches: listPatches(rule, ids.from) })
  }
  return followed
}

/** Makes rules, views and forms name the tag again where the merge replaced it and nobody changed it since. */
export async function putRulesBack(transaction: Transaction, { from, into }: TagMerge, followed: Followed) {
  const { query, projectId } = transaction
  for (const { kind, id, version, digest, patches } of followed.rules) {
    const [found] = await query<{ rule: unknown }>(RULES[kind].find, [projectId, id, version, digest])
    if (!found) continue
    const rule = patches.reduce(putBack, found.rule)
    await query(RULES[kind].update, [projectId, id, version, JSON.stringify(rule)])
  }
  await query('update views set included_tag_id = $3 where project_id = $1 and included_tag_id = $2 and id = any($4)', [
    projectId,
    into,
    from,
    followed.views.map(({ id }) => id),
  ])
  for (const { id, was, became } of followed.forms) {
    await query('update forms set tags = $4 where project_id = $1 and id = $2 and tags = $3', [
      ...[projectId, id],
      ...[became, was],
    ])
  }
  for (const { id, was, became } of followed.givers ?? []) {
    await query('update campaigns set tag_recipients = $4 where project_id = $1 and id = $2 and tag_recipients = $3', [
      ...[projectId, id],
      ...[became, was],
    ])
  }
  await recordUsesAnew(transaction, { from, into }, followed.users)
}

/** What those who used the tag before the merge use now: a rule that was changed since may name the other one for good. */
async function recordUsesAnew({ query, projectId }: Transaction, tags: TagMerge, users: Followed['users']) {
  const values = [
    ...[projectId, users.map(({ kind }) => kind), users.map(({ id }) => id)],
    ...[tags.from, toId('tag', tags.from), tags.into, toId('tag', tags.into)],
  ]
  await query(
    `with users as (select * from unnest($2::text[], $3::uuid[]) as u (kind, id)), rules as (
       select users.kind, s.id, r.filters::text as rule, '{}'::uuid[] as named from users
         join segments s on s.project_id = $1 and s.id = users.id
         join segment_versions r on r.project_id = $1 and r.segment_id = s.id and r.version = s.version
         where users.kind = 'segment'
       union all
       select users.kind, v.id, v.filters::text, array_remove(array[v.included_tag_id], null) from users
         join views v on v.project_id = $1 and v.id = users.id where users.kind = 'view'
       union all
       select users.kind, c.id, c.audience::text, c.tag_recipients from users
         join campaigns c on c.project_id = $1 and c.id = users.id where users.kind = 'campaign'
     ), put as (
       insert into definition_uses (project_id, used_kind, used_id, user_kind, user_id)
       select $1, 'tag', $5, kind, id from rules where strpos(rule, $5) > 0 or $4 = any(named) on conflict do nothing
     )
     delete from definition_uses d using rules
     where d.project_id = $1 and d.used_kind = 'tag' and d.used_id = $7 and d.user_kind = kind and d.user_id = rules.id
       and strpos(rule, $7) = 0 and $6 <> all(named)`,
    values,
  )
}

/** A rule with one tag's id in the place of another's; a list that would have it twice has it once. */
function replaceTag(rule: unknown, ids: Ids): unknown {
  if (rule === ids.from) return ids.into
  if (Array.isArray(rule)) {
    const replaced = rule.map((part) => replaceTag(part, ids))
    return rule.includes(ids.from) ? [...new Set(replaced)] : replaced
  }
  if (typeof rule !== 'object' || rule === null) return rule
  return Object.fromEntries(Object.entries(rule).map(([key, part]) => [key, replaceTag(part, ids)]))
}

/** The places of a rule that name a tag, each with all that stands there: of a list the whole, because it may become shorter. */
function listPatches(rule: unknown, id: string, path: Patch['path'] = []): Patch[] {
  if (rule === id || (Array.isArray(rule) && rule.includes(id))) return [{ path, was: rule }]
  if (typeof rule !== 'object' || rule === null) return []
  const parts = Array.isArray(rule) ? [...rule.entries()] : Object.entries(rule)
  return parts.flatMap(([key, part]) => listPatches(part, id, [...path, key]))
}

/** A rule with what stood at one place before. */
export function putBack(rule: unknown, { path, was }: Patch): unknown {
  const [key, ...rest] = path
  if (key === undefined) return was
  if (Array.isArray(rule)) return rule.map((part, place) => (place === key ? putBack(part, { path: rest, was }) : part))
  if (typeof rule !== 'object' || rule === null) return rule
  return Object.fromEntries(
    Object.entries(rule).map(([name, part]) => [name, name === key ? putBack(part, { path: rest, was }) : part]),
  )
}
