import { Button } from '@mantine/core'
import {
  IconBell,
  IconBolt,
  IconBriefcase,
  IconFilter,
  IconMail,
  IconTag,
  IconTagOff,
  IconUserCheck,
  IconUserPlus,
  IconUsersMinus,
  IconUsersPlus,
} from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { client } from '../../api.ts'
import { actorText } from '../../parts/actor-text.ts'
import { Ago } from '../../parts/ago.tsx'
import { ErrorState } from '../../parts/error-state.tsx'
import { RowsSkeleton } from '../../parts/rows-skeleton.tsx'
import classes from './contact.module.css'

const ICONS = {
  created: IconUserPlus,
  tag_added: IconTag,
  tag_removed: IconTagOff,
  consent: IconUserCheck,
  delivery: IconMail,
  topic: IconBell,
  funnel: IconFilter,
  opportunity: IconBriefcase,
  event: IconBolt,
  segment_entered: IconUsersPlus,
  segment_left: IconUsersMinus,
}

/** What happened to this person, newest first. */
export function Timeline({ contact }: { contact: string }) {
  const query = useInfiniteQuery({
    queryKey: ['contacts', 'timeline', contact],
    queryFn: ({ pageParam, signal }) => client.contacts.timeline(contact, { limit: 20, after: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined, // why: the first page starts nowhere
    getNextPageParam: (page) => page.next_cursor ?? undefined,
  })
  if (query.error) return <ErrorState error={query.error} retry={() => void query.refetch()} />
  if (!query.data) return <RowsSkeleton rows={3} />
  const entries = query.data.pages.flatMap(({ data }) => data)
  if (entries.length === 0) return <p className={classes.quiet}>Nothing yet.</p>
  return (
    <>
      <ul className={classes.timeline}>
        {entries.map(({ at, kind, title, by }, place) => {
          const Icon = ICONS[kind]
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: two entries may be alike in all they have
            <li key={`${at} ${place}`}>
              <Icon size={15} stroke={1.7} aria-hidden />
              <div>
                <div>{title}</div>
                <div className={classes.when}>
                  <Ago time={at} />
                  {by && ` · ${actorText(by)}`}
                </div>
              </div>
            </li>
          )
        })}
      </ul>
      {query.hasNextPage && (
        <Button
          variant="subtle"
          size="xs"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Show earlier
        </Button>
      )}
    </>
  )
}
