import { useQuery } from '@tanstack/react-query'
import { type Contact, client } from '../../api.ts'
import { callingOf } from '../../parts/calling-of.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { timeText } from '../../parts/time-text.ts'
import { Waiting } from '../../parts/waiting.tsx'
import { useChange } from '../../use-change.ts'
import { ChannelRows } from './channel-rows.tsx'
import type { Proof } from './consent-form.tsx'
import { ConsentRow } from './consent-row.tsx'
import { consentsOf } from './consents-of.ts'
import classes from './contact.module.css'
import { PauseRow } from './pause-row.tsx'
import { consentQuery, topicsQuery } from './person-queries.ts'
import { TrackingRow } from './tracking-row.tsx'
import { CONTACT_CHANGES, TAKEN_BACK, useContactChange } from './use-contact.ts'

/** Consent as it is known: channel by channel and topic by topic, since when, through whom, and with what proof. */
export function ConsentList({ contact }: { contact: Contact }) {
  const { id, status, pausedUntil } = contact
  const log = useQuery(consentQuery(id))
  const topics = useQuery(topicsQuery(id))
  const change = useContactChange(contact, { ownErrors: true })
  const answer = useTopicAnswer(contact)
  if (!log.data || !topics.data) {
    const failed = [log, topics].find(({ data, error }) => !data && error)
    return failed ? <ErrorState error={failed.error} retry={() => void failed.refetch()} /> : <Waiting rows={1} />
  }
  const known = consentsOf(log.data.data)
  const isSubscribed = status === 'subscribed'
  const setStatus = (proof: Proof) =>
    isSubscribed
      ? change({ status: 'unsubscribed', proof }, 'They get no more campaigns.')
      : change({ status: 'subscribed', resubscribe: true, proof }, 'They are subscribed.')
  return (
    <ul className={classes.consents} aria-label="Consent">
      <ConsentRow
        name="E-mail"
        status={status}
        known={known.get('email')}
        unknown={unrecorded(contact)}
        change={{ label: isSubscribed ? 'Unsubscribe' : 'Subscribe', run: setStatus }}
      />
      {pausedUntil && <PauseRow contact={contact} until={pausedUntil} known={known.get('preferences')} />}
      <ChannelRows contact={contact} known={known} />
      <TrackingRow contact={contact} />
      {topics.data.data.map(({ topic, name, subscribed, answeredAt }) => (
        <ConsentRow
          key={topic}
          name={`Topic “${name}”`}
          status={subscribed ? 'opted_in' : 'opted_out'}
          word={subscribed ? 'Subscribed' : 'Not subscribed'}
          known={answeredAt ? known.get(`topic ${name}`) : undefined}
          unknown={answeredAt ? timeText(answeredAt) : 'The topic’s default; they have not said'}
          change={{
            label: subscribed ? 'Unsubscribe' : 'Subscribe',
            run: (proof) => answer.mutateAsync({ topic, name, isWanted: !subscribed, proof }),
          }}
        />
      ))}
    </ul>
  )
}

type TopicAnswer = { topic: string; name: string; isWanted: boolean; proof: Proof }

function useTopicAnswer(contact: Contact) {
  const write = ({ topic, isWanted, proof }: TopicAnswer) => {
    const body = { contact: contact.id, proof }
    return isWanted ? client.topics.subscribe(topic, body) : client.topics.unsubscribe(topic, body)
  }
  return useChange(write, {
    changes: CONTACT_CHANGES,
    ownErrors: true,
    undo: (_, given) => ({
      words: `${callingOf(contact)} ${given.isWanted ? 'gets' : 'gets no more of'} “${given.name}”.`,
      run: () => write({ ...given, isWanted: !given.isWanted, proof: TAKEN_BACK }),
    }),
  })
}

function unrecorded({ status, subscribedAt, unsubscribedAt }: Contact): string {
  const since = status === 'subscribed' ? subscribedAt : unsubscribedAt
  return since ? `Since ${timeText(since)}. No record says how.` : 'No record says how or when they agreed.'
}
