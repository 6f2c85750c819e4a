import { BadCursorError } from './bad-cursor-error.ts'
import type { SortedRow, SortKey } from './collector.ts'
import type { Sort } from './page.ts'

/** A place in a sort order as an opaque text that may stand in a URL. It names a value and a row, so it outlives changes. */
export function toCursor(sort: Sort, { key, rowNo }: SortedRow): string {
  return Buffer.from(JSON.stringify([signature(sort), key, rowNo])).toString('base64url')
}

/** The place that a cursor names; throws BadCursorError for anything but a cursor of this sort order. */
export function parseCursor(sort: Sort, cursor: string): SortedRow {
  const parsed = parseJson(Buffer.from(cursor, 'base64url').toString())
  if (!Array.isArray(parsed) || parsed.length !== 3) throw badCursor(cursor)
  const [of, key, rowNo]: unknown[] = parsed
  if (of !== signature(sort) || !Number.isInteger(rowNo) || typeof rowNo !== 'number') throw badCursor(cursor)
  if (!isKey(key)) throw badCursor(cursor)
  return { key, rowNo }
}

function isKey(key: unknown): key is SortKey {
  if (Array.isArray(key)) return key.every((part) => typeof part === 'string')
  return key === null || typeof key === 'number' || typeof key === 'string'
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function signature({ column, direction }: Sort): string {
  return `${direction} ${column ?? ''}`
}

function badCursor(cursor: string): BadCursorError {
  return new BadCursorError(
    `"${cursor}" is not a cursor of this list. Use the cursor of its last page, or leave it out.`,
  )
}
