import { Drawer, Text } from '@mantine/core'
import type { Reply } from '@rollcall/sdk'
import { IconHistory } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { client } from '../../api.ts'
import { actorText } from '../../parts/actor-text.ts'
import { Answer } from '../../parts/answer.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { countText } from '../../parts/number-text.ts'
import { Waiting } from '../../parts/waiting.tsx'
import classes from './funnel.module.css'
import { stageName } from './stages.ts'

const DAYS = 90

/** Who moved how many people, day by day. */
export function FunnelHistory({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Drawer opened={opened} onClose={close} position="right" size="md" title={`The last ${DAYS} days`}>
      {opened && <History />}
    </Drawer>
  )
}

function History() {
  const query = useQuery({
    queryKey: ['funnel', 'history', DAYS],
    queryFn: ({ signal }) => client.funnel.history({ days: DAYS }, { signal }),
  })
  return (
    <Answer query={query} waiting={<Waiting rows={6} />}>
      {({ data, timezone }) => {
        if (data.length === 0) {
          return (
            <EmptyState icon={<IconHistory size={20} />} title="Nobody has moved yet">
              Each move is written down here, with who made it; a person’s own page tells theirs.
            </EmptyState>
          )
        }
        const days = [...Map.groupBy(data, ({ day }) => day)]
        return (
          <>
            {days.map(([day, moves]) => (
              <section key={day} className={classes.day} aria-label={day}>
                <h3>
                  <time dateTime={day}>{dayText(day)}</time>
                  <span className="num">
                    {countText(
                      moves.reduce((sum, { count }) => sum + count, 0),
                      'move',
                    )}
                  </span>
                </h3>
                <ul>
                  {moves.map((move) => (
                    <MoveLine key={`${move.from} ${move.to} ${move.lost} ${move.by}`} move={move} />
                  ))}
                </ul>
              </section>
            ))}
            <Text size="xs" c="dimmed">
              Days in {timezone}. What happened to one person stands on their page.
            </Text>
          </>
        )
      }}
    </Answer>
  )
}

type Move = Reply<'funnel.history'>['data'][number]

const LOST_WORDS = { marked: 'marked as lost', taken_back: 'no longer lost' }

function MoveLine({ move: { from, to, lost, by, byName, count } }: { move: Move }) {
  const moved = from === to ? [] : [`${stageName(from)} to ${stageName(to)}`]
  const marked = lost ? [LOST_WORDS[lost]] : []
  return (
    <li data-lost={lost === 'marked' || undefined}>
      <span>{[...moved, ...marked].join(', ')}</span>
      <span className="num">
        {countText(count, 'person', 'people')} · {actorText(by, byName)}
      </span>
    </li>
  )
}

const dayFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' })

function dayText(day: string): string {
  return dayFormat.format(new Date(`${day}T00:00:00Z`))
}
