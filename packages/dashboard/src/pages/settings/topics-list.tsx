import type { ReactNode } from 'react'
import { client } from '../../api.ts'
import { moved } from '../../parts/moved.ts'
import { useChange } from '../../use-change.ts'
import { TopicLine } from './topic-line.tsx'
import type { Topic, Topics } from './topics-query.ts'
import { useDraggedLine } from './use-dragged-line.ts'

type Props = {
  topics: Topic[]
  mayWrite: boolean
  open: (id: string) => void
  /** What else can be chosen of each. */
  controls?: (topic: Topic) => ReactNode
}

/** Every topic in its order: dragged, or moved by arrows and keys. */
export function TopicsList({ topics, mayWrite, open, controls }: Props) {
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
          edit: (now: Topics) => ({
            ...now,
            data: ids.flatMap((id, displayOrder) => placed(now.data, id, displayOrder)),
          }),
        },
      ],
    },
  )
  const ids = topics.map(({ id }) => id)
  const move = (from: number, to: number) => {
    if (from !== to && to >= 0 && to < ids.length && !reorder.isPending) reorder.mutate(moved(ids, from, to))
  }
  const lineAt = useDraggedLine(move)
  return topics.map((topic, place) => (
    <TopicLine
      key={topic.id}
      topic={topic}
      open={() => open(topic.id)}
      controls={controls?.(topic)}
      drag={mayWrite ? lineAt(place) : undefined}
      up={place > 0 && !reorder.isPending ? () => move(place, place - 1) : undefined}
      down={place < ids.length - 1 && !reorder.isPending ? () => move(place, place + 1) : undefined}
    />
  ))
}

function placed(topics: Topic[], id: string, displayOrder: number): Topic[] {
  return topics.filter((topic) => topic.id === id).map((topic) => ({ ...topic, displayOrder }))
}
