import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { client, type ImportJob, queryClient } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { JobStep } from './job-step.tsx'
import { ReviewStep } from './review-step.tsx'

const POLL_MS = 400

function isOver(job: ImportJob | undefined): boolean {
  return job !== undefined && job.finishedAt !== null
}

/** One import as it goes on: a dry run is what would happen, the other what did. */
export function ImportOne({ id }: { id: string }) {
  const query = useQuery({
    queryKey: ['imports', 'one', id],
    queryFn: ({ signal }) => client.imports.get(id, { signal }),
    refetchInterval: ({ state }) => (isOver(state.data) ? false : POLL_MS),
  })
  const hasChanged = isOver(query.data) && query.data?.dryRun === false
  useEffect(() => {
    if (hasChanged)
      for (const family of ['imports', 'contacts', 'tags', 'segments', 'fields', 'preview', 'project'])
        void queryClient.invalidateQueries({ queryKey: [family] })
  }, [hasChanged])
  return (
    <Answer query={query} waiting={<Waiting height={220} />}>
      {(job) => (job.dryRun ? <ReviewStep job={job} /> : <JobStep job={job} />)}
    </Answer>
  )
}
