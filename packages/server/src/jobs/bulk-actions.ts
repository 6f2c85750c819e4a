import type { Product, Worker } from '../product.ts'
import { failJob, listOpenJobs } from '../store/jobs.ts'
import { type BulkWork, runChunk, toBulkWork } from './bulk-chunk.ts'

const RETRY_DELAY_MS = 2_000
/** A job is given up after so many failures in a row, about ten seconds of trouble. */
const MOST_ATTEMPTS = 5

/**
 * The background work behind POST /contacts/bulk: all open jobs, one chunk of each in turn, so that a long job never keeps
 * a short one waiting. Stopping ends after the chunk that is being done; the next start goes on from there.
 */
export function startBulkActions(product: Product): Worker {
  const open = new Map<string, BulkWork & { attempts: number }>()
  let stopped = false
  let retry: NodeJS.Timeout | undefined
  let idle = Promise.resolve()

  async function workOff() {
    while (!stopped) {
      for (const job of await listOpenJobs(product.database, [...open.keys()])) {
        open.set(job.id, { ...toBulkWork(job), attempts: 0 })
      }
      if (open.size === 0) return
      for (const work of open.values()) if (!stopped) await workOn(work)
    }
  }

  async function workOn(work: BulkWork & { attempts: number }) {
    const { id } = work.job
    work.attempts += 1
    if (work.attempts > MOST_ATTEMPTS) await giveUp(product, work)
    const isOver = work.attempts > MOST_ATTEMPTS || (await runChunk(product, work))
    work.attempts = 0
    if (isOver) open.delete(id)
  }

  function wake() {
    clearTimeout(retry)
    idle = idle.then(workOff).catch((error: unknown) => {
      product.log.error('Bulk actions stopped; trying again soon', { error: String(error) })
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

async function giveUp(product: Product, { job }: BulkWork) {
  const error =
    'Stopped after an internal error. What was done until then stays done; start the action again for the rest.'
  await product.database.write({ projectId: job.projectId, actor: job.createdBy }, (transaction) =>
    failJob(transaction, { id: job.id, error, at: product.now() }),
  )
}
