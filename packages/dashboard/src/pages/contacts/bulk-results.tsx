import type { Reply } from '@rollcall/sdk'
import { client } from '../../api.ts'
import { PagedAnswer } from '../../parts/paged-answer.tsx'
import { StatusMark } from '../../parts/status-mark.tsx'
import { usePages } from '../../parts/use-pages.ts'
import classes from './contacts.module.css'

type Result = Reply<'jobs.results'>['data'][number]

const MARKS: Record<Result['outcome'], [status: string, word: string]> = {
  changed: ['completed', 'Changed'],
  unchanged: ['draft', 'As it was'],
  failed: ['failed', 'Failed'],
}

/** What a bulk action did to each person. */
export function BulkResults({ job }: { job: string }) {
  const query = usePages<Result>(['jobs', job, 'results'], (page) => client.jobs.results(job, page.query, page.options))
  return (
    <PagedAnswer query={query} none={<span>Nobody was there to be changed.</span>}>
      {(results) => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys
        <ul className={classes.results} tabIndex={0} aria-label="Results">
          {results.map(({ contact, outcome, detail }) => {
            const [status, word] = MARKS[outcome]
            return (
              <li key={contact}>
                <span>{contact}</span>
                <StatusMark status={status} word={detail ?? word} />
              </li>
            )
          })}
        </ul>
      )}
    </PagedAnswer>
  )
}
