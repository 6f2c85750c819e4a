import { useQuery } from '@tanstack/react-query'
import { client } from '../api.ts'
import { Answer } from '../parts/answer.tsx'
import { countText, numberText, sizeText } from '../parts/number-text.ts'
import { agoText } from '../parts/time-text.ts'
import { Waiting } from '../parts/waiting.tsx'
import classes from './status-strip.module.css'
import type { Status } from './use-status.ts'

const EVERY_MS = 5_000

/** Everything that the server tells about itself, while the panel is open. */
export function StatusDetails() {
  const query = useQuery({
    queryKey: ['status', 'details'],
    queryFn: ({ signal }) => client.system.status({ details: true }, { signal }),
    refetchInterval: EVERY_MS,
  })
  return (
    <Answer query={query} waiting={<Waiting height={132} />}>
      {(status) => (
        <dl className={classes.facts}>
          {factsOf(status).map(({ name, value, isBad }) => (
            <div key={name} data-bad={isBad || undefined}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </Answer>
  )
}

type Fact = { name: string; value: string; isBad?: boolean }

function factsOf({ index, queue, database, disk, version, imports, jobs, lastReportAt }: Status): Fact[] {
  const work = imports.length + jobs.length
  return [
    { name: 'Audience index', value: index === 'ready' ? 'Live' : 'Loading', isBad: index !== 'ready' },
    { name: 'Messages waiting', value: numberText(queue.waiting) },
    { name: 'Sent in the last minute', value: numberText(queue.sentLastMinute) },
    ...(lastReportAt ? [{ name: 'Last report of a provider', value: agoText(lastReportAt, new Date()) }] : []),
    { name: 'Imports and bulk actions', value: work === 0 ? 'None running' : countText(work, 'running', 'running') },
    ...(database
      ? [{ name: `PostgreSQL ${database.version.split(' ', 1).join()}`, value: sizeText(database.sizeBytes) }]
      : []),
    ...(disk
      ? [{ name: 'Disk free', value: `${sizeText(disk.freeBytes)} of ${sizeText(disk.totalBytes)}`, isBad: disk.isLow }]
      : []),
    { name: 'Rollcall', value: version },
  ]
}
