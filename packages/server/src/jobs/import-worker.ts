import type { Product } from '../product.ts'
import { deleteOldImportChanges, findOpenImport, type OpenImport } from '../store/imports.ts'
import { ImportMoved } from './import-batch.ts'
import { endImport, runImport } from './import-run.ts'

/** The background work behind POST /imports. */
export type ImportWorker = {
  /** Looks for new imports now. */
  wake(): void
  /** Ends after the batch that is being written; the next start goes on from there. */
  stop(): Promise<void>
}

const RETRY_DELAY_MS = 2_000
/** An import is given up after so many failures without a row in between, about ten seconds of trouble. */
const MOST_ATTEMPTS = 5
const GIVEN_UP =
  'Stopped after an internal error. The rows until then stay imported; import the file again for the rest, nothing is made twice.'

/** Works on imports one after the other, the oldest first: each of them keeps PostgreSQL busy by itself. */
export function startImports(product: Product): ImportWorker {
  let stopped = false
  let retry: NodeJS.Timeout | undefined
  let idle = Promise.resolve()
  let failures = { id: '', rowsDone: -1, count: 0 }

  async function workOff() {
    await deleteOldImportChanges(product.database, product.now())
    for (;;) {
      const open = stopped ? undefined : await findOpenImport(product.database)
      if (!open) return
      await workOn(open)
    }
  }

  async function workOn(open: OpenImport) {
    const isSame = failures.id === open.id && failures.rowsDone === open.rowsDone
    failures = { id: open.id, rowsDone: open.rowsDone, count: isSame ? failures.count + 1 : 0 }
    if (failures.count === MOST_ATTEMPTS) return endImport(product, open, GIVEN_UP)
    await runImport(product, open, () => stopped).catch((error: unknown) => {
      if (!(error instanceof ImportMoved)) throw error
    })
  }

  function wake() {
    clearTimeout(retry)
    idle = idle.then(workOff).catch((error: unknown) => {
      product.log.error('Imports stopped; trying again soon', { error: String(error) })
      if (!stopped) retry = setTimeout(wake, RETRY_DELAY_MS).unref()
    })
  }

  wake()
  return {
    wake,
    async stop() {
      stopped = true
      clearTimeout(retry)
      await idle
    },
  }
}
