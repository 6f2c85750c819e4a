import { Badge, Button, Collapse } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { type ReactNode, Suspense, useState } from 'react'
import { useCommands } from '../../commands/use-commands.ts'
import { SearchBox } from '../../parts/search-box.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { ColumnPicker } from './column-picker.tsx'
import classes from './contacts.module.css'
import type { ContactsSearch } from './search.ts'
import type { useColumns } from './use-columns.ts'

type Props = {
  search: ContactsSearch
  arrange: (change: Pick<ContactsSearch, 'q'>) => void
  conditions: number
  columns: ReturnType<typeof useColumns>
  /** What the filter says while it is closed. */
  summary: ReactNode
  /** The filter, shown when asked for. */
  children: ReactNode
}

/** Search, filter and columns above the table. */
export function ContactsTools({ search, arrange, conditions, columns, summary, children }: Props) {
  const [opened, setOpened] = useState(search.filters !== undefined)
  const toggle = () => setOpened(!opened)
  useCommands([
    { id: 'filter', label: 'Filter the contacts', group: 'On this page', keys: 'f', Icon: IconFilter, run: toggle },
  ])
  return (
    <>
      <div className={classes.tools}>
        <SearchBox
          label="Search contacts"
          placeholder="Search e-mail, name, phone"
          value={search.q ?? ''}
          onChange={(q) => arrange({ q: q || undefined })}
        />
        <Button
          variant="default"
          leftSection={<IconFilter size={15} />}
          rightSection={
            conditions > 0 ? (
              <Badge size="sm" circle aria-hidden>
                {conditions}
              </Badge>
            ) : undefined
          }
          aria-expanded={opened}
          onClick={toggle}
        >
          Filter
        </Button>
        <span className={classes.spacer} />
        <ColumnPicker columns={columns} />
      </div>
      {!opened && summary}
      <Collapse expanded={opened} transitionDuration={120}>
        {opened && <Suspense fallback={<Waiting height={160} />}>{children}</Suspense>}
      </Collapse>
    </>
  )
}
