import { Anchor, CloseButton } from '@mantine/core'
import type { Filter } from '@rollcall/filters'
import { lazy, Suspense, useState } from 'react'
import { client } from '../../api.ts'
import { countText } from '../../parts/number-text.ts'
import { useChange } from '../../use-change.ts'
import type { BulkAction } from './bulk-action.ts'
import { BulkJob } from './bulk-job.tsx'
import classes from './contacts.module.css'
import type { People } from './use-people.ts'
import type { Selection } from './use-selection.ts'

type Props = {
  selection: Selection
  people: People
  /** What "everyone" means; nothing when a free search is on, which no filter can say. */
  filters: Filter | undefined
}

// Few visits change many people.
const BulkActions = lazy(async () => ({ default: (await import('./bulk-actions.tsx')).BulkActions }))

/** What can be done with the people who are ticked. */
export function BulkBar({ selection, people, filters }: Props) {
  const [job, setJob] = useState<string>()
  const { ids, everyone, setEveryone, clear } = selection
  const run = useChange(
    (action: BulkAction) =>
      client.contacts.bulk({ ...action, ...(everyone && filters ? { filters } : { contacts: [...ids] }) }),
    { changes: [], done: ({ id }) => setJob(id) },
  )
  if (job) return <BulkJob id={job} close={() => setJob(undefined)} />
  if (ids.size === 0) return null
  const total = people.total ?? 0
  const count = everyone ? total : ids.size
  const sample = people.listRead().filter(({ id }) => selection.has(id))
  return (
    <div className={classes.bulk} role="toolbar" aria-label="With the selected people">
      <strong className="num" aria-live="polite">
        {countText(count, 'person', 'people')} selected
      </strong>
      {!everyone && filters && total > ids.size && (
        <Anchor component="button" type="button" size="sm" onClick={() => setEveryone(true)}>
          Select all {countText(total, 'person', 'people')}
        </Anchor>
      )}
      <Suspense fallback={null}>
        <BulkActions count={count} sample={sample} run={(action) => run.mutate(action)} />
      </Suspense>
      <CloseButton aria-label="Select nobody" onClick={clear} />
    </div>
  )
}
