/** The encodings that files of people really have; names as TextDecoder knows them. */
export type CsvEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/**
 * Finds the encoding of a whole file, chunk by chunk: a first foreign letter may come after a hundred thousand rows. A byte order
 * mark decides; then UTF-16 by its zeros; then UTF-8, unless more of the file contradicts it than agrees; else what Windows
 * programs write in the West.
 */
export class EncodingDetector {
  #start: Buffer = Buffer.alloc(0)
  #wellFormed = 0
  #malformed = 0
  /** Continuation bytes that the last lead byte promised and that have not come yet. */
  #awaited = 0

  push(chunk: Buffer) {
    if (this.#start.length < START_LENGTH) this.#start = Buffer.concat([this.#start, chunk.subarray(0, START_LENGTH)])
    for (const byte of chunk) {
      if (byte < 0x80 && this.#awaited === 0) continue
      this.#countByte(byte)
    }
  }

  end(): CsvEncoding {
    return (
      findByMark(this.#start) ??
      findUtf16(this.#start) ??
      (this.#malformed > this.#wellFormed ? 'windows-1252' : 'utf-8')
    )
  }

  // The byte forms of RFC 3629, without its finer bans: a text in another encoding breaks the coarse ones soon enough.
  #countByte(byte: number) {
    const isContinuation = byte >= 0x80 && byte < 0xc0
    if (this.#awaited > 0 && isContinuation) {
      this.#awaited -= 1
      if (this.#awaited === 0) this.#wellFormed += 1
      return
    }
    if (this.#awaited > 0) this.#malformed += 1
    this.#awaited = byte < 0xc2 ? 0 : byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : byte < 0xf5 ? 3 : 0
    if (this.#awaited === 0 && byte >= 0x80) this.#malformed += 1
  }
}

const START_LENGTH = 1_024

function findByMark(start: Buffer): CsvEncoding | undefined {
  if (start.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))) return 'utf-8'
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  return undefined
}

// Headers are mostly Latin letters, of which UTF-16 has a zero in every second byte.
function findUtf16(start: Buffer): CsvEncoding | undefined {
  const zeros = [0, 0]
  for (const [index, byte] of start.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  const many = start.length * 0.3
  if (odd > many && even === 0) return 'utf-16le'
  return even > many && odd === 0 ? 'utf-16be' : undefined
}
