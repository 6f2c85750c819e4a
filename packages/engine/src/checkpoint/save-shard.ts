import type { ShardChannel, ShardOutput } from '../shards/messages.ts'
import type { TextsPlace } from './table-parts.ts'

/** A part of a project as bytes, and the shard that it is for. */
export type SavedPart = { shard: number; bytes: Uint8Array<ArrayBuffer> }

/** What one shard holds of a project, chunk by chunk, then the texts that those mention. */
export async function* saveShard(
  channel: ShardChannel,
  { project, shard, chunkNos, version }: ShardOutput<'beginSave'> & { project: number; shard: number },
): AsyncGenerator<SavedPart> {
  for (const chunkNo of chunkNos) {
    yield { shard, bytes: await channel.ask('saveChunk', { project, version, chunkNo }) }
  }
  let from: TextsPlace | undefined
  do {
    const { bytes, next } = await channel.ask('saveTexts', { project, version, from })
    yield { shard, bytes }
    from = next
  } while (from !== undefined)
}
