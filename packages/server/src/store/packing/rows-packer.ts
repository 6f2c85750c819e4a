import { toId } from '@rollcall/contract'
import { CHUNK_ROWS, type PackedRows, toChunkNo, toLocal, toRowNo } from '@rollcall/engine'
import type { ColumnDefinition, SetId } from '@rollcall/filters'
import { ByteTable } from './byte-table.ts'
import { type ColumnPacker, type ContactSource, columnPacker } from './column-packers.ts'
import { type CopyTuple, readInt32, readSeconds } from './copy-reader.ts'
import { JsonValues } from './json-values.ts'
import { MemberPacker, type Members } from './member-packer.ts'
import { packOpportunities, type RowOpportunities } from './pack-opportunities.ts'

/** What is read of a contact, in this order: what the columns are called here. */
export const CONTACT_COLUMNS = [
  ...['rowNo', 'id', 'deleted', 'lost', 'paused', 'fields', 'folded', 'status', 'validation', 'funnel', 'email'],
  ...[
    'phone',
    'firstName',
    'lastName',
    'name',
    'country',
    'language',
    'timezone',
    'company',
    'jobTitle',
    'inboxProvider',
  ],
  ...['source', 'externalId', 'createdAt', 'updatedAt', 'subscribedAt', 'unsubscribedAt'],
  ...['channels', 'consents', 'suppressions', 'opportunities'],
]

const place = (column: string) => CONTACT_COLUMNS.indexOf(column)
const [ROW_NO, ID, DELETED, LOST, PAUSED, FIELDS, FOLDED] = CONTACT_COLUMNS.map(place)
const [EMAIL, PHONE] = [place('email'), place('phone')]
const [CHANNELS, CONSENTS] = [place('channels'), place('consents')]
const [SUPPRESSIONS, OPPORTUNITIES] = [place('suppressions'), place('opportunities')]

const ID_BYTES = 16

/** What kinds of sets are read apart from contacts, and how the kind and a UUID name one. */
const KINDS: ((uuid: string) => SetId)[] = [
  (uuid) => `tag:${toId('tag', uuid)}`,
  (uuid) => `segment:${toId('segment', uuid)}`,
  (uuid) => `topic:${toId('topic', uuid)}:opted_in`,
  (uuid) => `topic:${toId('topic', uuid)}:opted_out`,
]

/** Makes contacts, and what they are in, ready for the index chunk by chunk. Contacts come in ascending order, first. */
export class RowsPacker {
  readonly removed: number[] = []
  readonly #columns: ColumnDefinition[]
  readonly #source: ContactSource
  readonly #chunks = new Map<number, ChunkPacker>()
  readonly #sets = new ByteTable()

  constructor(columns: ColumnDefinition[]) {
    this.#columns = columns
    const fieldKeys = columns.flatMap(({ id }) => (id.startsWith('fields.') ? id.slice('fields.'.length) : []))
    const foldedKeys = columns.map(({ id }) => id)
    const [fields, folded] = [new JsonValues(fieldKeys), new JsonValues(foldedKeys)]
    const tuple = { bytes: new Uint8Array(0), from: new Int32Array(0), to: new Int32Array(0) }
    this.#source = { tuple, place, fields, folded, fieldKeys, foldedKeys }
  }

  addContact(tuple: CopyTuple): void {
    const rowNo = readInt32(tuple.bytes, tuple.from[ROW_NO])
    if (tuple.bytes[tuple.from[DELETED]] !== 0) {
      this.removed.push(rowNo)
      return
    }
    Object.assign(this.#source.tuple, tuple)
    this.#source.fields.read(tuple, FIELDS)
    this.#source.folded.read(tuple, FOLDED)
    const chunkNo = toChunkNo(rowNo)
    let chunk = this.#chunks.get(chunkNo)
    if (chunk === undefined) {
      chunk = new ChunkPacker(
        chunkNo,
        this.#columns.map((column) => columnPacker(this.#source, column)),
      )
      this.#chunks.set(chunkNo, chunk)
    }
    chunk.add(toLocal(rowNo), tuple)
  }

  /** A membership: row number, kind, UUID, time. Those of contacts that are not here are left out. */
  addMembership({ bytes, from, to }: CopyTuple): void {
    const rowNo = readInt32(bytes, from[0])
    const chunk = this.#chunks.get(toChunkNo(rowNo))
    if (chunk?.has(toLocal(rowNo)) !== true) return
    const kind = bytes[from[1]] - DIGIT_ZERO
    // A UUID belongs to one kind, apart from topics, which may have both answers.
    const set = this.#sets.place(bytes, from[2], to[2]) * KINDS.length + kind
    const members = chunk.membersOf(set, () => KINDS[kind](this.#sets.hex(Math.floor(set / KINDS.length))))
    members.locals.push(toLocal(rowNo))
    if (to[3] !== -1) members.since.push(readSeconds(bytes, from[3]))
  }

  /** Which contacts were packed. */
  rowNos(): number[] {
    return [...this.#chunks.values()].flatMap((chunk) => chunk.rowNos())
  }

  take(): PackedRows[] {
    return Array.from(this.#chunks.values(), (chunk) => chunk.take())
  }
}

const DIGIT_ZERO = 0x30

class ChunkPacker {
  readonly #chunkNo: number
  readonly #columns: ColumnPacker[]
  readonly #locals: number[] = []
  readonly #isHere = new Uint32Array(CHUNK_ROWS / 32)
  readonly #members = new MemberPacker()
  readonly #known: Members[] = []
  readonly #opportunities: RowOpportunities[] = []
  #ids = new Uint8Array(ID_BYTES * 64)

  constructor(chunkNo: number, columns: ColumnPacker[]) {
    this.#chunkNo = chunkNo
    this.#columns = columns
  }

  has(local: number): boolean {
    return (this.#isHere[local >>> 5] & (1 << (local & 31))) !== 0
  }

  add(local: number, tuple: CopyTuple): void {
    for (const column of this.#columns) column.add(local)
    this.#addId(tuple)
    this.#locals.push(local)
    this.#isHere[local >>> 5] |= 1 << (local & 31)
    for (const set of otherSets(tuple)) this.#members.add(set, local)
    if (tuple.to[OPPORTUNITIES] === -1) return
    const opportunities = JSON.parse(toText(tuple, OPPORTUNITIES).slice(1))
    this.#opportunities.push({ rowNo: toRowNo(this.#chunkNo, local), opportunities })
  }

  membersOf(set: number, name: () => string): Members {
    const found = this.#known[set]
    if (found !== undefined) return found
    const members = this.#members.get(name())
    this.#known[set] = members
    return members
  }

  rowNos(): number[] {
    return this.#locals.map((local) => toRowNo(this.#chunkNo, local))
  }

  take(): PackedRows {
    return {
      chunkNo: this.#chunkNo,
      locals: Uint16Array.from(this.#locals),
      columns: this.#columns.map((column) => column.take()),
      ids: this.#ids.slice(0, this.#locals.length * ID_BYTES),
      ...this.#members.take(),
      opportunities: packOpportunities(this.#opportunities),
    }
  }

  #addId({ bytes, from, to }: CopyTuple): void {
    const at = this.#locals.length * ID_BYTES
    if (at === this.#ids.length) {
      const longer = new Uint8Array(at * 2)
      longer.set(this.#ids)
      this.#ids = longer
    }
    for (let i = from[ID]; i < to[ID]; i++) this.#ids[at + i - from[ID]] = bytes[i]
  }
}

const ONLY_EMAIL: SetId[] = ['channel:email']

function otherSets(tuple: CopyTuple): SetId[] {
  const { bytes, from, to } = tuple
  const isLost = bytes[from[LOST]] !== 0
  const isPaused = bytes[from[PAUSED]] !== 0
  const hasEmail = to[EMAIL] > from[EMAIL]
  const lists = Math.max(to[CHANNELS], to[CONSENTS], to[SUPPRESSIONS])
  if (!isLost && !isPaused && lists === -1 && to[PHONE] <= from[PHONE]) return hasEmail ? ONLY_EMAIL : []
  // A phone number is an address on sms; it may stand there as a channel, too.
  const channels = new Set(listOf(tuple, CHANNELS))
  if (hasEmail) channels.add('email')
  if (to[PHONE] > from[PHONE]) channels.add('sms')
  return [
    ...(isLost ? ['mark:lost'] : []),
    ...(isPaused ? ['mark:paused'] : []),
    ...[...channels].map((channel) => `channel:${channel}`),
    ...listOf(tuple, CONSENTS).map((consent) => `consent:${consent}`),
    ...listOf(tuple, SUPPRESSIONS).map((reason) => `suppression:${reason}`),
  ]
}

/** A comma list: arrays cost more to read. */
function listOf(tuple: CopyTuple, column: number): string[] {
  return tuple.to[column] === -1 ? [] : toText(tuple, column).split(',')
}

function toText({ bytes, from, to }: CopyTuple, column: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from[column], to[column] - from[column]).toString()
}
