import { useQuery } from '@tanstack/react-query'
import { type Contact, client } from '../../api.ts'
import { callingOf } from '../../parts/calling-of.ts'
import { CHANNEL_NAMES } from '../../parts/channel-names.ts'
import { timeText } from '../../parts/time-text.ts'
import { Waiting } from '../../parts/waiting.tsx'
import { useChange } from '../../use-change.ts'
import type { Proof } from './consent-form.tsx'
import { ConsentRow } from './consent-row.tsx'
import { consentsOf } from './consents-of.ts'
import classes from './contact.module.css'
import { consentQuery, topicsQuery } from './person-queries.ts'
import { TrackingRow } from './tracking-row.tsx'
import { CONTACT_CHANGES, useContactChange } from './use-contact.ts'

const { email: _, ...CHANNELS } = CHANNEL_NAMES
type Channel = keyof typeof CHANNELS

// why: Object.keys forgets that these are exactly the keys above
const channels = Object.keys(CHANNELS) as Channel[]

/** Consent as it is known: channel by channel and topic by topic, since when, through whom, and with what proof. */
export function ConsentList({ contact }: { contact: Contact }) {
  const { id, status } = contact
  const log = useQuery(consentQuery(id))
  const topics = useQuery(topicsQuery(id))
  const change = useContactChange(contact, { ownErrors: true })
  const answer = useTopicAnswer(contact)
  if (!log.data || !topics.data) return log.error || topics.error ? null : <Waiting rows={1} />
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
      {channels
        .filter((channel) => contact.channels[channel] || contact.consent[channel] || known.has(channel))
        .map((channel) => (
          <ChannelRow key={channel} {...{ contact, channel, known: known.get(channel), change }} />
        ))}
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

type ChannelProps = {
  contact: Contact
  channel: Channel
  known: ReturnType<ReturnType<typeof consentsOf>['get']>
  change: ReturnType<typeof useContactChange>
}

function ChannelRow({ contact, channel, known, change }: ChannelProps) {
  const state = contact.consent[channel]
  const next = state === 'opted_in' ? 'opted_out' : 'opted_in'
  const address = contact.channels[channel]
  return (
    <ConsentRow
      name={address ? `${CHANNELS[channel]} ${address}` : CHANNELS[channel]}
      status={state ?? 'unknown'}
      word={state === 'opted_in' ? 'Agreed' : state === 'opted_out' ? 'Refused' : 'Not known'}
      known={known}
      unknown="Nothing was written down."
      change={{
        label: next === 'opted_in' ? 'They agreed' : 'They refused',
        run: (proof) =>
          change({ consent: { [channel]: next }, proof }, `Their answer about ${CHANNELS[channel]} is written down.`),
      }}
    />
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
      run: () => write({ ...given, isWanted: !given.isWanted, proof: { source: 'taken back in the dashboard' } }),
    }),
  })
}

function unrecorded({ status, subscribedAt, unsubscribedAt }: Contact): string {
  const since = status === 'subscribed' ? subscribedAt : unsubscribedAt
  return since ? `Since ${timeText(since)}. No record says how.` : 'No record says how or when they agreed.'
}
