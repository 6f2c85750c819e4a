import { ActionIcon } from '@mantine/core'
import type { Reply } from '@rollcall/sdk'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { client } from '../../api.ts'
import { countText } from '../../parts/number-text.ts'
import { useChange } from '../../use-change.ts'
import classes from './settings.module.css'

type Topics = Reply<'topics.list'>
export type Topic = Topics['data'][number]

type Props = { topics: Topic[]; mayWrite: boolean; open: (id: string) => void }

/** Every topic in its order, with arrows that move it. */
export function TopicsList({ topics, mayWrite, open }: Props) {
  const reorder = useChange(
    async (ids: string[]) => {
      for (const [displayOrder, id] of ids.entries()) {
        if (topics.find((topic) => topic.id === id)?.displayOrder !== displayOrder) {
          await client.topics.update(id, { displayOrder })
        }
      }
    },
    {
      changes: ['topics', 'audit'],
      guesses: (ids) => [
        {
          key: ['topics', 'stats'],
          edit: (now: Topics) => ({ ...now, data: ids.flatMap((id) => now.data.filter((topic) => topic.id === id)) }),
        },
      ],
    },
  )
  const ids = topics.map(({ id }) => id)
  return topics.map((topic, place) => (
    <div key={topic.id} className={classes.line}>
      <div className={classes.words}>
        <button type="button" className={classes.name} onClick={() => open(topic.id)}>
          {topic.name}
        </button>
        {!topic.isActive && <span className={classes.mark}>Not active</span>}
        {topic.visibility === 'private' && <span className={classes.mark}>Private</span>}
        <div className={classes.quiet}>
          {countText(topic.subscribers ?? 0, 'person is', 'people are')} subscribed ·{' '}
          {topic.default === 'opt_in' ? 'everybody who did not say no' : 'only who said yes'}
        </div>
      </div>
      {mayWrite && (
        <div className={classes.actions}>
          <ActionIcon
            aria-label={`Move ${topic.name} up`}
            disabled={place === 0 || reorder.isPending}
            onClick={() => reorder.mutate(moved(ids, place, place - 1))}
          >
            <IconArrowUp size={16} />
          </ActionIcon>
          <ActionIcon
            aria-label={`Move ${topic.name} down`}
            disabled={place === ids.length - 1 || reorder.isPending}
            onClick={() => reorder.mutate(moved(ids, place, place + 1))}
          >
            <IconArrowDown size={16} />
          </ActionIcon>
        </div>
      )}
    </div>
  ))
}

function moved(ids: string[], from: number, to: number): string[] {
  const rest = ids.toSpliced(from, 1)
  return rest.toSpliced(to, 0, ...ids.slice(from, from + 1))
}
