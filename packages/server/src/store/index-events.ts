import { toId } from '@rollcall/contract'
import type { ContactEvent } from '@rollcall/engine'
import { CHANNELS, fold, MESSAGE_EVENTS } from '@rollcall/filters'
import type { Queryable } from './database.ts'
import { EVENT_COLUMNS, type RecordedEvent, readNewEvents } from './new-events.ts'

/** Events as the index holds them, and where the next part of them starts. */
export type EventPart = { events: ContactEvent[]; lastSeq: number }

/** Events of a project after `afterSeq` in the order of the record, at most `limit`. */
export async function readEventsAfter(
  record: Queryable,
  projectId: number,
  { afterSeq, limit }: { afterSeq: number; limit: number },
): Promise<EventPart> {
  const found = await record.query<RecordedEvent>(
    `select ${EVENT_COLUMNS} from events e where e.project_id = $1 and e.seq > $2 order by e.seq limit $3`,
    [projectId, afterSeq, limit],
  )
  return { events: found.map(toContactEvent), lastSeq: found.at(-1)?.seq ?? afterSeq }
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
