import { rm } from 'node:fs/promises'
import type { Product, Worker } from '../product.ts'
import { deleteOldAddressChanges } from '../store/address-changes.ts'
import { deleteOldEventKeys } from '../store/events.ts'
import { keepExports } from '../store/exports.ts'
import { forgetDeletedForms } from '../store/forms.ts'
import { deleteOldKeys } from '../store/idempotency.ts'
import { forgetTriedFiles } from '../store/imports.ts'
import { deleteOldNotices } from '../store/notices.ts'
import { deleteOldReports } from '../store/provider-reports.ts'
import { addUpSendingCounts } from '../store/sending-counts.ts'
import { deleteExpiredSessions } from '../store/sessions.ts'
import { deleteExpiredSignUps } from '../store/sign-ups.ts'
import { forgetOldSendings } from '../store/single-sends.ts'
import { deleteOldUndoSteps } from '../store/undo-steps.ts'
import { deleteExportFiles } from './export-file.ts'
import { pruneHits } from './tracking/prune-hits.ts'

const EVERY_MS = 60 * 60_000
// How long it can be seen what became of notices and new addresses.
const KEPT_MS = 30 * 24 * 60 * 60_000

/** Deletes, every hour, what has expired: kept answers, sessions, exports, files that were tried, what undoing needs and old hits; and adds up counts. */
export function startHousekeeping(product: Product): Worker {
  let running = Promise.resolve()
  const wake = () => {
    running = tidy(product).catch((error: unknown) => {
      product.log.warn('Expired answers and sessions could not be deleted; the next hour tries again.', {
        reason: String(error),
      })
    })
  }
  const timer = setInterval(wake, EVERY_MS)
  return {
    wake,
    async stop() {
      clearInterval(timer)
      await running
    },
  }
}

async function tidy(product: Product) {
  await deleteOldUndoSteps(product.database, product.now())
  await deleteExportFiles(product.config.dataDir, await keepExports(product.database, product.now()))
  for (const path of await forgetTriedFiles(product.database, product.now())) await rm(path, { force: true })
  await deleteOldKeys(product.database, product.now())
  await deleteOldEventKeys(product.database, product.now())
  await deleteOldReports(product.database, product.now())
  const before = new Date(product.now().getTime() - KEPT_MS)
  await deleteOldNotices(product.database, before)
  await deleteOldAddressChanges(product.database, before)
  await deleteExpiredSignUps(product.database, before)
  await forgetDeletedForms(product.database, product.now())
  await deleteExpiredSessions(product.database, product.now())
  await forgetOldSendings(product.database, product.now())
  await addUpSendingCounts(product.database)
  await pruneHits(product)
}
