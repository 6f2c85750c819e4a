import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { client } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { useChange } from '../../use-change.ts'
import classes from './settings.module.css'
import { TopicsList } from './topics-list.tsx'
import { type Topic, topicsQuery } from './topics-query.ts'
import { useMay } from '../../use-may.ts'

/** The topics as they stand on the page: their order, who sees them, and who gets them unasked. */
export function TopicsOfPage() {
  const mayWrite = useMay()('contacts:write')
  const navigate = useNavigate()
  return (
    <Answer query={useQuery(topicsQuery)} waiting={<Waiting rows={3} />}>
      {({ data }) =>
        data.length === 0 ? (
          <p className={classes.quiet}>
            There are no topics, so people can only leave everything at once.{' '}
            <Link to="/settings/topics" search={{ new: true }} className={classes.inText}>
              Make the first topic
            </Link>
          </p>
        ) : (
          <TopicsList
            topics={data}
            mayWrite={mayWrite}
            open={(topic) => void navigate({ to: '/settings/topics', search: { topic } })}
            controls={(topic) => <TopicControls topic={topic} mayWrite={mayWrite} />}
          />
        )
      }
    </Answer>
  )
}

const VISIBILITY = [
  { value: 'public', label: 'Everybody sees it' },
  { value: 'private', label: 'Only who gets it sees it' },
] as const
const DEFAULTS = [
  { value: 'opt_out', label: 'Only who says yes' },
  { value: 'opt_in', label: 'All but who says no' },
] as const

function TopicControls({ topic, mayWrite }: { topic: Topic; mayWrite: boolean }) {
  const { id, name, visibility, default: answer } = topic
  const change = useChange((to: Partial<Pick<Topic, 'visibility' | 'default'>>) => client.topics.update(id, to), {
    changes: ['topics', 'segments', 'audit'],
    undo: () => ({
      words: `“${name}” is changed.`,
      run: () => client.topics.update(id, { visibility, default: answer }),
    }),
  })
  return (
    <div className={classes.controls}>
      <Select
        size="xs"
        aria-label={`Who sees ${name}`}
        allowDeselect={false}
        disabled={!mayWrite}
        data={VISIBILITY}
        value={visibility}
        onChange={(value) => value && change.mutate({ visibility: value })}
      />
      <Select
        size="xs"
        aria-label={`Who gets ${name}`}
        allowDeselect={false}
        disabled={!mayWrite}
        data={DEFAULTS}
        value={answer}
        onChange={(value) => value && change.mutate({ default: value })}
      />
    </div>
  )
}
