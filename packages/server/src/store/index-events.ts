import { toId } from '@rollcall/contract'
import type { ContactEvent, PackedEvents } from '@rollcall/engine'
import { CHANNELS, fold, MESSAGE_EVENTS } from '@rollcall/filters'
import type { ClientBase } from 'pg'
import type { Queryable } from './database.ts'
import { EVENT_COLUMNS, EVENTS_OF_RUN, type RecordedEvent, readNewEvents } from './new-events.ts'
import { copyPieces } from './packing/copy-reader.ts'
import { EventsPacker, PACKED_COLUMNS } from './packing/events-packer.ts'

// COPY takes no parameters, so the project stands in a setting of the transaction. In any order, the quickest one: no
// question tells two events of a contact at the same second apart by their order.
const COPY_EVENTS = `copy (select ${PACKED_COLUMNS} from events e
  where e.project_id = current_setting('rollcall.project')::int) to stdout (format binary)`

/** More than one piece of 64 KiB can bring: an event takes over 40 bytes. */
const PIECE_EVENTS = 4_096

/** Every event of a project, ready for the index, in parts of about so many. */
export async function* readAllEvents(
  client: ClientBase,
  projectId: number,
  { limit }: { limit: number },
): AsyncGenerator<PackedEvents[]> {
  await client.query(`select set_config('rollcall.project', $1, true)`, [String(projectId)])
  const packer = new EventsPacker(limit)
  for await (const _ of copyPieces(client, COPY_EVENTS, (tuple) => packer.add(tuple))) {
    // A piece has room for some thousand events.
    if (packer.count >= limit - PIECE_EVENTS) yield packer.take()
  }
  if (packer.count > 0) yield packer.take()
}

/** Every event of these contacts. */
export async function readEventsOf(record: Queryable, projectId: number, rowNos: number[]): Promise<ContactEvent[]> {
  if (rowNos.length === 0) return []
  const wanted = new Set(rowNos)
  const [first, last] = [Math.min(...rowNos), Math.max(...rowNos)]
  // New contacts mostly stand side by side: one look into each month instead of one for each contact and month.
  const isDense = last - first < 4 * rowNos.length
  const found = await record.query<RecordedEvent>(
    isDense
      ? `select ${EVENT_COLUMNS} from events e where e.project_id = $1 and e.row_no between $2 and $3`
      : `select ${EVENT_COLUMNS} from events e where e.project_id = $1 and e.row_no = any($2)`,
    isDense ? [projectId, first, last] : [projectId, rowNos],
  )
  return found.filter(({ rowNo }) => wanted.has(rowNo)).map(toContactEvent)
}

/** The contacts that events of these entries of the change feed belong to. */
export async function listRowsOfEvents(record: Queryable, projectId: number, ranges: string[]): Promise<number[]> {
  if (ranges.length === 0) return []
  const rows = await record.query<{ rowNo: number }>(
    `select distinct e.row_no as "rowNo" from unnest($2::int8multirange[]) as entry cross join unnest(entry) as run
     cross join lateral ${EVENTS_OF_RUN}`,
    [projectId, ranges],
  )
  return rows.map(({ rowNo }) => rowNo)
}

/** The events of entries of the change feed, each exactly once. */
export async function readChangedEvents(
  record: Queryable,
  projectId: number,
  ranges: string[],
): Promise<ContactEvent[]> {
  return ranges.length === 0 ? [] : (await readNewEvents(record, projectId, ranges)).map(toContactEvent)
}

function toContactEvent(event: RecordedEvent): ContactEvent {
  const { rowNo, at, name, properties } = event
  const [channel = '', verb = ''] = name.split('.')
  if (!CHANNELS.some((known) => known === channel) || !Object.hasOwn(MESSAGE_EVENTS, verb)) {
    return { rowNo, at, event: `event:${name}`, ...(properties && { properties }) }
  }
  return {
    rowNo,
    at,
    event: `message:${verb}`,
    channel,
    kind: event.transactional ? 'transactional' : 'marketing',
    campaign: event.campaignId && toCampaignId(event.campaignId),
    isMachine: event.machine,
    link: event.link && toFolded(event.link),
  }
}

// Few campaigns and links, very many events.
const campaignIds = new Map<string, string>()
const foldedLinks = new Map<string, string>()
const KEPT = 50_000

function toCampaignId(uuid: string): string {
  return remembered(campaignIds, uuid, (text) => toId('campaign', text))
}

function toFolded(link: string): string {
  return remembered(foldedLinks, link, fold)
}

function remembered(known: Map<string, string>, text: string, make: (text: string) => string): string {
  const found = known.get(text)
  if (found !== undefined) return found
  if (known.size >= KEPT) known.clear()
  const made = make(text)
  known.set(text, made)
  return made
}
