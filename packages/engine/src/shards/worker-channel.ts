import { Worker } from 'node:worker_threads'
import { buffersOf } from '../batch/buffers-of.ts'
import type { ShardCall, ShardChannel, ShardInput, ShardOutput, ShardReply, ShardRequest } from './messages.ts'
import { fromSentError } from './sent-error.ts'
import { ShardEndedError } from './shard-ended-error.ts'

// What a shard keeps lives in typed arrays; messages are young and die at once. V8's default would let them fill 64 MB.
const YOUNG_MB = 16

type Waiting = { resolve: (output: ShardOutput<ShardCall>) => void; reject: (error: Error) => void }

/** A shard in a thread of its own that may use `maxBytes`. */
export function openWorkerShard({ maxBytes }: { maxBytes: number }): ShardChannel {
  return new WorkerChannel(
    new Worker(new URL('./shard-worker.ts', import.meta.url), {
      workerData: { maxBytes },
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    }),
  )
}

class WorkerChannel implements ShardChannel {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  #nextId = 1
  #ended: Error | undefined

  constructor(worker: Worker) {
    this.#worker = worker
    worker.on('message', (reply: ShardReply) => this.#settle(reply))
    worker.on('error', (error: Error) => this.#end(`An index worker failed: ${error.message}`))
    worker.on('exit', () => this.#end('The index worker has ended.'))
  }

  ask<C extends ShardCall>(call: C, input: ShardInput<C>): Promise<ShardOutput<C>> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended)
    const id = this.#nextId++
    const answered = new Promise<ShardOutput<ShardCall>>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
    })
    const request: ShardRequest = { id, call, input }
    this.#worker.postMessage(request, buffersToHandOver(input))
    // why: replies carry the id of their request, so this is the output of the very call that was asked.
    return answered as Promise<ShardOutput<C>>
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }

  #settle(reply: ShardReply): void {
    const waiting = this.#waiting.get(reply.id)
    this.#waiting.delete(reply.id)
    if ('error' in reply) waiting?.reject(fromSentError(reply.error))
    else waiting?.resolve(reply.output)
  }

  #end(message: string): void {
    this.#ended ??= new ShardEndedError(message)
    for (const waiting of this.#waiting.values()) waiting.reject(this.#ended)
    this.#waiting.clear()
  }
}

/** Batches are handed over rather than copied: whoever applies one has no further use for it. */
function buffersToHandOver(input: ShardInput<ShardCall>): ArrayBuffer[] {
  if ('batches' in input) return buffersOf(input.batches)
  return 'bytes' in input ? buffersOf(input.bytes) : []
}
