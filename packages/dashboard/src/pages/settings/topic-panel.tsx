import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { client } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import { ErrorState } from '../../parts/error-state.tsx'
import { InlineConfirm } from '../../parts/inline-confirm.tsx'
import { countText } from '../../parts/number-text.ts'
import { Panel } from '../../parts/panel.tsx'
import { UseList } from '../../parts/use-list.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { useChange } from '../../use-change.ts'
import classes from './settings.module.css'
import { EditTopic } from './topic-form.tsx'
import type { Topic } from './topics-list.tsx'

type Props = { topic: Topic; mayWrite: boolean; close: () => void }

/** One topic: who gets it, what uses it, its form, and its end. */
export function TopicPanel({ topic, mayWrite, close }: Props) {
  const uses = useQuery({
    queryKey: ['topics', 'uses', topic.id],
    queryFn: ({ signal }) => client.topics.uses(topic.id, { signal }),
  })
  const remove = useChange(() => client.topics.delete(topic.id), {
    changes: ['topics', 'contacts', 'audit'],
    done: close,
    ownErrors: true,
  })
  const isUsed = (uses.data?.data.length ?? 0) > 0
  const aside = (
    <Button variant="default" size="xs" onClick={close}>
      Close
    </Button>
  )
  return (
    <Panel title={topic.name} aside={aside}>
      <div className={classes.stack}>
        <div className={classes.quiet}>{countText(topic.subscribers ?? 0, 'person is', 'people are')} subscribed</div>
        <div>
          <strong>Used by</strong>
          <Answer query={uses} waiting={<Waiting height={20} />}>
            {({ data }) =>
              data.length > 0 ? <UseList uses={data} /> : <p className={classes.quiet}>Nothing uses it.</p>
            }
          </Answer>
        </div>
        {mayWrite && <EditTopic topic={topic} />}
        {mayWrite && isUsed && <p className={classes.quiet}>It cannot be deleted while something uses it.</p>}
        {mayWrite && !isUsed && (
          <div>
            <InlineConfirm
              ask="Delete the topic"
              question="Everybody's answer would be gone for good. To stop offering it, make it inactive."
              yes="Delete the topic"
              busy={remove.isPending}
              run={() => remove.mutate()}
            />
          </div>
        )}
        {remove.error && <ErrorState error={remove.error} />}
      </div>
    </Panel>
  )
}
