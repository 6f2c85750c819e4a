import type { ShardCall, ShardCalls, ShardInput, ShardOutput } from './messages.ts'
import type { Shard } from './shard.ts'

/** What the shard answers to a call. */
export function answer<C extends ShardCall>(shard: Shard, call: C, input: ShardInput<C>): ShardOutput<C> {
  const calls: ShardCalls = shard
  // why: a method's input and output belong together by its name, which TypeScript loses when the name is a variable.
  const method = calls[call] as (input: ShardInput<C>) => ShardOutput<C>
  return method.call(shard, input)
}
