import { Anchor, Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { client } from '../../api.ts'
import { ChosenBar } from '../../parts/chosen-bar.tsx'
import { countText } from '../../parts/number-text.ts'
import { useChange } from '../../use-change.ts'
import { useMay } from '../../use-may.ts'
import type { BulkAction } from './bulk-action.ts'
import type { People } from './use-people.ts'
import type { Selection } from './use-selection.ts'
import type { Matching } from './whom.ts'

type Props = {
  selection: Selection
  people: People
  /** What "everyone" means. */
  matching: Matching
  /** The bulk action that is being watched. */
  job: string | undefined
  watch: (job: string | undefined) => void
  askExport: () => void
}

// Few visits change many people.
const BulkActions = lazy(async () => ({ default: (await import('./bulk-actions.tsx')).BulkActions }))
const BulkJob = lazy(async () => ({ default: (await import('./bulk-job.tsx')).BulkJob }))

/** What can be done with the people who are ticked, and how what was started goes on. */
export function BulkBar({ selection, people, matching, job, watch, askExport }: Props) {
  const { count, everyone, whomOf, clear } = selection
  const whom = whomOf(matching)
  const mayWrite = useMay()('contacts:write')
  const run = useChange((action: BulkAction) => client.contacts.bulk({ ...action, ...whom }), {
    changes: ['jobs'],
    done: ({ id }, { action }) => {
      if (action === 'delete') clear()
      watch(id)
    },
  })
  if (job) {
    return (
      <Suspense fallback={null}>
        <BulkJob key={job} id={job} watch={watch} />
      </Suspense>
    )
  }
  if (count === 0) return null
  const total = people.total ?? 0
  const sample = people.listRead().filter(({ id }) => selection.has(id))
  return (
    <ChosenBar things="people" count={countText(count, 'person', 'people')} clearWords="Select nobody" clear={clear}>
      {/* What is done to all who match is never done to people who are only similar. */}
      {!everyone && !people.isApproximate && total > count && (
        <Anchor component="button" type="button" size="sm" onClick={selection.selectEveryone}>
          Select all {countText(total, 'person', 'people')}
        </Anchor>
      )}
      <Suspense fallback={null}>
        {mayWrite && <BulkActions whom={whom} count={count} sample={sample} run={(action) => run.mutate(action)} />}
      </Suspense>
      <Button variant="default" size="xs" leftSection={<IconDownload size={15} />} onClick={askExport}>
        Export
      </Button>
    </ChosenBar>
  )
}
