import type { EventKind, RowEvent } from '@rollcall/filters'
import type { Entry } from '../entries/entry.ts'
import { propertyCells } from '../entries/property-cells.ts'

/** Something that happened to a contact: an event of a message (with a folded `link`), or one of your own with `properties`. */
export type ContactEvent = RowEvent & { rowNo: number; event: EventKind }

/** The event as it is held. */
export function toEventEntry(event: ContactEvent): Entry {
  const { rowNo, at, channel = null, kind = null, campaign = null, link = null } = event
  const codes = [channel, kind, campaign, event.isMachine ? 'true' : null, link]
  return { rowNo, at, codes, cells: event.properties === undefined ? NO_CELLS : propertyCells(event.properties) }
}

const NO_CELLS: Entry['cells'] = []
