import { finished } from 'node:stream/promises'
import type { ClientBase } from 'pg'
import { to } from 'pg-copy-streams'

/** One row of COPY's binary format: value `i` is `bytes[from[i], to[i])`; null has `to[i]` of -1. Good until the next row. */
export type CopyTuple = { bytes: Uint8Array; from: Int32Array; to: Int32Array }

// PostgreSQL's documentation of COPY, binary format: the signature, flags and the length of an empty extension.
const HEADER_BYTES = 19
const TRAILER = -1
const MAX_FIELDS = 64

/** Runs `copy (…) to stdout (format binary)` and shows each row to `visit`. */
export async function readCopy(
  client: ClientBase,
  statement: string,
  visit: (tuple: CopyTuple) => void,
): Promise<void> {
  for await (const _ of copyPieces(client, statement, visit));
}

/** The same piece by piece of about 64 KiB, so that whoever asks may stop for a while. */
export async function* copyPieces(
  client: ClientBase,
  statement: string,
  visit: (tuple: CopyTuple) => void,
): AsyncGenerator<void> {
  const rows = new CopyRows(visit)
  const stream = client.query(to(statement))
  try {
    for await (const piece of stream.iterator({ destroyOnReturn: false })) {
      rows.take(piece)
      yield
    }
  } finally {
    // What is left is read to its end: the connection is good for nothing else before.
    if (!stream.readableEnded && stream.errored === null) await finished(stream.resume())
  }
}

class CopyRows {
  readonly #visit: (tuple: CopyTuple) => void
  readonly #tuple: CopyTuple = {
    bytes: new Uint8Array(0),
    from: new Int32Array(MAX_FIELDS),
    to: new Int32Array(MAX_FIELDS),
  }
  #rest: Uint8Array = new Uint8Array(0)
  #hasHeader = false

  constructor(visit: (tuple: CopyTuple) => void) {
    this.#visit = visit
  }

  take(piece: Uint8Array): void {
    const bytes = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece])
    let at = 0
    if (!this.#hasHeader && bytes.length >= HEADER_BYTES) {
      this.#hasHeader = true
      at = HEADER_BYTES
    }
    this.#tuple.bytes = bytes
    for (let end = at; this.#hasHeader && end !== -1; ) {
      at = end
      end = this.#endOfRow(bytes, at)
      if (end !== -1) this.#visit(this.#tuple)
    }
    this.#rest = bytes.subarray(at)
  }

  /** Where the row that begins here ends, or -1 when it is not all there. */
  #endOfRow(bytes: Uint8Array, start: number): number {
    if (start + 2 > bytes.length) return -1
    const count = ((bytes[start] << 24) >> 16) | bytes[start + 1]
    if (count === TRAILER) return -1
    const { from, to } = this.#tuple
    let at = start + 2
    for (let i = 0; i < count; i++) {
      if (at + 4 > bytes.length) return -1
      const length = readInt32(bytes, at)
      from[i] = at + 4
      to[i] = length === -1 ? -1 : at + 4 + length
      at += 4 + Math.max(0, length)
    }
    return at > bytes.length ? -1 : at
  }
}

/** A big-endian 32-bit integer. */
export function readInt32(bytes: Uint8Array, at: number): number {
  return (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3]
}

const POSTGRES_EPOCH_SECONDS = 946_684_800
const MICROS_PER_SECOND = 1_000_000

/** A timestamptz as whole seconds since 1970. */
export function readSeconds(bytes: Uint8Array, at: number): number {
  const micros = readInt32(bytes, at) * 2 ** 32 + (readInt32(bytes, at + 4) >>> 0)
  // Beyond 285 years from 2000 a double does not hold every microsecond.
  if (!Number.isSafeInteger(micros)) return readFarSeconds(bytes, at)
  return Math.floor(micros / MICROS_PER_SECOND) + POSTGRES_EPOCH_SECONDS
}

function readFarSeconds(bytes: Uint8Array, at: number): number {
  const micros = new DataView(bytes.buffer, bytes.byteOffset).getBigInt64(at)
  const seconds = micros / BigInt(MICROS_PER_SECOND)
  return (
    Number(micros < 0n && micros % BigInt(MICROS_PER_SECOND) !== 0n ? seconds - 1n : seconds) + POSTGRES_EPOCH_SECONDS
  )
}
