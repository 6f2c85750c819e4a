import { type contactsTimeline, type RouteReply, toId } from '@rollcall/contract'
import { z } from 'zod'
import type { Database } from './database.ts'
import { lookUp } from './look-up.ts'

/** One thing that happened to a contact, as callers see it. */
export type TimelineEntry = Omit<RouteReply<typeof contactsTimeline>['data'][number], 'byName' | 'id'>

/** A place in a timeline: entries are newest first, and apart by kind and key where they share an instant. */
export const timelinePlace = z.tuple([
  // PostgreSQL knows no year 0.
  z.iso.datetime().refine((at) => !at.startsWith('0000')),
  z.string().regex(/^\w{1,20}$/),
  z.string().regex(/^[\w -]{0,100}$/),
])
export type TimelinePlace = z.output<typeof timelinePlace>

/** An entry with its place. */
export type PlacedEntry = { place: TimelinePlace; entry: TimelineEntry }

type EntryRow = {
  at: Date
  /** The same with microseconds, which a Date would lose. */
  exactAt: string
  kind: TimelineEntry['kind']
  key: string
  by: string | null
  details: Record<string, unknown>
}

// Which import created a contact is known for the days that it can be undone; the hour on both sides keeps the search short.
// Segments that very many entered or left at once are not told: those entries would have to be looked into one by one.
// A tag that was taken off again shows both times: when it was put on and when it went. One that came back has its first time still.
const HAPPENED = `
  select c.created_at as at, 'created' as kind, '' as key, 'import:' || i.id as by,
    jsonb_build_object('source', c.source, 'file', i.file_name) as details
  from contacts c
  left join undo_steps ic on ic.project_id = $1 and $2 = any(ic.created)
    and ic.at between c.created_at - interval '1 hour' and c.created_at + interval '1 hour'
  left join imports i on i.project_id = $1 and i.id = ic.cause
  where c.project_id = $1 and c.row_no = $2
  union all
  select ct.applied_at, 'tag_added', ct.tag_id::text, ct.applied_by,
    jsonb_build_object('tag', t.name, 'tagId', t.id)
  from contact_tags ct join tags t on t.project_id = $1 and t.id = ct.tag_id
  where ct.project_id = $1 and ct.row_no = $2
  union all
  select applied_at, 'tag_added', 'removal ' || id, applied_by, jsonb_build_object('tag', tag_name)
  from tag_removals r where project_id = $1 and row_no = $2 and not exists (
    select from contact_tags ct join tags t on t.project_id = $1 and t.id = ct.tag_id
    where ct.project_id = $1 and ct.row_no = $2 and t.name = r.tag_name and ct.applied_at = r.applied_at)
  union all
  select removed_at, 'tag_removed', id::text, removed_by, jsonb_build_object('tag', tag_name)
  from tag_removals where project_id = $1 and row_no = $2
  union all
  select at, 'consent', id::text, changed_by, jsonb_build_object('channel', channel, 'state', state, 'proof', proof)
  from consent_log where project_id = $1 and row_no = $2
  union all
  select at, 'topic', id::text, changed_by, jsonb_build_object('topic', topic_name, 'subscribed', subscribed, 'proof', proof)
  from topic_log where project_id = $1 and row_no = $2
  union all
  select at, 'funnel', id::text, changed_by, jsonb_build_object('funnel', coalesce(funnel, 'none'),
    'before', coalesce(funnel_before, 'none'), 'lost', lost, 'lostBefore', lost_before)
  from funnel_log where project_id = $1 and row_no = $2
  union all
  select at, 'opportunity', id::text, changed_by, jsonb_build_object('opportunity', name, 'change', change,
    'pipeline', pipeline_name, 'stage', stage_name, 'status', status, 'value', value)
  from opportunity_log where project_id = $1 and row_no = $2
  union all
  select d.updated_at, 'delivery', d.id::text, 'campaign:' || d.campaign_id,
    jsonb_build_object('campaign', cmp.name, 'campaignId', d.campaign_id, 'deliveryId', d.id, 'subject', cmp.subject, 'state', d.state,
      'reason', d.reason, 'response', d.response, 'address', d.address)
  from deliveries d join campaigns cmp on cmp.project_id = $1 and cmp.id = d.campaign_id
  where d.project_id = $1 and d.row_no = $2
  union all
  select e.at, 'event', lpad(e.seq::text, 19, '0'), 'campaign:' || e.campaign_id,
    jsonb_build_object('name', e.name, 'campaign', cmp.name, 'campaignId', cmp.id, 'subject', cmp.subject, 'link', e.link, 'machine', e.machine,
      'kind', case when e.transactional then 'transactional' end, 'properties', e.properties)
  from events e left join campaigns cmp on cmp.project_id = $1 and cmp.id = e.campaign_id
  where e.project_id = $1 and e.row_no = $2
  union all
  select t.at, 'segment_' || t.direction, lpad(t.id::text, 19, '0'), t.actor, jsonb_build_object('segment', s.name, 'segmentId', s.id, 'cause', t.cause,
    'ruleChanged', case when t.version < s.version then true end)
  from segment_transitions t join segments s on s.project_id = $1 and s.id = t.segment_id
  where t.project_id = $1 and t.row_nos @> array[$2::int]
  union all
  select at, change, id::text, changed_by, jsonb_build_object('changes', changes)
  from contact_log where project_id = $1 and row_no = $2
  union all
  select at, 'merged', id::text, merged_by, jsonb_build_object('contact', from_name, 'contactId', from_id)
  from contact_merges where project_id = $1 and row_no = $2`

/** What happened to a contact, newest first, after a place or from one on; of some kinds only when they are given. */
export async function listTimeline(
  database: Pick<Database, 'lookups'>,
  projectId: number,
  request: { rowNo: number; kinds?: string[]; after: TimelinePlace | null; from: TimelinePlace | null; limit: number },
): Promise<PlacedEntry[]> {
  const text = `select at, to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "exactAt", kind, key, by, details
     from (${HAPPENED}) happened
     where ($3::timestamptz is null or (at, kind, key) < ($3, $4, $5)) and ($7::text[] is null or kind = any($7))
       and ($8::timestamptz is null or (at, kind, key) <= (coalesce((
         select d.updated_at from deliveries d
         where d.project_id = $1 and d.row_no = $2 and $9 = 'delivery' and d.id::text = $10
       ), $8), $9, $10))
     order by at desc, kind desc, key desc limit $6`
  const values = [
    ...[projectId, request.rowNo, ...(request.after ?? NOWHERE), request.limit],
    ...[request.kinds ?? null, ...(request.from ?? NOWHERE)],
  ]
  const [rows] = await lookUp<EntryRow>(database, [{ text, values }])
  return rows.map((row) => ({ place: [row.exactAt, row.kind, row.key], entry: toEntry(row) }))
}

const NOWHERE = [null, null, null]

/** What links say of an entry. A delivery moves whenever its state changes, so its instant is none of its name. */
export function toLasting([at, kind, key]: TimelinePlace): TimelinePlace {
  return [kind === 'delivery' ? '1970-01-01T00:00:00Z' : at, kind, key]
}

function toEntry({ at, kind, by, details }: EntryRow): TimelineEntry {
  const given = Object.fromEntries(
    Object.entries(details).flatMap(([key, value]) => (value === null ? [] : [[key, toPublicId(key, value)]])),
  )
  return { at: at.toISOString(), kind, title: TITLES[kind](details), by: by && toPublicActor(by), details: given }
}

const ID_KINDS = {
  tagId: 'tag',
  campaignId: 'campaign',
  deliveryId: 'delivery',
  segmentId: 'segment',
  contactId: 'contact',
} as const

function toPublicId(key: string, value: unknown): unknown {
  const kind = Object.hasOwn(ID_KINDS, key) ? ID_KINDS[key as keyof typeof ID_KINDS] : undefined // why: it is one of its keys
  return kind === undefined ? value : toId(kind, String(value))
}

// The record's own rows name imports and campaigns by UUID; actors that are written down are public already.
function toPublicActor(by: string): string {
  const [, kind, uuid] = /^(import|campaign):([0-9a-f-]{36})$/.exec(by) ?? []
  if (uuid === undefined) return by
  return `${kind}:${toId(kind === 'import' ? 'import' : 'campaign', uuid)}`
}

const quoted = JSON.stringify

const TITLES: Record<TimelineEntry['kind'], (details: Record<string, unknown>) => string> = {
  created: ({ file }) => (file ? `Created by the import of ${quoted(file)}` : 'Created'),
  tag_added: ({ tag }) => `Tag ${quoted(tag)} added`,
  tag_removed: ({ tag }) => `Tag ${quoted(tag)} removed`,
  consent: ({ channel, state }) => consentTitle(String(channel), String(state)),
  topic: ({ topic, subscribed }) => `${subscribed ? 'Subscribed to' : 'Unsubscribed from'} the topic ${quoted(topic)}`,
  funnel: ({ funnel, before, lost, lostBefore }) => {
    const moved = funnel === before ? [] : [`Funnel: ${before} → ${funnel}`]
    const marked = lost === lostBefore ? [] : [lost ? 'Marked as lost' : 'No longer lost']
    return [...moved, ...marked].join('. ')
  },
  opportunity: ({ opportunity, change, stage, status }) =>
    change === 'changed'
      ? `Opportunity ${quoted(opportunity)}: ${quoted(stage)}, ${status}`
      : `Opportunity ${quoted(opportunity)} ${change}`,
  delivery: ({ campaign, state }) => `Campaign ${quoted(campaign)}: ${state}`,
  segment_entered: ({ segment }) => `Entered the segment ${quoted(segment)}`,
  segment_left: ({ segment }) => `Left the segment ${quoted(segment)}`,
  changed: ({ changes }) => `Changed ${Object.keys(changes ?? {}).join(', ')}`,
  deleted: () => 'Deleted',
  restored: () => 'Brought back',
  merged: ({ contact }) => `Merged with ${quoted(contact)}`,
  event: ({ name, campaign }) => (campaign ? `${name}: ${quoted(campaign)}` : String(name)),
}

// E-mail's consent is the status; the log keeps it in the words of consent.
const EMAIL_TITLES: Record<string, string> = {
  opted_in: 'Subscribed',
  opted_out: 'Unsubscribed',
  unsubscribed: 'Unsubscribed',
  unknown: 'Neither subscribed nor unsubscribed any more',
}

// What somebody did about themselves that is neither consent nor refusal.
const PREFERENCE_TITLES: Record<string, string> = {
  asked: 'Asked to subscribe',
  paused: 'Paused e-mail',
  resumed: 'E-mail goes on after a pause',
  address_changed: 'Changed their address',
  details_changed: 'Changed what is known of them',
  tracking_allowed: 'Agreed to opens and clicks being noticed',
  tracking_refused: 'Refused that opens and clicks are noticed',
}

const CONSENT_WORDS: Record<string, string> = {
  opted_in: 'Agreed to messages by',
  opted_out: 'Refused messages by',
  unknown: 'Has not said any more whether they want messages by',
}

function consentTitle(channel: string, state: string): string {
  if (channel === 'preferences') return PREFERENCE_TITLES[state] ?? state
  if (channel === 'email') return EMAIL_TITLES[state] ?? state
  return `${CONSENT_WORDS[state] ?? state} ${channel}`
}
