import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { RowBatch } from '@rollcall/engine'
import { exportSnapshot, type SnapshotReader } from '../../store/database.ts'
import type { LoaderAnswer, LoaderAsk, LoaderData } from './loader-messages.ts'
import type { LoadRequest } from './read-project.ts'

// What is read lives in typed arrays that are handed over; V8's default would let the rest fill 64 MB.
const YOUNG_MB = 16

type ThreadsRequest = LoadRequest & { connectionString: string; loaders: number }

/** What `record` sees of a project, read by threads with connections of their own on the same snapshot. */
export async function* readInThreads(
  record: SnapshotReader,
  { connectionString, loaders, ...request }: ThreadsRequest,
): AsyncGenerator<RowBatch> {
  const snapshot = await exportSnapshot(record)
  const threads = Array.from({ length: loaders }, (_, part) => {
    return new Loader({ connectionString, snapshot, request, part, of: loaders })
  })
  try {
    yield* inAnyOrder(threads)
    for (let batch = await threads[0].next('events'); batch !== undefined; batch = await threads[0].next('events')) {
      yield batch
    }
  } finally {
    await Promise.all(threads.map((thread) => thread.end()))
  }
}

/** The contacts of all threads, as they come. */
async function* inAnyOrder(threads: Loader[]): AsyncGenerator<RowBatch> {
  const ask = async (thread: Loader) => ({ thread, batch: await thread.next('contacts') })
  const asked = new Map(threads.map((thread) => [thread, ask(thread)]))
  while (asked.size > 0) {
    const { thread, batch } = await Promise.race(asked.values())
    if (batch === undefined) asked.delete(thread)
    else {
      asked.set(thread, ask(thread))
      yield batch
    }
  }
}

class Loader {
  readonly #worker: Worker
  /** Rejects when the thread ends, which it does only by failing. */
  readonly #failed: Promise<never>

  constructor(workerData: LoaderData) {
    const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_MB }
    this.#worker = new Worker(new URL('./loader-worker.ts', import.meta.url), { workerData, resourceLimits })
    this.#failed = once(this.#worker, 'exit').then(() => {
      throw new Error('A thread that loads the index ended.')
    })
    this.#failed.catch(() => {})
  }

  async next(ask: LoaderAsk): Promise<RowBatch | undefined> {
    const answered = once(this.#worker, 'message')
    answered.catch(() => {})
    this.#worker.postMessage(ask)
    // why: loader-worker.ts answers nothing else
    const [answer] = (await Promise.race([answered, this.#failed])) as [LoaderAnswer]
    if ('error' in answer) throw new Error(answer.error)
    return answer.batch
  }

  async end(): Promise<void> {
    await this.#worker.terminate()
  }
}
