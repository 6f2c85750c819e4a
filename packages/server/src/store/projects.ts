import type { frequencyCap, sendingHours, sendingLimits } from '@rollcall/contract'
import type { z } from 'zod'
import type { FunnelStage } from '../contacts/prepared-contact.ts'
import { failure } from '../failure.ts'
import type { Queryable } from './database.ts'

/** How many messages of a project may leave in an hour. */
export type SendingLimits = z.output<typeof sendingLimits>
/** A project's own words on the preference page, by language; what is absent is said in ours. */
export type PageWords = { [language: string]: { title?: string | null; text?: string | null } }
/** The domains that mail of each kind comes from; null: any. */
export type Streams = { marketing: string | null; transactional: string | null }

/** What the plan of a new campaign begins with. */
export type CampaignDefaults = {
  frequencyCap?: z.output<typeof frequencyCap> | null | undefined
  window?: z.output<typeof sendingHours> | null | undefined
}

export type ProjectRow = {
  id: number
  public_id: string
  name: string
  timezone: string
  from_name: string | null
  from_email: string | null
  postal_address: string | null
  default_funnel: FunnelStage | null
  track_opens: boolean
  track_clicks: boolean
  sending_limits: SendingLimits
  logo_url: string | null
  brand_color: string | null
  keep_ip: boolean
  /** null: no break is offered. */
  pause_days: number | null
  page_texts: PageWords
  require_verified_domain: boolean
  streams: Streams
  campaign_defaults: CampaignDefaults
  /** The host that links of its mail begin with; null: that of the product, until another is verified. */
  verified_tracking_host: string | null
  created_at: Date
  has_demo: boolean
}

const PROJECT = `select id, public_id, name, timezone, from_name, from_email, postal_address, default_funnel, track_opens, track_clicks,
    sending_limits, logo_url, brand_color, keep_ip, pause_days, page_texts, require_verified_domain, streams, campaign_defaults,
    created_at,
    case when tracking_host_verified_at is not null then tracking_host end as verified_tracking_host,
    exists (select 1 from contacts where project_id = projects.id and demo)
      or exists (select 1 from segments where project_id = projects.id and demo)
      or exists (select 1 from tags where project_id = projects.id and demo) as has_demo
  from projects`

export async function getProject(record: Queryable, projectId: number): Promise<ProjectRow> {
  const [project] = await record.query<ProjectRow>(`${PROJECT} where id = $1`, [projectId])
  if (!project) throw failure('not_found', { what: 'project', id: String(projectId) })
  return project
}

/** Every project's number, oldest first. */
export async function listProjectIds(record: Queryable): Promise<number[]> {
  const rows = await record.query<{ id: number }>('select id from projects order by id')
  return rows.map(({ id }) => id)
}

export async function insertProject(record: Queryable, name: string): Promise<number> {
  const [{ id }] = await record.query<{ id: number }>('insert into projects (name) values ($1) returning id', [name])
  return id
}

export type ProjectChanges = {
  name?: string
  timezone?: string
  fromName?: string | null
  fromEmail?: string | null
  postalAddress?: string | null
  defaultFunnelStage?: FunnelStage | null
  tracking?: { opens?: boolean; clicks?: boolean }
  sendingLimits?: Partial<SendingLimits>
  branding?: { logoUrl?: string | null; color?: string | null }
  keepsIp?: boolean
  requireVerifiedDomain?: boolean
  streams?: Partial<Streams>
  campaignDefaults?: CampaignDefaults
  preferenceCentre?: { pauseDays?: number | null; texts?: PageWords }
}

/** Changes what is given; null clears. */
export async function updateProject(record: Queryable, projectId: number, changes: ProjectChanges) {
  const column = (value: string | null | undefined) => [value !== undefined, value ?? null]
  await record.query(
    `update projects set
       name = coalesce($2, name),
       timezone = coalesce($3, timezone),
       from_name = case when $4 then $5 else from_name end,
       from_email = case when $6 then $7 else from_email end,
       postal_address = case when $8 then $9 else postal_address end,
       default_funnel = case when $10 then $11 else default_funnel end,
       track_opens = coalesce($12, track_opens),
       track_clicks = coalesce($13, track_clicks),
       sending_limits = sending_limits || $14::jsonb,
       logo_url = case when $15 then $16 else logo_url end,
       brand_color = case when $17 then $18 else brand_color end,
       keep_ip = coalesce($19, keep_ip),
       require_verified_domain = coalesce($20, require_verified_domain),
       streams = streams || $21::jsonb,
       pause_days = case when $22 then $23 else pause_days end,
       page_texts = jsonb_strip_nulls(page_texts || $24::jsonb),
       campaign_defaults = jsonb_strip_nulls(campaign_defaults || $25::jsonb),
       updated_at = now()
     where id = $1`,
    [
      projectId,
      changes.name ?? null,
      changes.timezone ?? null,
      ...column(changes.fromName),
      ...column(changes.fromEmail),
      ...column(changes.postalAddress),
      ...column(changes.defaultFunnelStage),
      changes.tracking?.opens ?? null,
      changes.tracking?.clicks ?? null,
      JSON.stringify(changes.sendingLimits ?? {}),
      ...column(changes.branding?.logoUrl),
      ...column(changes.branding?.color),
      changes.keepsIp ?? null,
      changes.requireVerifiedDomain ?? null,
      JSON.stringify(changes.streams ?? {}),
      changes.preferenceCentre?.pauseDays !== undefined,
      changes.preferenceCentre?.pauseDays ?? null,
      JSON.stringify(changes.preferenceCentre?.texts ?? {}),
      JSON.stringify(changes.campaignDefaults ?? {}),
    ],
  )
}

/** The stage that new contacts start in when they do not say; null: none. */
export async function findDefaultFunnel(record: Queryable, projectId: number): Promise<FunnelStage | null> {
  const [row] = await record.query<{ default_funnel: FunnelStage | null }>(
    'select default_funnel from projects where id = $1',
    [projectId],
  )
  return row?.default_funnel ?? null
}

/** The newest position below which every transaction has ended. */
export async function readSettledPosition(record: Queryable): Promise<string> {
  const [{ xmin }] = await record.query<{ xmin: string }>(
    'select pg_snapshot_xmin(pg_current_snapshot())::text as xmin',
  )
  return String(BigInt(xmin) - 1n)
}
