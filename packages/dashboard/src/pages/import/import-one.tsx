import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { client, type ImportJob, queryClient } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import { BackLink } from '../../parts/back-link.tsx'
import { Panel } from '../../parts/panel.tsx'
import { StatusMark } from '../../parts/status-mark.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { useMay } from '../../use-may.ts'
import { JobStep } from './job-step.tsx'
import { Outcomes } from './outcomes.tsx'
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
  const mayWrite = useMay()('contacts:write')
  const hasChanged = isOver(query.data) && query.data?.dryRun === false
  useEffect(() => {
    if (hasChanged)
      for (const family of ['imports', 'contacts', 'tags', 'segments', 'fields', 'preview', 'project'])
        void queryClient.invalidateQueries({ queryKey: [family] })
  }, [hasChanged])
  return (
    <Answer query={query} waiting={<Waiting height={220} />}>
      {(job) => {
        if (!mayWrite) return <ToLookAt job={job} />
        return job.dryRun ? <ReviewStep job={job} /> : <JobStep job={job} />
      }}
    </Answer>
  )
}

/** What came of it, for whoever may neither start nor undo one. */
function ToLookAt({ job }: { job: ImportJob }) {
  return (
    <>
      <BackLink to="/import">Imports</BackLink>
      <Panel title={job.fileName} aside={<StatusMark status={job.status} />}>
        <Outcomes job={job} />
      </Panel>
    </>
  )
}
