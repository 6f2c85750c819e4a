import { parentPort, workerData } from 'node:worker_threads'
import { answer } from './answer.ts'
import type { ShardCall, ShardOutput, ShardReply, ShardRequest } from './messages.ts'
import { toSentError } from './sent-error.ts'
import { Shard } from './shard.ts'

const shard = new Shard(workerData.maxBytes)

parentPort?.on('message', (request: ShardRequest) => {
  const reply = toReply(request)
  parentPort?.postMessage(reply, 'output' in reply ? buffersOf(reply.output) : [])
})

function toReply({ id, call, input }: ShardRequest): ShardReply {
  try {
    return { id, output: answer(shard, call, input) }
  } catch (error) {
    return { id, error: toSentError(error) }
  }
}

/** Bitsets are handed over rather than copied; the shard makes them for the answer and keeps none. */
function buffersOf(output: ShardOutput<ShardCall>): ArrayBuffer[] {
  if (typeof output !== 'object') return []
  if (output instanceof Uint8Array) return [output.buffer]
  if ('bytes' in output) return [output.bytes.buffer]
  if (!('words' in output)) return []
  return [output.words.buffer, output.chunkNos.buffer].filter((buffer) => buffer instanceof ArrayBuffer)
}
