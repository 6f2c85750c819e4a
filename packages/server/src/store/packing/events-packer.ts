import { toId } from '@rollcall/contract'
import {
  type Cell,
  CHUNK_ROWS,
  type EntryGroup,
  type PackedEvents,
  packCells,
  propertyCells,
  type TextCodes,
  toChunkNo,
  toLocal,
} from '@rollcall/engine'
import { CHANNELS, fold, MESSAGE_EVENTS } from '@rollcall/filters'
import { ByteTable } from './byte-table.ts'
import { type CopyTuple, readInt32, readSeconds } from './copy-reader.ts'

/** What is read of an event, in this order. */
export const PACKED_COLUMNS = 'e.row_no, e.at, e.name, e.campaign_id, e.machine, e.transactional, e.link, e.properties'
const [ROW_NO, AT, NAME, CAMPAIGN, MACHINE, TRANSACTIONAL, LINK, PROPERTIES] = Array.from({ length: 8 }, (_, at) => at)

/** Of which kind an event of that name is; only a message's has a channel. */
type Kind = { kind: string; channel: string | null }

const MACHINE_MARK = 1
const TRANSACTIONAL_MARK = 2
const NO_CELLS: Cell[] = []

/** Makes events ready for the index by chunk and kind, a part of at most `limit` at a time; they come in any order. */
export class EventsPacker {
  readonly #names = new ByteTable()
  readonly #campaigns = new ByteTable()
  readonly #links = new ByteTable()
  readonly #kinds: Kind[] = []
  readonly #campaignIds: string[] = []
  readonly #foldedLinks: string[] = []
  readonly #groups = new EventGroups()
  // Event by event. Campaigns and links are one more than their places, 0 where there is none.
  readonly #ofGroup: Uint32Array
  readonly #locals: Uint16Array
  readonly #at: Uint32Array
  readonly #campaign: Uint32Array
  readonly #link: Uint32Array
  readonly #marks: Uint8Array
  #cells: (Cell[] | undefined)[] = []
  #count = 0

  constructor(limit: number) {
    this.#ofGroup = new Uint32Array(limit)
    this.#locals = new Uint16Array(limit)
    this.#at = new Uint32Array(limit)
    this.#campaign = new Uint32Array(limit)
    this.#link = new Uint32Array(limit)
    this.#marks = new Uint8Array(limit)
  }

  /** How many wait to be taken. */
  get count(): number {
    return this.#count
  }

  add({ bytes, from, to }: CopyTuple): void {
    const at = this.#count++
    const rowNo = readInt32(bytes, from[ROW_NO])
    this.#ofGroup[at] = this.#groups.place(toChunkNo(rowNo), this.#names.place(bytes, from[NAME], to[NAME]))
    this.#locals[at] = toLocal(rowNo)
    this.#at[at] = readSeconds(bytes, from[AT])
    this.#campaign[at] = to[CAMPAIGN] === -1 ? 0 : 1 + this.#campaigns.place(bytes, from[CAMPAIGN], to[CAMPAIGN])
    this.#link[at] = to[LINK] === -1 ? 0 : 1 + this.#links.place(bytes, from[LINK], to[LINK])
    this.#marks[at] = bytes[from[MACHINE]] * MACHINE_MARK + bytes[from[TRANSACTIONAL]] * TRANSACTIONAL_MARK
    if (to[PROPERTIES] !== -1) this.#cells[at] = readCells(bytes, from[PROPERTIES], to[PROPERTIES])
  }

  /** What was added since the last time. */
  take(): PackedEvents[] {
    const count = this.#count
    const order = sortedPlaces(
      this.#ofGroup,
      this.#groups.count,
      sortedPlaces(this.#locals, CHUNK_ROWS, identity(count)),
    )
    const byChunk = new Map<number, PackedEvents>()
    for (let from = 0; from < count; ) {
      const group = this.#ofGroup[order[from]]
      let to = from
      while (to < count && this.#ofGroup[order[to]] === group) to++
      const { chunkNo, name } = this.#groups.get(group)
      const packed = byChunk.get(chunkNo) ?? { chunkNo, events: [] }
      packed.events.push(this.#toEntryGroup(name, order.subarray(from, to)))
      byChunk.set(chunkNo, packed)
      from = to
    }
    this.#count = 0
    this.#cells = []
    this.#groups.clear()
    return [...byChunk.values()]
  }

  #toEntryGroup(name: number, order: Uint32Array): EntryGroup {
    this.#kinds[name] ??= toKind(this.#names.text(name))
    const { kind, channel } = this.#kinds[name]
    const cells = channel === null ? Array.from(order, (place) => this.#cells[place] ?? NO_CELLS) : []
    return {
      kind,
      entries: {
        locals: Uint16Array.from(inPlaces(this.#locals, order)),
        at: inPlaces(this.#at, order),
        codes: channel === null ? noCodes(order.length) : this.#messageCodes(channel, order),
        ...packCells(cells),
      },
    }
  }

  /** In the order of the engine's EVENT_SHAPE: channel, kind, campaign, machine, link. */
  #messageCodes(channel: string, order: Uint32Array): TextCodes[] {
    const marks = inPlaces(this.#marks, order)
    return [
      { texts: [channel], codes: new Uint32Array(order.length).fill(1) },
      {
        texts: ['marketing', 'transactional'],
        codes: marks.map((mark) => ((mark & TRANSACTIONAL_MARK) === 0 ? 1 : 2)),
      },
      toTextCodes(inPlaces(this.#campaign, order), (place) => this.#campaignId(place)),
      { texts: ['true'], codes: marks.map((mark) => mark & MACHINE_MARK) },
      toTextCodes(inPlaces(this.#link, order), (place) => this.#foldedLink(place)),
    ]
  }

  #campaignId(place: number): string {
    this.#campaignIds[place] ??= toId('campaign', this.#campaigns.hex(place))
    return this.#campaignIds[place]
  }

  #foldedLink(place: number): string {
    this.#foldedLinks[place] ??= fold(this.#links.text(place))
    return this.#foldedLinks[place]
  }
}

/** Pairs of chunk and name, numbered as they come. */
class EventGroups {
  readonly #places = new Map<number, number>()
  readonly #groups: { chunkNo: number; name: number }[] = []

  get count(): number {
    return this.#groups.length
  }

  place(chunkNo: number, name: number): number {
    const key = name * 65_536 + chunkNo
    const found = this.#places.get(key)
    if (found !== undefined) return found
    this.#places.set(key, this.count)
    return this.#groups.push({ chunkNo, name }) - 1
  }

  get(place: number): { chunkNo: number; name: number } {
    return this.#groups[place]
  }

  clear(): void {
    this.#places.clear()
    this.#groups.length = 0
  }
}

function toKind(name: string): Kind {
  const [channel = '', verb = ''] = name.split('.')
  const isMessage = CHANNELS.some((known) => known === channel) && Object.hasOwn(MESSAGE_EVENTS, verb)
  return isMessage ? { kind: `message:${verb}`, channel } : { kind: `event:${name}`, channel: null }
}

/** jsonb is a version, then the text. */
function readCells(bytes: Uint8Array, from: number, to: number): Cell[] {
  return propertyCells(JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset + from + 1, to - from - 1).toString()))
}

/** The texts that occur, and each entry's place among them; the given places are one more than those of `text`. */
function toTextCodes(places: Uint32Array, text: (place: number) => string): TextCodes {
  const texts: string[] = []
  const known = new Map<number, number>([[0, 0]])
  const codes = new Uint32Array(places.length)
  for (let at = 0; at < places.length; at++) {
    let code = known.get(places[at])
    if (code === undefined) {
      const found = text(places[at] - 1)
      code = found === '' ? 0 : texts.push(found)
      known.set(places[at], code)
    }
    codes[at] = code
  }
  return { texts, codes }
}

function noCodes(count: number): TextCodes[] {
  return Array.from({ length: 5 }, () => ({ texts: [], codes: new Uint32Array(count) }))
}

function identity(count: number): Uint32Array {
  return Uint32Array.from({ length: count }, (_, at) => at)
}

/** `places` by the keys at them, which are below `keyCount`; equal keys stay in order. */
function sortedPlaces(keys: Uint16Array | Uint32Array, keyCount: number, places: Uint32Array): Uint32Array {
  const starts = new Uint32Array(keyCount + 1)
  for (let i = 0; i < places.length; i++) starts[keys[places[i]] + 1]++
  for (let key = 0; key < keyCount; key++) starts[key + 1] += starts[key]
  const sorted = new Uint32Array(places.length)
  for (let i = 0; i < places.length; i++) sorted[starts[keys[places[i]]]++] = places[i]
  return sorted
}

function inPlaces(values: Uint8Array | Uint16Array | Uint32Array, order: Uint32Array): Uint32Array {
  const placed = new Uint32Array(order.length)
  for (let at = 0; at < order.length; at++) placed[at] = values[order[at]]
  return placed
}
