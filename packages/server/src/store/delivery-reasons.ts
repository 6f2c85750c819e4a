import { parseId, toId } from '@rollcall/contract'
import { RowBitmap } from '@rollcall/engine'
import type { Audience } from './campaigns.ts'
import type { Queryable } from './database.ts'

/** What of a campaign's audience somebody was in it by. */
export type AudienceReason = { kind: 'tag' | 'segment'; id: string; name: string } | { kind: 'filter' | 'everyone' }

type Frozen = { id: string; audience: Audience; at: Date }

/**
 * By which tags and segments a contact was in the audiences of campaigns (UUIDs) when those were frozen, as far as the record
 * can prove it. A campaign of which it proves nothing has no entry.
 */
export async function findDeliveryReasons(
  record: Queryable,
  projectId: number,
  asked: { rowNo: number; campaignIds: string[] },
): Promise<Map<string, AudienceReason[]>> {
  if (asked.campaignIds.length === 0) return new Map()
  const frozen = await record.query<Frozen>(
    `select c.id, c.audience, a.at from campaigns c join campaign_audiences a on a.project_id = $1 and a.campaign_id = c.id
     where c.project_id = $1 and c.id = any($2)`,
    [projectId, asked.campaignIds],
  )
  const names = await findNames(record, projectId, frozen)
  const tags = await findTagsThen(record, projectId, { rowNo: asked.rowNo, frozen })
  const segments = await findSegmentsThen(record, projectId, { rowNo: asked.rowNo, frozen })
  const isProven = ({ id }: Frozen, part: string) => tags.has(`${id} ${part}`) || segments.has(`${id} ${part}`)
  return new Map(
    frozen.flatMap((campaign) => {
      const { tags = [], segments = [], filters, everyone } = campaign.audience.include
      const parts = [...tags, ...segments]
      // Where the audience is one part alone, whoever was in it was so by that part.
      const isOnly = parts.length + Number(filters !== undefined) + Number(everyone === true) === 1
      const named = parts
        .filter((part) => isOnly || isProven(campaign, part))
        .map((id): AudienceReason => ({ kind: tags.includes(id) ? 'tag' : 'segment', id, name: names.get(id) ?? id }))
      const reasons: AudienceReason[] = everyone ? [...named, { kind: 'everyone' }] : named
      if (filters !== undefined && isOnly) reasons.push({ kind: 'filter' })
      return reasons.length > 0 ? [[campaign.id, reasons] as const] : []
    }),
  )
}

/** The parts of audiences of one kind, as pairs with the campaign. */
function partsOf(frozen: Frozen[], kind: 'tag' | 'segment') {
  return frozen.flatMap(({ id, audience, at }) =>
    (audience.include[`${kind}s`] ?? []).flatMap((part) => {
      const uuid = parseId(kind, part)
      return uuid === undefined ? [] : [{ campaign: id, at, uuid }]
    }),
  )
}

async function findNames(record: Queryable, projectId: number, frozen: Frozen[]): Promise<Map<string, string>> {
  const rows = await record.query<{ kind: 'tag' | 'segment'; id: string; name: string }>(
    `select 'tag' as kind, id, name from tags where project_id = $1 and id = any($2)
     union all select 'segment', id, name from segments where project_id = $1 and id = any($3)`,
    [projectId, ...(['tag', 'segment'] as const).map((kind) => partsOf(frozen, kind).map(({ uuid }) => uuid))],
  )
  return new Map(rows.map(({ kind, id, name }) => [toId(kind, id), name]))
}

type Asked = { rowNo: number; frozen: Frozen[] }

async function findTagsThen(record: Queryable, projectId: number, { rowNo, frozen }: Asked): Promise<Set<string>> {
  const parts = partsOf(frozen, 'tag')
  const rows = await record.query<{ campaign: string; id: string }>(
    `select w.campaign, w.id from unnest($3::uuid[], $4::timestamptz[], $5::uuid[]) as w (campaign, at, id)
     where exists (select from contact_tags ct where ct.project_id = $1 and ct.row_no = $2 and ct.tag_id = w.id
         and ct.applied_at <= w.at)
       or exists (select from tag_removals r join tags t on t.project_id = $1 and t.id = w.id and t.name = r.tag_name
         where r.project_id = $1 and r.row_no = $2 and w.at between r.applied_at and r.removed_at)`,
    [projectId, rowNo, ...columnsOfParts(parts)],
  )
  return new Set(rows.map(({ campaign, id }) => `${campaign} ${toId('tag', id)}`))
}

/** Entries about very many that are looked into for each segment: each is up to some hundred kilobytes. */
const LARGE_ENTRIES = 10

async function findSegmentsThen(record: Queryable, projectId: number, { rowNo, frozen }: Asked): Promise<Set<string>> {
  const parts = partsOf(frozen, 'segment')
  const rows = await record.query<{ campaign: string; id: string; isIn: boolean; members: Buffer | null }>(
    `select w.campaign, w.id, t.direction = 'entered' as "isIn", t.members, t.id as entry
     from unnest($3::uuid[], $4::timestamptz[], $5::uuid[]) as w (campaign, at, id) cross join lateral (
       (select id, direction, null::bytea as members from segment_transitions
        where project_id = $1 and segment_id = w.id and at <= w.at and row_nos @> array[$2::int] order by id desc limit 1)
       union all
       (select id, direction, members from segment_transitions
        where project_id = $1 and segment_id = w.id and at <= w.at and members is not null and $2 between lowest and highest
        order by id desc limit $6)
     ) t
     union all
     select w.campaign, w.id, true, null, null from unnest($3::uuid[], $4::timestamptz[], $5::uuid[]) as w (campaign, at, id)
     join segment_contacts sc on sc.project_id = $1 and sc.segment_id = w.id and sc.row_no = $2 and sc.added_at <= w.at
     order by entry desc nulls first`,
    [projectId, rowNo, ...columnsOfParts(parts), LARGE_ENTRIES],
  )
  const decided = new Map<string, boolean>()
  for (const { campaign, id, isIn, members } of rows) {
    const key = `${campaign} ${toId('segment', id)}`
    if (members && !RowBitmap.fromBytes(members).has(rowNo)) continue
    if (!decided.has(key)) decided.set(key, isIn)
  }
  return new Set([...decided].flatMap(([key, isIn]) => (isIn ? [key] : [])))
}

function columnsOfParts(parts: ReturnType<typeof partsOf>) {
  return (['campaign', 'at', 'uuid'] as const).map((key) => parts.map((part) => part[key]))
}
