import { jobsResults } from '@rollcall/contract'
import { z } from 'zod'
import { action } from '../../action.ts'
import { countJobResults, listJobResults } from '../../store/job-results.ts'
import { getJob } from '../../store/jobs.ts'
import { parseCursor, toPage } from '../cursor.ts'
import { showResults } from './show-results.ts'

export const listJobResultsAction = action(jobsResults, async ({ product, caller }, { params, query }) => {
  const { database } = product
  const { projectId } = caller
  const last = parseCursor(
    query.after,
    z
      .int32()
      .min(0)
      .max(2 ** 31 - 2),
  )
  const { job } = await getJob(database, projectId, params.job)
  const { limit, outcome } = query
  const from = last === null ? 0 : last + 1
  const found = await listJobResults(database, projectId, { id: job.id, from, limit: limit + 1, outcome })
  const page = toPage(await showResults(database, projectId, found), {
    limit,
    place: ({ position }) => position,
    show: ({ position: _, ...result }) => result,
  })
  return { ...page, totals: last === null ? await countJobResults(database, projectId, job.id) : null }
})
