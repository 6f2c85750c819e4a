import { CHUNK_ROWS } from '../chunk.ts'
import type { CodeArray } from '../kernels/codes.ts'
import type { Arena } from '../memory/arena.ts'

/** The bytes that a code takes. */
export function toWidth(code: number): 1 | 2 | 4 {
  if (code < 256) return 1
  return code < CHUNK_ROWS ? 2 : 4
}

/** Room for codes of a width. */
export function toCodeArray(arena: Arena, width: number, length: number): CodeArray {
  if (width === 1) return arena.u8(length)
  return width === 2 ? arena.u16(length) : arena.u32(length)
}
