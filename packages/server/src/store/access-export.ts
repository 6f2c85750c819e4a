import { toId } from '@rollcall/contract'
import type { Queryable } from './database.ts'
import type { KnownPerson } from './erasure.ts'

/** A part of what is known of a person: lines as they stand in the record. */
export type Section = Record<string, unknown>[]

// $1: the project, $2: the rows of the person, $3: their folded addresses.
const SECTIONS = {
  contacts: `select c.id, c.external_id as "externalId", c.email, c.phone, c.first_name as "firstName", c.last_name as "lastName",
      c.name, c.country, c.language, c.timezone, c.company, c.job_title as "jobTitle", c.inbox_provider as "inboxProvider",
      c.source, c.status, c.validation, c.funnel, c.lost, c.fields, c.created_at as "createdAt",
      c.updated_at as "updatedAt", c.subscribed_at as "subscribedAt", c.unsubscribed_at as "unsubscribedAt",
      c.deleted_at as "deletedAt"
    from contacts c where c.project_id = $1 and c.row_no = any($2) order by c.deleted_at nulls first`,
  channels: `select channel, address from contact_channels where project_id = $1 and row_no = any($2) order by channel`,
  consents: `select channel, state, at from consents where project_id = $1 and row_no = any($2) order by channel`,
  addressesThatBounced: `select channel, address, note, at from channel_bounces
    where project_id = $1 and row_no = any($2) order by channel`,
  consentHistory: `select at, channel, state, proof, changed_by as "changedBy" from consent_log
    where project_id = $1 and row_no = any($2) order by at, id`,
  topics: `select t.name as topic, a.subscribed, a.at from topic_answers a
    join topics t on t.project_id = $1 and t.id = a.topic_id where a.project_id = $1 and a.row_no = any($2) order by t.name`,
  topicHistory: `select at, topic_name as topic, subscribed, proof, changed_by as "changedBy" from topic_log
    where project_id = $1 and row_no = any($2) order by at, id`,
  tags: `select t.name as tag, a.applied_at as "appliedAt", a.applied_by as "appliedBy" from contact_tags a
    join tags t on t.project_id = $1 and t.id = a.tag_id where a.project_id = $1 and a.row_no = any($2) order by a.applied_at`,
  tagsThatMayComeBack: `select t.name as tag, a.applied_at as "appliedAt", a.applied_by as "appliedBy", t.gone_at as "goneAt"
    from gone_tag_carriers a join gone_tags t on t.project_id = $1 and t.id = a.tag_id
    where a.project_id = $1 and a.row_no = any($2) order by a.applied_at`,
  tagsRemoved: `select tag_name as tag, applied_at as "appliedAt", applied_by as "appliedBy", removed_at as "removedAt",
      removed_by as "removedBy" from tag_removals where project_id = $1 and row_no = any($2) order by removed_at, id`,
  staticSegments: `select s.name as segment, m.added_at as "addedAt", m.added_by as "addedBy" from segment_contacts m
    join segments s on s.project_id = $1 and s.id = m.segment_id where m.project_id = $1 and m.row_no = any($2) order by s.name`,
  segmentHistory: `select t.at, s.name as segment, t.direction, t.cause from segment_transitions t
    join segments s on s.project_id = $1 and s.id = t.segment_id
    where t.project_id = $1 and t.row_nos && $2::int[] order by t.id`,
  changes: `select at, change, changes, changed_by as "changedBy" from contact_log
    where project_id = $1 and row_no = any($2) order by at, id`,
  funnelHistory: `select at, funnel_before as before, funnel, lost_before as "lostBefore", lost, changed_by as "changedBy"
    from funnel_log where project_id = $1 and row_no = any($2) order by at, id`,
  opportunities: `select o.name, p.name as pipeline, st.name as stage, o.status, o.value, o.created_at as "createdAt",
      o.updated_at as "updatedAt" from opportunities o
    join pipelines p on p.project_id = $1 and p.id = o.pipeline_id
    join pipeline_stages st on st.project_id = $1 and st.pipeline_id = o.pipeline_id and st.id = o.stage_id
    where o.project_id = $1 and o.row_no = any($2) order by o.created_at`,
  opportunityHistory: `select at, change, name, pipeline_name as pipeline, stage_name as stage, status, value,
      changed_by as "changedBy" from opportunity_log where project_id = $1 and row_no = any($2) order by at, id`,
  messages: `select d.updated_at as at, k.name as campaign, k.from_email as "from", k.subject, d.address as "to", d.state,
      d.reason, d.response, d.message_id as "messageId", p.name as "sentThrough" from deliveries d
    join campaigns k on k.project_id = $1 and k.id = d.campaign_id
    left join providers p on p.project_id = $1 and p.id = d.provider_id
    where d.project_id = $1 and d.row_no = any($2) order by d.updated_at`,
  events: `select e.at, e.name, k.name as campaign, e.link, e.machine, e.transactional, e.properties from events e
    left join campaigns k on k.project_id = $1 and k.id = e.campaign_id
    where e.project_id = $1 and e.row_no = any($2) order by e.at, e.seq`,
  trackingRequests: `select h.at, h.kind, k.name as campaign, h.url, h.user_agent as "userAgent", h.network::text as network,
      h.prefetch, h.machine, h.reasons from tracking_hits h
    left join campaigns k on k.project_id = $1 and k.id = h.campaign_id
    where h.project_id = $1 and h.row_no = any($2) order by h.at, h.id`,
  signUps: `select s.at, f.name as form, s.version, s.given, s.confirmed_at as "confirmedAt", s.expires_at as "expiresAt"
    from sign_ups s join forms f on f.project_id = $1 and f.id = s.form_id
    where s.project_id = $1 and (s.row_no = any($2) or s.address_key = any($3)) order by s.at`,
  suppressions: `select address as email, reason, marketing_only as "marketingOnly", note, created_at as "createdAt",
      created_by as "createdBy" from suppressions where project_id = $1 and address = any($3) order by created_at`,
  merges: `select at, from_name as "fromName", merged_by as "mergedBy" from contact_merges
    where project_id = $1 and row_no = any($2) order by at, id`,
} as const

export type SectionName = keyof typeof SECTIONS

/** Everything that the record holds of a person, by what it is. */
export async function readAccessExport(
  record: Queryable,
  projectId: number,
  { rowNos, addresses }: Pick<KnownPerson, 'rowNos' | 'addresses'>,
): Promise<Record<SectionName, Section>> {
  const names = Object.keys(SECTIONS) as SectionName[] // why: these are the keys of the object two lines above
  const found = await Promise.all(
    names.map(async (name) => {
      // Every statement has all three, whichever it needs.
      const rows = await record.query<{ entry: Record<string, unknown> }>(
        `with given as (select $1::int, $2::int[], $3::text[]) select to_jsonb(x) as entry from (${SECTIONS[name]}) x`,
        [projectId, rowNos, addresses],
      )
      return [name, rows.map(({ entry }) => entry)] as const
    }),
  )
  const sections = Object.fromEntries(found) as Record<SectionName, Section> // why: one entry for each of the names
  return {
    ...sections,
    contacts: sections.contacts.map((entry) => ({ ...entry, id: toId('contact', String(entry.id)) })),
  }
}
