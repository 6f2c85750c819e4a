import { rm } from 'node:fs/promises'
import type { Product, Worker } from '../product.ts'
import { deleteOldAddressChanges } from '../store/address-changes.ts'
import { deleteOldChanges } from '../store/contact-log.ts'
import { deleteOldEventKeys } from '../store/events.ts'
import { keepExports } from '../store/exports.ts'
import { forgetDeletedForms } from '../store/forms.ts'
import { deleteOldGoneTags } from '../store/gone-tags.ts'
import { deleteOldKeys } from '../store/idempotency.ts'
import { forgetTriedFiles } from '../store/imports.ts'
import { deleteOldNotices } from '../store/notices.ts'
import { deleteExpiredPasswordResets } from '../store/password-resets.ts'
import { deleteOldReports } from '../store/provider-reports.ts'
import { addUpSendingCounts } from '../store/sending-counts.ts'
import { deleteExpiredSessions } from '../store/sessions.ts'
import { deleteExpiredSignUps } from '../store/sign-ups.ts'
import { forgetOldSendings } from '../store/single-sends.ts'
import { deleteOldUndoSteps } from '../store/undo-steps.ts'
import { deleteExportFiles } from './export-file.ts'
import { pruneHits } from './tracking/prune-hits.ts'

const EVERY_MS = 60 * 60_000
// So that a product that is started anew more often than hourly is tidied, too.
const FIRST_AFTER_MS = 60_000
// How long it can be seen what became of notices and new addresses.
const KEPT_MS = 30 * 24 * 60 * 60_000

/** Deletes, soon after the start and every hour, what has expired; and adds up counts. */
export function startHousekeeping(product: Product): Worker {
  let running = Promise.resolve()
  let isStopping = false
  const wake = () => {
    running = running.then(() => tidy(product, () => isStopping))
  }
  const first = setTimeout(wake, FIRST_AFTER_MS)
  const timer = setInterval(wake, EVERY_MS)
  return {
    wake,
    async stop() {
      isStopping = true
      clearTimeout(first)
      clearInterval(timer)
      await running
    },
  }
}

type Step = (product: Product, now: Date) => Promise<unknown>

const STEPS: Record<string, Step> = {
  'what undoing needs': ({ database }, now) => deleteOldUndoSteps(database, now),
  'tags that are gone': ({ database }, now) => deleteOldGoneTags(database, now),
  exports: async ({ database, config }, now) => deleteExportFiles(config.dataDir, await keepExports(database, now)),
  'files that were tried': async ({ database }, now) => {
    for (const path of await forgetTriedFiles(database, now)) await rm(path, { force: true })
  },
  'kept answers': ({ database }, now) => deleteOldKeys(database, now),
  'ids of events': ({ database }, now) => deleteOldEventKeys(database, now),
  'reports of providers': ({ database }, now) => deleteOldReports(database, now),
  'changes of contacts': ({ database }, now) => deleteOldChanges(database, now),
  notices: ({ database }, now) => deleteOldNotices(database, keptSince(now)),
  'new addresses': ({ database }, now) => deleteOldAddressChanges(database, keptSince(now)),
  'sign-ups': ({ database }, now) => deleteExpiredSignUps(database, keptSince(now)),
  forms: ({ database }, now) => forgetDeletedForms(database, now),
  sessions: ({ database }, now) => deleteExpiredSessions(database, now),
  'links to another password': ({ database }, now) => deleteExpiredPasswordResets(database, now),
  'single messages': ({ database }, now) => forgetOldSendings(database, now),
  'counts of what was sent': ({ database }) => addUpSendingCounts(database),
  'opens and clicks': (product) => pruneHits(product),
}

// Each on its own: what one cannot do keeps the others from nothing.
async function tidy(product: Product, isStopping: () => boolean) {
  for (const [what, step] of Object.entries(STEPS)) {
    if (isStopping()) return
    await step(product, product.now()).catch((error: unknown) => {
      product.log.warn('Something that has expired could not be tidied away; the next hour tries again.', {
        what,
        reason: String(error),
      })
    })
  }
}

function keptSince(now: Date): Date {
  return new Date(now.getTime() - KEPT_MS)
}
