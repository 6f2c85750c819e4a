import { Anchor, SegmentedControl } from '@mantine/core'
import type { Reply } from '@rollcall/sdk'
import { useState } from 'react'
import { client } from '../../api.ts'
import { numberText } from '../../parts/number-text.ts'
import { PagedAnswer } from '../../parts/paged-answer.tsx'
import { usePages } from '../../parts/use-pages.ts'
import { ResultRows } from './result-rows.tsx'

type Results = Reply<'jobs.results'>
type Outcome = Results['data'][number]['outcome']

const CHOICES: [outcome: Outcome, word: string][] = [
  ['changed', 'Changed'],
  ['unchanged', 'As it was'],
  ['failed', 'Failed'],
]

/** What a bulk action did to each person: all, or one outcome, and as a file. */
export function BulkResults({ job, totals }: { job: string; totals: Results['totals'] | undefined }) {
  const [outcome, setOutcome] = useState<Outcome>()
  const query = usePages<Results['data'][number]>(['jobs', job, 'results', outcome], ({ query, options }) =>
    client.jobs.results(job, { ...query, outcome }, options),
  )
  const word = (name: string, count: number | undefined) =>
    count === undefined ? name : `${name} ${numberText(count)}`
  return (
    <>
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label="Which results"
        data={[
          { value: 'all', label: 'All' },
          ...CHOICES.map(([value, name]) => ({ value, label: word(name, totals?.[value]) })),
        ]}
        value={outcome ?? 'all'}
        onChange={(value) => setOutcome(CHOICES.find(([known]) => known === value)?.[0])}
      />
      <PagedAnswer query={{ ...query, hasNextPage: false }} none={<p>Nobody of these.</p>}>
        {(results) => (
          <ResultRows results={results} atEnd={() => query.hasNextPage && !query.isFetching && query.fetchNextPage()} />
        )}
      </PagedAnswer>
      <Anchor href={`/v1/jobs/${encodeURIComponent(job)}/results/file`} size="sm" underline="always" download>
        Download all as CSV
      </Anchor>
    </>
  )
}
