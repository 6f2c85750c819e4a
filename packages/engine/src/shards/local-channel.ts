import { answer } from './answer.ts'
import type { ShardCall, ShardChannel, ShardInput, ShardOutput } from './messages.ts'
import { Shard } from './shard.ts'

/** A shard in the caller's own thread, for tests and tools; a call has been answered when `ask` returns. */
export function openLocalShard({ maxBytes }: { maxBytes: number }): ShardChannel {
  const shard = new Shard(maxBytes)
  return {
    async ask<C extends ShardCall>(call: C, input: ShardInput<C>): Promise<ShardOutput<C>> {
      return answer(shard, call, input)
    },
    async close() {},
  }
}
