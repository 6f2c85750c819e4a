import { Button } from '@mantine/core'
import { IconAddressBook, IconUserSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { Contact } from '../../api.ts'
import type { Sort } from '../../parts/column.ts'
import { EmptyState } from '../../parts/empty-state.tsx'
import { ErrorState } from '../../parts/error-state.tsx'
import { RowsSkeleton } from '../../parts/rows-skeleton.tsx'
import { VirtualTable } from '../../parts/virtual-table.tsx'
import { AddContact } from './add-contact.tsx'
import { peopleColumns, tickColumn } from './people-columns.tsx'
import type { usePeople } from './use-people.ts'
import type { useSelection } from './use-selection.ts'

type Props = {
  people: ReturnType<typeof usePeople>
  rows: Contact[]
  selection: ReturnType<typeof useSelection>
  sort: Sort | undefined
  onSort: (sort: Sort) => void
  /** A search or filter is on. */
  isNarrowed: boolean
  showEveryone: () => void
}

/** The people that match, as a table of any length. */
export function PeopleTable({ people, rows, selection, sort, onSort, isNarrowed, showEveryone }: Props) {
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isError } = people
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage])
  if (people.error && rows.length === 0) return <ErrorState error={people.error} retry={() => void people.refetch()} />
  if (!people.data) return <RowsSkeleton rows={12} />
  if (rows.length === 0) return isNarrowed ? <NobodyMatches showEveryone={showEveryone} /> : <NobodyYet />
  return (
    <>
      <VirtualTable
        label="Contacts"
        columns={[tickColumn(selection), ...peopleColumns]}
        rows={rows}
        keyOf={({ id }) => id}
        isSelected={({ id }) => selection.has(id)}
        total={people.data.pages[0]?.total ?? rows.length}
        sort={sort}
        onSort={onSort}
        more={more}
      />
      {people.isFetchNextPageError && <ErrorState error={people.error} retry={() => void fetchNextPage()} />}
    </>
  )
}

function NobodyMatches({ showEveryone }: { showEveryone: () => void }) {
  return (
    <EmptyState
      icon={<IconUserSearch size={20} />}
      title="Nobody matches"
      action={
        <Button variant="default" onClick={showEveryone}>
          Show everyone
        </Button>
      }
    >
      No contact matches this search and filter right now.
    </EmptyState>
  )
}

function NobodyYet() {
  return (
    <EmptyState
      icon={<IconAddressBook size={20} />}
      title="There is nobody here yet"
      action={
        <>
          <Button component={Link} to="/import">
            Import a CSV
          </Button>
          <AddContact variant="default" />
        </>
      }
    >
      Import a list from a file, add one person by hand, or let your application send them through the API.
    </EmptyState>
  )
}
