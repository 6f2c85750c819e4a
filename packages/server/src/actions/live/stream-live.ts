import { liveStream } from '@rollcall/contract'
import type { Lowering } from '@rollcall/filters'
import { action, Download } from '../../action.ts'
import { LiveStream } from './live-stream.ts'

const EVERY_CONTACT: Lowering = { is: 'constant', value: true }

export const streamLiveAction = action(liveStream, async ({ product, caller, reply }, { query }) => {
  const { index, now, streams } = product
  const { projectId } = caller
  const closed = streams.open(projectId)
  // Nothing between here and the reader may hold events back, or keep the connection for another request.
  reply.header('X-Accel-Buffering', 'no')
  reply.header('Connection', 'close')
  const stream = new LiveStream({
    read: async () => ({
      contacts: await index.count(projectId, EVERY_CONTACT),
      sizes: await index.sizes(projectId),
    }),
    listen: (listener) => index.onChange(projectId, listener),
    now,
    isOnce: query.once,
  })
  return new Download(stream.once('close', closed))
})
