import { Button } from '@mantine/core'
import { IconMailOff, IconPlus } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { client } from '../../api.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Page } from '../../parts/page.tsx'
import { PagedAnswer } from '../../parts/paged-answer.tsx'
import { SearchBox } from '../../parts/search-box.tsx'
import toolbar from '../../parts/toolbar.module.css'
import { usePages } from '../../parts/use-pages.ts'
import { useMay } from '../settings/use-may.ts'
import { EntryPanel } from './entry-panel.tsx'
import { NewEntry } from './new-entry.tsx'
import type { Suppression } from './reasons.ts'
import { ReasonsExplained } from './reasons-explained.tsx'
import classes from './suppressions.module.css'
import { SuppressionsTable } from './suppressions-table.tsx'

const route = getRouteApi('/frame/suppressions')

/** Addresses that get no mail, whatever the status of their person. */
export function SuppressionsPage() {
  const { q, entry: open, new: isAdding = false } = route.useSearch()
  const navigate = route.useNavigate()
  const mayWrite = useMay()('contacts:write')
  const query = usePages<Suppression>(['suppressions', 'list', q], ({ query, options }) =>
    client.suppressions.list({ ...query, q }, options),
  )
  const show = (entry?: string) => void navigate({ search: { q, entry }, replace: true })
  const add = () => void navigate({ search: { q, new: true } })
  useCommands(mayWrite ? [{ ...NEW, run: add }] : [])
  const button = mayWrite && (
    <Button leftSection={<IconPlus size={16} />} onClick={add} disabled={isAdding}>
      Add an address
    </Button>
  )
  const shown = query.data?.pages.flatMap(({ data }) => data).find(({ id }) => id === open)
  return (
    <Page
      title="Suppression list"
      lead="Addresses that get no mail, whatever you send. Bounces and complaints put them here by themselves."
      actions={button}
    >
      <div className={classes.stack}>
        {isAdding && mayWrite && <NewEntry close={() => show()} />}
        {shown && <EntryPanel key={shown.id} entry={shown} mayWrite={mayWrite} close={() => show()} />}
        <div>
          <div className={toolbar.tools}>
            <SearchBox
              label="Find an address"
              placeholder="Search address or note"
              value={q ?? ''}
              onChange={(text) => void navigate({ search: { q: text || undefined }, replace: true })}
            />
          </div>
          <ReasonsExplained />
          <PagedAnswer query={query} none={<Nobody q={q} action={!isAdding && button} />}>
            {(entries) => <SuppressionsTable entries={entries} active={open} open={show} />}
          </PagedAnswer>
        </div>
      </div>
    </Page>
  )
}

const NEW = { id: 'new', label: 'Add an address', keys: 'n', group: 'On this page', Icon: IconPlus } as const

function Nobody({ q, action }: { q: string | undefined; action: ReactNode }) {
  if (q) {
    return (
      <EmptyState icon={<IconMailOff size={20} />} title="It is not on the list">
        No entry has “{q}” in its address or note.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={<IconMailOff size={20} />} title="The list is empty" action={action}>
      Whatever bounces for good or is reported as spam comes here by itself. You can add addresses that must never get
      mail from you.
    </EmptyState>
  )
}
