import { Badge, Button, Collapse, Skeleton } from '@mantine/core'
import { IconFilter } from '@tabler/icons-react'
import { type ReactNode, Suspense, useState } from 'react'
import { SearchBox } from '../../parts/search-box.tsx'
import type { ContactsSearch } from '../../search.ts'
import classes from './contacts.module.css'

type Props = {
  search: ContactsSearch
  go: (change: Partial<ContactsSearch>) => void
  conditions: number
  /** The filter, shown when asked for. */
  children: ReactNode
}

/** Search and filter above the table. */
export function ContactsTools({ search, go, conditions, children }: Props) {
  const [opened, setOpened] = useState(search.filters !== undefined)
  return (
    <>
      <div className={classes.tools}>
        <SearchBox
          label="Search contacts"
          placeholder="Search e-mail, name, phone"
          value={search.q ?? ''}
          onChange={(q) => go({ q: q || undefined })}
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
          onClick={() => setOpened(!opened)}
        >
          Filter
        </Button>
      </div>
      <Collapse expanded={opened} transitionDuration={120}>
        {opened && <Suspense fallback={<Skeleton height={160} mb="md" />}>{children}</Suspense>}
      </Collapse>
    </>
  )
}
