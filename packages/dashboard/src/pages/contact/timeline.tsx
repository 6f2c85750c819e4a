import { Button, Chip, Group } from '@mantine/core'
import type { Reply } from '@rollcall/sdk'
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
import { useState } from 'react'
import { client } from '../../api.ts'
import { actorText } from '../../parts/actor-text.ts'
import { Ago } from '../../parts/ago.tsx'
import { ErrorState } from '../../parts/error-state.tsx'
import { usePages } from '../../parts/use-pages.ts'
import { Waiting } from '../../parts/waiting.tsx'
import classes from './contact.module.css'

type Entry = Reply<'contacts.timeline'>['data'][number]

const ICONS: Record<Entry['kind'], typeof IconTag> = {
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

const KINDS: [kinds: string, label: string][] = [
  ['', 'Everything'],
  ['delivery', 'Mail'],
  ['event', 'Events'],
  ['tag_added,tag_removed', 'Tags'],
  ['consent,topic', 'Consent'],
  ['funnel,opportunity', 'Funnel'],
]

/** What happened to this person, newest first, all of it or of one kind. */
export function Timeline({ contact }: { contact: string }) {
  const [kinds, setKinds] = useState('')
  const query = usePages<Entry>(['contacts', 'timeline', contact, kinds], ({ query, options }) =>
    client.contacts.timeline(contact, { ...query, limit: 20, kinds: kinds || undefined }, options),
  )
  const entries = query.data?.pages.flatMap(({ data }) => data)
  return (
    <>
      <Chip.Group value={kinds} onChange={(value) => setKinds(String(value))}>
        <Group gap={6} mb="md" role="group" aria-label="Which kind">
          {KINDS.map(([value, label]) => (
            <Chip key={label} size="xs" variant="light" value={value}>
              {label}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {query.error && <ErrorState error={query.error} retry={() => void query.refetch()} />}
      {!entries && !query.error && <Waiting rows={3} />}
      {entries?.length === 0 && <p className={classes.quiet}>Nothing of this kind yet.</p>}
      <ul className={classes.timeline} data-stale={query.isPlaceholderData || undefined}>
        {entries?.map((entry, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two entries may be alike in all they have
          <Line key={`${entry.at} ${place}`} entry={entry} />
        ))}
      </ul>
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

function Line({ entry: { at, kind, title, by, byName } }: { entry: Entry }) {
  const Icon = ICONS[kind]
  return (
    <li>
      <Icon size={15} stroke={1.7} aria-hidden />
      <div>
        <div>{title}</div>
        <div className={classes.when}>
          <Ago time={at} />
          {by && ` · ${actorText(by, byName)}`}
        </div>
      </div>
    </li>
  )
}
