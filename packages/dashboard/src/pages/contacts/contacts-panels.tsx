import { Drawer } from '@mantine/core'
import { lazy, type ReactNode, Suspense } from 'react'
import { Waiting } from '../../parts/waiting.tsx'
import { useMay } from '../../use-may.ts'
import { AddContact } from './add-contact.tsx'
import type { ExportGroup } from './export-panel.tsx'
import type { ContactsSearch } from './search.ts'

const ExportPanel = lazy(async () => ({ default: (await import('./export-panel.tsx')).ExportPanel }))
const DeletedPeople = lazy(async () => ({ default: (await import('./deleted-people.tsx')).DeletedPeople }))
const RecentJobs = lazy(async () => ({ default: (await import('./recent-jobs.tsx')).RecentJobs }))

type Props = {
  search: ContactsSearch
  go: (change: Partial<ContactsSearch>) => void
  /** Whom a file can be about, and with which columns. */
  groups: ExportGroup[]
  columns: string[]
}

/** What opens at the side of the contacts. */
export function ContactsPanels({ search: { new: isNew, panel }, go, groups, columns }: Props) {
  const close = () => go({ panel: undefined })
  const mayWrite = useMay()('contacts:write')
  return (
    <>
      <AddContact opened={isNew === true && mayWrite} close={() => go({ new: undefined })} />
      <Side title="Export to a file" opened={panel === 'export'} close={close}>
        <ExportPanel groups={groups} columns={columns} />
      </Side>
      <Side title="Recent bulk actions" opened={panel === 'jobs'} close={close}>
        <RecentJobs watch={(job) => go({ job, panel: undefined })} />
      </Side>
      <Side title="Recently deleted" opened={panel === 'deleted'} close={close}>
        <DeletedPeople />
      </Side>
    </>
  )
}

const CLOSE = { 'aria-label': 'Close' }

type SideProps = { title: string; opened: boolean; close: () => void; children: ReactNode }

function Side({ title, opened, close, children }: SideProps) {
  return (
    <Drawer opened={opened} onClose={close} position="right" title={title} size="md" closeButtonProps={CLOSE}>
      {opened && <Suspense fallback={<Waiting rows={6} />}>{children}</Suspense>}
    </Drawer>
  )
}
