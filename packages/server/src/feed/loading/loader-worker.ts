import { parentPort, workerData } from 'node:worker_threads'
import { buffersOf, type RowBatch } from '@rollcall/engine'
import { openSnapshot } from '../../store/database.ts'
import type { LoaderAnswer, LoaderAsk, LoaderData } from './loader-messages.ts'
import { readContacts, readEvents } from './read-project.ts'

// why: read-in-threads.ts starts this thread with these
const { connectionString, snapshot, request, part, of } = workerData as LoaderData

const { client } = await openSnapshot(connectionString, snapshot)
const sources = {
  contacts: ahead(readContacts(client, request, { part, of })),
  events: ahead(readEvents(client, request)),
}

parentPort?.on('message', async (ask: LoaderAsk) => {
  const answer = await sources[ask]().then(toAnswer, toError)
  parentPort?.postMessage(answer, buffersOf(answer))
})

function toAnswer(batch: RowBatch | undefined): LoaderAnswer {
  return { batch }
}

function toError(error: unknown): LoaderAnswer {
  return { error: error instanceof Error ? error.message : String(error) }
}

/** The next batch; the one after it is made while nobody asks. */
function ahead(batches: AsyncGenerator<RowBatch>): () => Promise<RowBatch | undefined> {
  let following: Promise<RowBatch | undefined> | undefined
  const next = async () => {
    const { value, done } = await batches.next()
    return done ? undefined : value
  }
  return async () => {
    const batch = await (following ?? next())
    following = batch === undefined ? undefined : next()
    // Whoever asks next hears of a failure.
    following?.catch(() => {})
    return batch
  }
}
