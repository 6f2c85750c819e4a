import { jobsList } from '@rollcall/contract'
import { z } from 'zod'
import { action } from '../../action.ts'
import { listJobs } from '../../store/jobs.ts'
import { parseCursor, toPage } from '../cursor.ts'

export const listJobsAction = action(jobsList, async ({ product, caller }, { query: { after, limit } }) => {
  const before = parseCursor(after, z.string()) ?? undefined
  const found = await listJobs(product.database, caller.projectId, { before, limit: limit + 1 })
  return toPage(found, { limit, place: ({ id }) => id, show: (item) => item })
})
