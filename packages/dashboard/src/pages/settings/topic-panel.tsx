import { useQuery } from '@tanstack/react-query'
import { client } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { InlineConfirm } from '../../parts/inline-confirm.tsx'
import { countText } from '../../parts/number-text.ts'
import { useChange } from '../../use-change.ts'
import { OpenPanel } from './open-panel.tsx'
import classes from './settings.module.css'
import { EditTopic } from './topic-form.tsx'
import type { Topic } from './topics-query.ts'
import { UsedBy } from './used-by.tsx'

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
  return (
    <OpenPanel title={topic.name} close={close}>
      <div className={classes.quiet}>
        {countText(topic.subscribers ?? 0, 'person is', 'people are')} subscribed. {seenText(topic)}
      </div>
      <UsedBy query={uses} />
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
    </OpenPanel>
  )
}

function seenText({ isActive, visibility }: Topic): string {
  if (!isActive) return 'Nobody sees it in the preference centre while it is not active.'
  if (visibility === 'private') return 'In the preference centre only those see it who get it.'
  return 'Everybody sees it in the preference centre.'
}
