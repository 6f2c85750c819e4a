import { z } from 'zod'
import { route } from '../route.ts'

/**
 * A stream of server-sent events, which an EventSource or any line reader can follow. `snapshot` comes first and after each
 * reconnection: every segment's size, and the number of contacts. `sizes` follows whenever contacts or segments changed, at
 * most four times a second, with the sizes that are others now: none, where only what contacts say is different.
 */
export const liveStream = route({
  id: 'live.stream',
  method: 'GET',
  path: '/v1/live',
  summary: 'Sizes of segments as they change (server-sent events)',
  scope: 'segments:read',
  query: z.object({
    once: z.stringbool().default(false).meta({ description: 'true ends the stream after the first snapshot' }),
  }),
  media: 'text/event-stream',
})

/** The data of the events `snapshot` and `sizes`: sizes by segment id, null for one that was deleted. */
export type LiveSizes = { at: string; contacts: number; segments: Record<string, number | null> }
