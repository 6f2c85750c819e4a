import { ActionIcon, Tabs } from '@mantine/core'
import { IconUsers, IconX } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { type Contact, client, type Segment } from '../../api.ts'
import { callingOf } from '../../parts/calling-of.ts'
import type { Column } from '../../parts/column.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { Figure } from '../../parts/figure.tsx'
import { numberText } from '../../parts/number-text.ts'
import { PagedAnswer } from '../../parts/paged-answer.tsx'
import { usePages } from '../../parts/use-pages.ts'
import { useChange } from '../../use-change.ts'
import { useMay } from '../../use-may.ts'
import { usualColumns } from '../contacts/people-columns.tsx'
import { AddPeople } from './add-people.tsx'
import { History } from './history.tsx'
import type { Asked } from './search.ts'
import classes from './segment.module.css'
import { UsedBy } from './used-by.tsx'

const route = getRouteApi('/frame/segments/$segment')

/** A list kept by hand: its people, how it grew, and what uses it. */
export function StaticSegment({ segment }: { segment: Segment }) {
  const search = route.useSearch()
  const mayWrite = useMay()('segments:write')
  const navigate = route.useNavigate()
  const ask = (asked: Asked) =>
    void navigate({ search: (known) => ({ ...known, ...asked }), replace: true, resetScroll: false })
  return (
    <>
      <div className={classes.columns}>
        <div>
          <Figure
            value={segment.count}
            label={segment.count === 1 ? 'person is on the list' : 'people are on the list'}
            note={`${numberText(segment.reachable)} can get a campaign now`}
          />
          {mayWrite && <AddPeople segment={segment} />}
        </div>
        <UsedBy segment={segment.id} />
      </div>
      <Tabs
        value={search.look === 'history' ? 'history' : 'people'}
        onChange={(look) => ask({ look: look === 'history' ? 'history' : undefined })}
        keepMounted={false}
      >
        <Tabs.List>
          <Tabs.Tab value="people">People</Tabs.Tab>
          <Tabs.Tab value="history">History</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="people" pt="md">
          <Members segment={segment} />
        </Tabs.Panel>
        <Tabs.Panel value="history" pt="md">
          <History isByHand segment={segment.id} search={search} onAsk={ask} />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}

function Members({ segment }: { segment: Segment }) {
  const query = usePages<Contact>(['segments', 'members', segment.id], (page) =>
    client.segments.members(segment.id, page.query, page.options),
  )
  const remove = useChange(({ id }: Contact) => client.segments.removeContacts(segment.id, { contacts: [id] }), {
    changes: ['segments', 'contacts'],
    undo: (_, contact) => ({
      words: `${callingOf(contact)} is off the list.`,
      run: () => client.segments.addContacts(segment.id, { contacts: [contact.id] }),
    }),
  })
  const mayWrite = useMay()('segments:write')
  const removal: Column<Contact> = {
    key: 'remove',
    header: '',
    width: '48px',
    align: 'right',
    cell: (contact) => (
      <ActionIcon onClick={() => remove.mutate(contact)} aria-label={`Take ${callingOf(contact)} off the list`}>
        <IconX size={15} />
      </ActionIcon>
    ),
  }
  return (
    <PagedAnswer query={query} none={<NobodyYet />}>
      {(people) => (
        <DataTable
          label="Members"
          columns={mayWrite ? [...usualColumns, removal] : usualColumns}
          rows={people}
          keyOf={({ id }) => id}
        />
      )}
    </PagedAnswer>
  )
}

function NobodyYet() {
  return (
    <EmptyState icon={<IconUsers size={20} />} title="Nobody is on this list yet">
      Add people above, by name or by the e-mail address of a contact.
    </EmptyState>
  )
}
