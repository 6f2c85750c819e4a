import { Readable } from 'node:stream'
import { jobsResultsFile as route } from '@rollcall/contract'
import { action, Download } from '../../action.ts'
import { toCsvLine } from '../../contacts/csv/to-csv-line.ts'
import type { Queryable } from '../../store/database.ts'
import { listJobResults } from '../../store/job-results.ts'
import { getJob } from '../../store/jobs.ts'
import { showResults } from './show-results.ts'

const PAGE_ROWS = 1_000

export const downloadResultsAction = action(route, async ({ product, caller }, { params }) => {
  const { job } = await getJob(product.database, caller.projectId, params.job)
  return new Download(Readable.from(resultLines(product.database, caller.projectId, job.id)), `${job.id}-results.csv`)
})

async function* resultLines(record: Queryable, projectId: number, id: string): AsyncGenerator<string> {
  yield toCsvLine(['contact', 'name', 'outcome', 'detail'])
  for (let from = 0; ; ) {
    const results = await listJobResults(record, projectId, { id, from, limit: PAGE_ROWS })
    const last = results.at(-1)
    if (!last) return
    const shown = await showResults(record, projectId, results)
    yield shown
      .map(({ contact, name, outcome, detail }) => toCsvLine([contact, name ?? '', outcome, detail ?? '']))
      .join('')
    from = last.position + 1
  }
}
