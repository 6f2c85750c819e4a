import { CHUNK_ROWS, CHUNK_WORDS, MAX_ROW_NO, toChunkNo, toLocal, toRowNo } from '../chunk.ts'
import {
  andNotMembers,
  countMembers,
  findMembers,
  firstAtLeast,
  hasMember,
  keepMembers,
  listMembers,
  type Members,
  orMembers,
} from '../kernels/members.ts'
import { parseBitmap, toBitmapBytes } from './row-bitmap-format.ts'

/** Which rows to take from a bitmap: the first `limit` after a row. */
export type SliceOptions = { after?: number; limit: number }

/** An unchanging set of row numbers, compressed by chunk; what an audience is frozen as. */
export class RowBitmap {
  /** In ascending order of chunks. */
  readonly #chunks: ReadonlyMap<number, Members>
  readonly count: number

  private constructor(chunks: ReadonlyMap<number, Members>) {
    this.#chunks = chunks
    this.count = chunks.values().reduce((sum, members) => sum + countMembers(members), 0)
  }

  /** The bitmap of these rows, in any order. */
  static of(rowNos: Iterable<number>): RowBitmap {
    const chunks = new Map<number, Uint32Array>()
    for (const rowNo of rowNos) {
      if (!Number.isInteger(rowNo) || rowNo < 0 || rowNo > MAX_ROW_NO) throw new Error(`${rowNo} is not a row number.`)
      const words = chunks.get(toChunkNo(rowNo)) ?? new Uint32Array(CHUNK_WORDS)
      words[toLocal(rowNo) >>> 5] |= 1 << (rowNo & 31)
      chunks.set(toChunkNo(rowNo), words)
    }
    return RowBitmap.ofChunks(chunks)
  }

  /** The bitmap of whole chunks of bits, in any order. */
  static ofChunks(chunks: Iterable<[chunkNo: number, words: Uint32Array]>): RowBitmap {
    const locals = new Uint16Array(CHUNK_ROWS)
    const compact = new Map<number, Members>()
    for (const [chunkNo, words] of [...chunks].sort((a, b) => a[0] - b[0])) {
      const members = findMembers(words, locals)
      if (members !== undefined) compact.set(chunkNo, members)
    }
    return new RowBitmap(compact)
  }

  /** The bitmap that `toBytes` wrote; throws CorruptBitmapError for anything else. */
  static fromBytes(bytes: Uint8Array): RowBitmap {
    return new RowBitmap(parseBitmap(bytes))
  }

  /** The bitmap in the format of row-bitmap-format.ts. */
  toBytes(): Uint8Array {
    return toBitmapBytes(this.#chunks)
  }

  has(rowNo: number): boolean {
    const members = this.#chunks.get(toChunkNo(rowNo))
    return members !== undefined && hasMember(members, toLocal(rowNo))
  }

  /** Chunk by chunk, ascending; not to be written to. */
  chunks(): IterableIterator<[chunkNo: number, members: Members]> {
    return this.#chunks.entries()
  }

  /** The rows in ascending order. */
  *[Symbol.iterator](): Generator<number> {
    const locals = new Uint16Array(CHUNK_ROWS)
    for (const [chunkNo, members] of this.#chunks) {
      const count = listMembers(members, locals)
      for (let i = 0; i < count; i++) yield toRowNo(chunkNo, locals[i])
    }
  }

  /** Up to `limit` rows in ascending order, those after row `after` only. */
  slice({ after = -1, limit }: SliceOptions): number[] {
    const first = after + 1
    const rows: number[] = []
    const locals = new Uint16Array(CHUNK_ROWS)
    for (const [chunkNo, members] of this.#chunks) {
      if (toRowNo(chunkNo + 1, 0) <= first) continue
      if (rows.length >= limit) break
      const found = locals.subarray(0, listMembers(members, locals))
      const start = chunkNo === toChunkNo(first) ? firstAtLeast(found, toLocal(first)) : 0
      for (const local of found.subarray(start, start + limit - rows.length)) rows.push(toRowNo(chunkNo, local))
    }
    return rows
  }

  /** Rows in both. */
  and(other: RowBitmap): RowBitmap {
    const scratch = new Uint32Array(CHUNK_WORDS)
    return this.#combine(other, (words, members) => {
      if (members === undefined) words.fill(0)
      else keepMembers(words, members, scratch)
    })
  }

  /** Rows in either. */
  or(other: RowBitmap): RowBitmap {
    return this.#combine(other, (words, members) => {
      if (members !== undefined) orMembers(words, members)
    })
  }

  /** Rows in this one and not in the other. */
  andNot(other: RowBitmap): RowBitmap {
    return this.#combine(other, (words, members) => {
      if (members !== undefined) andNotMembers(words, members)
    })
  }

  #combine(other: RowBitmap, change: (words: Uint32Array, others: Members | undefined) => void): RowBitmap {
    const chunks = new Map<number, Uint32Array>()
    for (const chunkNo of new Set([...this.#chunks.keys(), ...other.#chunks.keys()])) {
      const words = new Uint32Array(CHUNK_WORDS)
      const own = this.#chunks.get(chunkNo)
      if (own !== undefined) orMembers(words, own)
      change(words, other.#chunks.get(chunkNo))
      chunks.set(chunkNo, words)
    }
    return RowBitmap.ofChunks(chunks)
  }
}
