import type { UseQueryResult } from '@tanstack/react-query'
import { Answer } from '../../parts/answer.tsx'
import { type Use, UseList } from '../../parts/use-list.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import classes from './settings.module.css'

/** What uses a thing, which therefore cannot be deleted. */
export function UsedBy({ query }: { query: Pick<UseQueryResult<{ data: Use[] }>, 'data' | 'error' | 'refetch'> }) {
  return (
    <div>
      <strong>Used by</strong>
      <Answer query={query} waiting={<Waiting height={20} />}>
        {({ data }) => (data.length > 0 ? <UseList uses={data} /> : <p className={classes.quiet}>Nothing uses it.</p>)}
      </Answer>
    </div>
  )
}
