import { useQuery } from '@tanstack/react-query'
import { type Contact, client } from '../../api.ts'
import { actorText } from '../../parts/actor-text.ts'
import { StatusMark } from '../../parts/status-mark.tsx'
import { timeText } from '../../parts/time-text.ts'
import { Waiting } from '../../parts/waiting.tsx'
import { type Consent, consentsOf } from './consents-of.ts'
import classes from './contact.module.css'

// A channel whose last word is older than so many others is shown by its state alone.
const LOOKED_BACK = 100

const CHANNELS: Record<string, string> = { email: 'E-mail', sms: 'SMS', whatsapp: 'WhatsApp', webchat: 'Web chat' }

/** Consent as it is known: channel by channel and topic by topic, since when, through whom, and with what proof. */
export function ConsentList({ contact }: { contact: Contact }) {
  const { id, consent } = contact
  const log = useQuery({
    queryKey: ['contacts', 'consent', id],
    queryFn: ({ signal }) => client.contacts.timeline(id, { kinds: 'consent', limit: LOOKED_BACK }, { signal }),
  })
  const topics = useQuery({
    queryKey: ['contacts', 'topics', id],
    queryFn: ({ signal }) => client.contacts.topics(id, { signal }),
  })
  if (!log.data || !topics.data) return log.error || topics.error ? null : <Waiting rows={1} />
  const known = consentsOf(log.data.data)
  const unlogged = Object.entries(consent).filter(([channel]) => !known.some((it) => it.channel === channel))
  return (
    <ul className={classes.consents} aria-label="Consent">
      {known.map((it) => (
        <li key={it.channel}>
          <span>{nameOf(it.channel)}</span>
          <StatusMark status={it.state} word={it.state === 'unknown' ? 'Not known' : undefined} />
          <span className={classes.when}>
            {timeText(it.at)}
            {it.by && ` · ${actorText(it.by, it.byName)}`}
            <Proof consent={it} />
          </span>
        </li>
      ))}
      {unlogged.map(([channel, state]) => (
        <li key={channel}>
          <span>{nameOf(channel)}</span>
          <StatusMark status={state} />
        </li>
      ))}
      {topics.data.data.map(({ topic, name, subscribed, answeredAt }) => (
        <li key={topic}>
          <span>Topic “{name}”</span>
          <StatusMark
            status={subscribed ? 'opted_in' : 'opted_out'}
            word={subscribed ? 'Subscribed' : 'Not subscribed'}
          />
          <span className={classes.when}>
            {answeredAt ? timeText(answeredAt) : 'The topic’s default; they have not said'}
          </span>
        </li>
      ))}
      {!known.some(({ channel }) => channel === 'email') && <li className={classes.quiet}>{unrecorded(contact)}</li>}
    </ul>
  )
}

function Proof({ consent: { source, wording, ip } }: { consent: Consent }) {
  const parts = [source && `Source: ${source}`, ip && `IP ${ip}`, wording && `Wording: “${wording}”`].filter(Boolean)
  return parts.length > 0 ? <span className={classes.proof}>{parts.join(' · ')}</span> : null
}

function unrecorded({ status, subscribedAt, unsubscribedAt }: Contact): string {
  const since = status === 'subscribed' ? subscribedAt : unsubscribedAt
  return since ? `Since ${timeText(since)}. No record says how.` : 'No record says how or when they agreed.'
}

function nameOf(channel: string): string {
  return CHANNELS[channel] ?? channel.charAt(0).toUpperCase() + channel.slice(1)
}
