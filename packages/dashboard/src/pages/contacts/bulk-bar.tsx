import { Anchor, CloseButton } from '@mantine/core'
import type { Filter } from '@rollcall/filters'
import type { Body } from '@rollcall/sdk'
import { useState } from 'react'
import { client } from '../../api.ts'
import { countText } from '../../parts/number-text.ts'
import { useChange } from '../../use-change.ts'
import { BulkActions } from './bulk-actions.tsx'
import { BulkJob } from './bulk-job.tsx'
import classes from './contacts.module.css'
import type { People } from './use-people.ts'
import type { Selection } from './use-selection.ts'

/** What is to be done, without to whom. */
export type BulkAction = Omit<Body<'contacts.bulk'>, 'contacts' | 'filters'>

type Props = {
  selection: Selection
  people: People
  /** What "everyone" means; nothing when a free search is on, which no filter can say. */
  filters: Filter | undefined
}

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
      <BulkActions count={count} sample={sample} run={(action) => run.mutate(action)} />
      <CloseButton aria-label="Select nobody" onClick={clear} />
    </div>
  )
}
