import { createSocket } from 'node:dgram'

/** The records of a name by type; 'fails' answers SERVFAIL. A name that is not there does not exist. */
export type Zone = Map<string, { TXT?: string[]; CNAME?: string } | 'fails'>

export type DnsServer = { address: string; zone: Zone; asked: string[]; stop(): Promise<void> }

const TYPES = { CNAME: 5, TXT: 16 }
const [NO_ERROR, SERVER_FAILED, NO_SUCH_NAME] = [0, 2, 3]

/** A name server on the loopback that answers over UDP from a zone, as RFC 1035 writes it. */
export async function startDnsServer(): Promise<DnsServer> {
  const zone: Zone = new Map()
  const asked: string[] = []
  const socket = createSocket('udp4')
  socket.on('message', (query, from) => socket.send(answer(query, { zone, asked }), from.port, from.address))
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  return {
    address: `127.0.0.1:${socket.address().port}`,
    zone,
    asked,
    stop: () => new Promise((resolve) => socket.close(() => resolve())),
  }
}

function answer(query: Buffer, { zone, asked }: { zone: Zone; asked: string[] }): Buffer {
  const { name, type, end } = readQuestion(query)
  asked.push(name)
  const at = zone.get(name)
  const records = at === undefined || at === 'fails' ? [] : recordsOf({ zone, name, type })
  const code = at === 'fails' ? SERVER_FAILED : at === undefined ? NO_SUCH_NAME : NO_ERROR
  const head = Buffer.alloc(12)
  query.copy(head, 0, 0, 2)
  head.writeUInt16BE(0x8580 | code, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt16BE(records.length, 6)
  return Buffer.concat([head, query.subarray(12, end), ...records])
}

/** Like a resolver of everyday life, which follows aliases by itself. */
function recordsOf({ zone, name, type }: { zone: Zone; name: string; type: number }): Buffer[] {
  const at = zone.get(name)
  if (at === undefined || at === 'fails') return []
  if (at.CNAME !== undefined) {
    const alias = toRecord(name, TYPES.CNAME, toName(at.CNAME))
    return type === TYPES.CNAME ? [alias] : [alias, ...recordsOf({ zone, name: at.CNAME, type })]
  }
  return type === TYPES.TXT ? (at.TXT ?? []).map((text) => toRecord(name, TYPES.TXT, toPieces(text))) : []
}

function readQuestion(query: Buffer) {
  const labels: string[] = []
  let at = 12
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length))
    at += length + 1
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 }
}

function toRecord(name: string, type: number, data: Buffer): Buffer {
  const middle = Buffer.alloc(10)
  middle.writeUInt16BE(type, 0)
  middle.writeUInt16BE(1, 2)
  middle.writeUInt16BE(data.length, 8)
  return Buffer.concat([toName(name), middle, data])
}

function toName(name: string): Buffer {
  const labels = name.split('.').map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)]))
  return Buffer.concat([...labels, Buffer.from([0])])
}

/** A text longer than 255 octets is several strings. */
function toPieces(text: string): Buffer {
  const pieces = text.match(/[\s\S]{1,255}/g) ?? ['']
  return Buffer.concat(pieces.map((piece) => Buffer.concat([Buffer.from([piece.length]), Buffer.from(piece)])))
}
