import { Button, Chip, Group } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { ErrorState } from '../../parts/error-state.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import classes from './contact.module.css'
import { dayText } from './day-text.ts'
import { timelineQuery } from './person-queries.ts'
import { CHIPS, type PersonSearch } from './search.ts'
import type { Entry } from './timeline-entry.ts'
import { TimelineLine } from './timeline-line.tsx'

type Props = {
  contact: string
  search: PersonSearch
  onSearch: (next: PersonSearch) => void
}

/** What happened to this person, newest first, by days, all of it or of one kind; or from one entry on. */
export function Timeline({ contact, search, onSearch }: Props) {
  const { show, entry: chosen } = search
  const query = useInfiniteQuery({ ...timelineQuery(contact, search), placeholderData: keepPreviousData })
  const entries = query.data?.pages.flatMap(({ data }) => data)
  return (
    <>
      <Chip.Group value={show ?? ''} onChange={(value) => onSearch({ show: CHIPS.find(({ id }) => id === value)?.id })}>
        <Group gap={6} mb="md" role="group" aria-label="Which kind">
          {[{ id: '', label: 'Everything' }, ...CHIPS].map(({ id, label }) => (
            <Chip key={id} size="xs" variant="light" value={id}>
              {label}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {chosen && (
        <Button variant="default" size="xs" mb="sm" onClick={() => onSearch({ show })}>
          Show what came after it
        </Button>
      )}
      {query.error && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {!entries && !query.error && <Waiting rows={3} />}
      {entries?.length === 0 && <p className={classes.quiet}>Nothing of this kind yet.</p>}
      <Days entries={entries ?? []} {...{ contact, chosen, isStale: query.isPlaceholderData }} />
      {query.hasNextPage && (
        <Button
          variant="subtle"
          size="xs"
          mt="sm"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Show earlier
        </Button>
      )}
    </>
  )
}

type DaysProps = { entries: Entry[]; contact: string; chosen: string | undefined; isStale: boolean }

function Days({ entries, contact, chosen, isStale }: DaysProps) {
  const now = new Date()
  const days = Map.groupBy(entries, ({ at }) => dayText(at, now))
  return [...days].map(([day, found]) => (
    <section key={day} aria-label={day} data-stale={isStale || undefined}>
      <h3 className={classes.day}>{day}</h3>
      <ul className={classes.timeline}>
        {found.map((entry) => (
          <TimelineLine key={entry.id} entry={entry} contact={contact} isChosen={entry.id === chosen} />
        ))}
      </ul>
    </section>
  ))
}
