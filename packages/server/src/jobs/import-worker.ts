import type { Product, Worker } from '../product.ts'
import { findOpenImport, type OpenImport } from '../store/imports.ts'
import { ImportMoved } from './import-batch.ts'
import { endImport, runImport, tidyUp } from './import-run.ts'
import { startLoop } from './loop.ts'

/** An import is given up after so many failures without a row in between: the loop waits a second after each. */
const MOST_ATTEMPTS = 10
const GIVEN_UP =
  'Stopped after an internal error. The rows until then stay imported; import the file again for the rest, nothing is made twice.'

/**
 * The background work behind POST /imports: one after the other, the oldest first, because each of them keeps PostgreSQL busy
 * by itself. Stopping ends after the batch that is being written; the next start goes on from there.
 */
export function startImports(product: Product): Worker {
  let isStopping = false
  let failures = { id: '', rowsDone: -1, count: 0 }

  async function workOn(open: OpenImport) {
    const isSame = failures.id === open.id && failures.rowsDone === open.rowsDone
    failures = { id: open.id, rowsDone: open.rowsDone, count: isSame ? failures.count + 1 : 0 }
    if (failures.count === MOST_ATTEMPTS) return endImport(product, open, GIVEN_UP)
    await runImport(product, open, () => isStopping).catch((error: unknown) => {
      if (!(error instanceof ImportMoved)) throw error
      return tidyUp(product, open)
    })
  }

  const loop = startLoop(
    async () => {
      const open = await findOpenImport(product.database)
      if (open) await workOn(open)
      return open !== undefined
    },
    (error) => product.log.error('Imports stopped; trying again soon', { error: String(error) }),
  )
  return {
    wake: loop.wake,
    stop() {
      isStopping = true
      return loop.stop()
    },
  }
}
