import type { Product, Worker } from '../product.ts'
import { failJob, listOpenJobs } from '../store/jobs.ts'
import { type BulkWork, runChunk, toBulkWork } from './bulk-chunk.ts'
import { startLoop } from './loop.ts'

/** A job is given up after so many failures in a row: the loop waits a second after each. */
const MOST_ATTEMPTS = 10

/**
 * The background work behind bulk actions and undoing: all open jobs, one chunk of each in turn, so that a long job never
 * keeps a short one waiting. Stopping ends after the chunk that is being done; the next start goes on from there.
 */
export function startBulkActions(product: Product): Worker {
  const open = new Map<string, BulkWork & { attempts: number }>()
  let isStopping = false

  async function workOn(work: BulkWork & { attempts: number }) {
    work.attempts += 1
    if (work.attempts > MOST_ATTEMPTS) await giveUp(product, work)
    const isOver = work.attempts > MOST_ATTEMPTS || (await runChunk(product, work))
    work.attempts = 0
    if (isOver) open.delete(work.job.id)
  }

  const loop = startLoop(
    async () => {
      for (const job of await listOpenJobs(product.database, [...open.keys()])) {
        open.set(job.id, { ...toBulkWork(job), attempts: 0 })
      }
      for (const work of open.values()) if (!isStopping) await workOn(work)
      return open.size > 0
    },
    (error) => product.log.error('Bulk actions stopped; trying again soon', { error: String(error) }),
  )
  return {
    wake: loop.wake,
    stop() {
      isStopping = true
      return loop.stop()
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
