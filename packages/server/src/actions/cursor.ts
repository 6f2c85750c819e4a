import type { z } from 'zod'
import { invalid } from '../failure.ts'

/** An opaque place in a list, for `next_cursor`. */
export function toCursor(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

/** The place that a request's `after` means, checked by its shape; null when the request gave none. */
export function parseCursor<Shape extends z.ZodType>(
  after: string | undefined,
  shape: Shape,
  pointer = '?after',
): z.output<Shape> | null {
  if (after === undefined) return null
  try {
    return shape.parse(JSON.parse(Buffer.from(after, 'base64url').toString()))
  } catch {
    throw invalid(pointer, 'must be the next_cursor of an earlier answer of this same call, or an id that it gave')
  }
}

/** A list's reply from one item more than was asked for. */
export function toPage<Item, Shown>(
  found: Item[],
  page: { limit: number; place: (last: Item) => unknown; show: (item: Item) => Shown },
): { data: Shown[]; has_more: boolean; next_cursor: string | null } {
  const items = found.slice(0, page.limit)
  const last = items.at(-1)
  const hasMore = found.length > page.limit && last !== undefined
  return {
    data: items.map(page.show),
    has_more: hasMore,
    next_cursor: hasMore ? toCursor(page.place(last)) : null,
  }
}
