import { stat } from 'node:fs/promises'
import { toId } from '@rollcall/contract'
import type { Product, Worker } from '../product.ts'
import { findOpenExport, finishExport, type OpenExport } from '../store/exports.ts'
import { ExportStopped, exportPath, writeExportFile } from './export-file.ts'
import { startLoop } from './loop.ts'

/** An export is given up after so many failures: the loop waits a second after each. */
const MOST_ATTEMPTS = 10

/** The background work behind POST /exports, one after the other. One that is stopped begins again at the next start. */
export function startExports(product: Product): Worker {
  let isStopping = false
  let failures = { id: '', count: 0 }

  async function workOn(open: OpenExport) {
    const count = failures.id === open.id ? failures.count : 0
    if (count === MOST_ATTEMPTS) {
      const error = 'Stopped after an internal error, such as a full disk. Start it again.'
      return finishExport(product.database, open, { end: { error }, now: product.now() })
    }
    failures = { id: open.id, count: count + 1 }
    const done = await writeExportFile(product, open, () => isStopping)
    const { size } = await stat(exportPath(product.config.dataDir, toId('export', open.id)))
    await finishExport(product.database, open, { end: { done, sizeBytes: size }, now: product.now() })
  }

  const loop = startLoop(
    async () => {
      const open = await findOpenExport(product.database)
      if (open) await workOn(open)
      return open !== undefined
    },
    (error) => {
      if (error instanceof ExportStopped) return
      product.log.error('An export stopped; trying again soon', { error: String(error) })
    },
  )
  return {
    wake: loop.wake,
    stop() {
      isStopping = true
      return loop.stop()
    },
  }
}
