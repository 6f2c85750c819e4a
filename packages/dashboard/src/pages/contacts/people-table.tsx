import type { MouseEvent, ReactNode } from 'react'
import type { Contact } from '../../api.ts'
import type { Column, Sort } from '../../parts/column.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { VirtualTable } from '../../parts/virtual-table.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import classes from './contacts.module.css'
import { tickColumn } from './people-columns.tsx'
import type { People } from './use-people.ts'
import type { Selection } from './use-selection.ts'

type Props = {
  people: People
  columns: Column<Contact>[]
  selection: Selection
  active: number | undefined
  onRow: (place: number) => void
  onWidth: (column: string, width: number) => void
  sort: Sort | undefined
  onSort: (sort: Sort) => void
  onSortNear: (sort: Sort) => void
  /** What stands there instead of nobody. */
  empty: ReactNode
}

/** The people that match, as a table of any length. */
export function PeopleTable(props: Props) {
  const { people, columns, selection, active, onRow, onWidth, sort, onSort, onSortNear } = props
  if (people.error && people.count === 0) return <ErrorState error={people.error} retry={people.retry} />
  if (people.total === undefined) return <Waiting rows={14} />
  if (people.total === 0) return props.empty
  const clickRow = (place: number, { target, shiftKey }: MouseEvent) => {
    if (!(target instanceof Element)) return
    if (target.closest('input')) selection.tick(place, shiftKey)
    else if (!target.closest('a, button, label')) onRow(place)
  }
  const table = (
    <VirtualTable
      label="Contacts"
      columns={[tickColumn(selection), ...columns]}
      count={people.count}
      rowAt={people.rowAt}
      isSelected={({ id }) => selection.has(id)}
      active={active}
      total={people.total}
      sort={sort}
      onSort={onSort}
      onSortNear={onSortNear}
      onWidth={onWidth}
      onRow={clickRow}
      onSight={people.onSight}
      list={people.list}
      foot={people.error && <ErrorState error={people.error} retry={people.retry} />}
    />
  )
  if (!people.isApproximate) return table
  return (
    <>
      <p className={classes.note} role="status">
        No exact match. {people.total === 1 ? 'A person' : 'People'} with a similar name, address or number:
      </p>
      {table}
    </>
  )
}
