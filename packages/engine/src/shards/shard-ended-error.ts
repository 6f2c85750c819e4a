/** The thread of a shard is gone, and with it all that it held: the index has to be opened and loaded anew. */
export class ShardEndedError extends Error {
  override name = 'ShardEndedError'
}
