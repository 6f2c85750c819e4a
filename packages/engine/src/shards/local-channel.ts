import { answer } from './answer.ts'
import type { ShardCall, ShardChannel, ShardInput, ShardOutput } from './messages.ts'
import { Shard } from './shard.ts'
import { ShardEndedError } from './shard-ended-error.ts'

/** A shard in the caller's own thread, for tests and tools; a call has been answered when `ask` returns. */
export function openLocalShard({ maxBytes }: { maxBytes: number }): ShardChannel {
  const shard = new Shard(maxBytes)
  let isClosed = false
  return {
    async ask<C extends ShardCall>(call: C, input: ShardInput<C>): Promise<ShardOutput<C>> {
      if (isClosed) throw new ShardEndedError('The index is closed.')
      return answer(shard, call, input)
    },
    async close() {
      if (!isClosed) shard.release()
      isClosed = true
    },
  }
}
