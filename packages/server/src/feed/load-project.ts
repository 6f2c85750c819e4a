import { availableParallelism } from 'node:os'
import { type AudienceIndex, type RowBatch, toRowNo } from '@rollcall/engine'
import type { ColumnDefinition } from '@rollcall/filters'
import type { SnapshotReader } from '../store/database.ts'
import { readRowEnd } from '../store/index-rows.ts'
import { KnownRows } from './known-rows.ts'
import { readInThreads } from './loading/read-in-threads.ts'
import { type LoadRequest, readContacts, readEvents } from './loading/read-project.ts'

/** From so many row numbers on, threads of their own read a project: starting one costs as much as reading some 20,000. */
const ROWS_FOR_THREADS = 100_000

// As many again write what is read into the index, and PostgreSQL needs some, too.
const LOADERS = Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2)))

/** Where from and where to. */
export type LoadOptions = {
  index: AudienceIndex
  projectId: number
  columns: ColumnDefinition[]
  connectionString: string
  isStopped: () => boolean
  /** Threads that read, 0 to read in this one; chosen by size unless given. */
  loaders?: number
}

/** Loads a project as `record` sees it; answers which contacts there are. Throws once `isStopped`. */
export async function loadProject(record: SnapshotReader, options: LoadOptions): Promise<KnownRows> {
  const { index, projectId, columns, connectionString, isStopped } = options
  const known = new KnownRows()
  const end = await readRowEnd(record, projectId)
  const loaders = options.loaders ?? (end < ROWS_FOR_THREADS ? 0 : LOADERS)
  const request = { projectId, columns, end }
  const batches =
    loaders === 0 ? readHere(record, request) : readInThreads(record, { ...request, connectionString, loaders })
  await index.replaceAll(projectId, columns, noting(known, batches, isStopped))
  return known
}

async function* readHere({ client }: SnapshotReader, request: LoadRequest): AsyncGenerator<RowBatch> {
  yield* readContacts(client, request, { part: 0, of: 1 })
  yield* readEvents(client, request)
}

async function* noting(
  known: KnownRows,
  batches: AsyncIterable<RowBatch>,
  isStopped: () => boolean,
): AsyncGenerator<RowBatch> {
  for await (const batch of batches) {
    if (isStopped()) throw new Error('Loading was stopped.')
    for (const { chunkNo, locals } of batch.packed ?? []) {
      for (const local of locals) known.add(toRowNo(chunkNo, local))
    }
    yield batch
  }
}
