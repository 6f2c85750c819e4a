import { Button } from '@mantine/core'
import { IconFileImport, IconMailOff, IconPlus } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { client } from '../../api.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import listed from '../../parts/listed.module.css'
import { Page } from '../../parts/page.tsx'
import { PagedAnswer } from '../../parts/paged-answer.tsx'
import { SearchBox } from '../../parts/search-box.tsx'
import toolbar from '../../parts/toolbar.module.css'
import { usePages } from '../../parts/use-pages.ts'
import { useMay } from '../../use-may.ts'
import { EntryPanel } from './entry-panel.tsx'
import { ExportButton } from './export-button.tsx'
import { ImportList } from './import-list.tsx'
import { NewEntry } from './new-entry.tsx'
import { ReasonFilter } from './reason-filter.tsx'
import { REASONS, type Suppression } from './reasons.ts'
import { ReasonsExplained } from './reasons-explained.tsx'
import { RemoveChosen } from './remove-chosen.tsx'
import type { SuppressionsSearch } from './search.ts'
import { SuppressionsTable } from './suppressions-table.tsx'

const route = getRouteApi('/frame/suppressions')

/** Addresses that get no mail, whatever the status of their person. */
export function SuppressionsPage() {
  const { q, reason, entry: open, new: isAdding = false, import: isImporting = false } = route.useSearch()
  const navigate = route.useNavigate()
  const mayWrite = useMay()('contacts:write')
  const [chosen, setChosen] = useState<string[]>([])
  const query = usePages<Suppression>(['suppressions', 'list', q, reason], ({ query, options }) =>
    client.suppressions.list({ ...query, q, reason }, options),
  )
  const go = (search: SuppressionsSearch) => void navigate({ search: { q, reason, ...search }, replace: true })
  const add = () => void navigate({ search: { q, reason, new: true } })
  const bring = () => void navigate({ search: { q, reason, import: true } })
  useCommands(
    mayWrite
      ? [
          { ...NEW, run: add },
          { ...IMPORT, run: bring },
        ]
      : [],
  )
  const entries = query.data?.pages.flatMap(({ data }) => data) ?? []
  const shown = entries.find(({ id }) => id === open)
  const button = mayWrite && (
    <Button leftSection={<IconPlus size={16} />} onClick={add} disabled={isAdding}>
      Add an address
    </Button>
  )
  const actions = (
    <>
      <ExportButton q={q} reason={reason} />
      {mayWrite && (
        <Button variant="default" leftSection={<IconFileImport size={15} />} onClick={bring} disabled={isImporting}>
          Import
        </Button>
      )}
      {button}
    </>
  )
  return (
    <Page title="Suppression list" lead={LEAD} actions={actions}>
      <div className={listed.stack}>
        {isAdding && mayWrite && <NewEntry close={() => go({})} />}
        {isImporting && mayWrite && <ImportList close={() => go({})} />}
        {shown && <EntryPanel key={shown.id} entry={shown} mayWrite={mayWrite} close={() => go({})} />}
        <div>
          <div className={toolbar.tools}>
            <SearchBox
              label="Find an address"
              placeholder="Search address or note"
              value={q ?? ''}
              onChange={(text) => go({ q: text || undefined })}
            />
            <ReasonFilter reason={reason} onChange={(next) => go({ reason: next })} />
          </div>
          <ReasonsExplained />
          <PagedAnswer query={query} none={<Nobody q={q} reason={reason} action={!isAdding && button} />}>
            {(rows) => (
              <SuppressionsTable
                entries={rows}
                active={open}
                open={(entry) => go({ entry })}
                mayWrite={mayWrite}
                chosen={chosen}
                onChoose={setChosen}
              />
            )}
          </PagedAnswer>
        </div>
      </div>
      <RemoveChosen chosen={entries.filter(({ id }) => chosen.includes(id))} clear={() => setChosen([])} />
    </Page>
  )
}

const LEAD = 'Addresses that get no mail, whatever you send. Bounces and complaints put them here by themselves.'
const NEW = { id: 'new', label: 'Add an address', keys: 'n', group: 'On this page', Icon: IconPlus } as const
const IMPORT = { id: 'import', label: 'Import addresses', group: 'On this page', Icon: IconFileImport } as const

function Nobody({ q, reason, action }: Pick<SuppressionsSearch, 'q' | 'reason'> & { action: ReactNode }) {
  if (q || reason) {
    return (
      <EmptyState icon={<IconMailOff size={20} />} title={q ? 'It is not on the list' : 'Nobody for this reason'}>
        No entry
        {reason && ` with the reason “${REASONS[reason].label}”`}
        {q && ` has “${q}” in its address or note`}.
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
