import type { Route } from '@rollcall/contract'
import type { Stream } from '../action.ts'

/** The first kind of stream that an Accept header names and the route has; null is JSON. */
export function findStream({ streams = [] }: Route, accept: string | undefined): Stream | null {
  const named = (accept ?? '').split(',').map((media) => media.split(';')[0]?.trim().toLowerCase())
  for (const media of named) {
    const found = streams.find((stream) => stream === media)
    if (found || media === 'application/json') return found ?? null
  }
  return null
}
