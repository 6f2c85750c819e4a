import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { client } from '../../api.ts'
import { subjectText } from '../../message/subject-text.ts'
import { actorText } from '../../parts/actor-text.ts'
import { Answer } from '../../parts/answer.tsx'
import { CHANNEL_NAMES } from '../../parts/channel-names.ts'
import { numberText } from '../../parts/number-text.ts'
import { Sentence } from '../../parts/sentence.tsx'
import { timeText } from '../../parts/time-text.ts'
import { Waiting } from '../../parts/waiting.tsx'
import { meaningOf, STATE_WORDS } from '../campaign/state-words.ts'
import type { Course } from './course.ts'
import classes from './message-course.module.css'
import { MessageSteps } from './message-steps.tsx'

const LIVE_MS = 5_000

/** What is known of one message, and becomes known meanwhile. */
export function useCourse(id: string) {
  return useQuery({
    queryKey: ['deliveries', 'course', id],
    queryFn: ({ signal }) => client.deliveries.get(id, { signal }),
    refetchInterval: LIVE_MS,
  })
}

/** Everything that the ledger says of one message: each attempt with the server's answer, and what was heard of it. */
export function MessageCourse({ id }: { id: string }) {
  const query = useCourse(id)
  return (
    <Answer query={query} waiting={<Waiting rows={3} />}>
      {(course) => (
        <>
          <dl className={classes.facts}>
            {factsOf(course)
              .filter(([, value]) => value)
              .map(([label, value]) => (
                <div key={label}>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
          </dl>
          <MessageSteps course={course} />
        </>
      )}
    </Answer>
  )
}

function factsOf(course: Course): [label: string, value: ReactNode][] {
  const { contact, state, attempts, campaign, feedback, provider, version } = course
  const isMail = campaign.channel === 'email'
  return [
    ['State', <Sentence key="state">{`${STATE_WORDS[state]}. ${meaningOf(state, campaign.channel)}`}</Sentence>],
    ['Reason', course.reasonDetail && `They ${course.reasonDetail}.`],
    ['Handed over', attempts > 1 && `${numberText(attempts)} times`],
    [state === 'queued' ? 'Its turn' : 'Tried again', course.nextAttemptAt && timeText(course.nextAttemptAt)],
    [
      'Delivered',
      course.deliveredAt && `${isMail ? 'The mailbox took it' : 'It arrived'} on ${timeText(course.deliveredAt)}`,
    ],
    ['Heard later', feedback && [FEEDBACK_WORDS[feedback], course.feedbackNote].filter(Boolean).join(': ')],
    ['Subject', subjectText(campaign.subject)],
    [campaign.kind === 'campaign' ? 'Campaign' : 'Sent by', <Origin key="origin" course={course} />],
    ['Version', version],
    [state === 'queued' ? 'To be sent through' : 'Sent through', !NEVER_LEFT.has(state) && provider?.name],
    ['Message-ID', isMail && course.messageId],
    ['Sent as', !isMail && CHANNEL_NAMES[campaign.channel]],
    [
      'Person',
      contact && (
        <Link to="/contacts/$contact" params={{ contact }}>
          Open this person
        </Link>
      ),
    ],
  ]
}

const NEVER_LEFT = new Set<Course['state']>(['skipped', 'cancelled'])

const FEEDBACK_WORDS: Record<NonNullable<Course['feedback']>, string> = {
  delayed: 'it is kept waiting',
  undelivered: 'it could not be delivered',
  bounced: 'it came back, nobody has the address',
  complained: 'it was reported as spam',
}

/** The campaign, or the call that sent it. */
function Origin({ course: { campaign, createdBy, createdByName } }: { course: Course }) {
  if (campaign.kind === 'single') return <>A single send {actorText(createdBy, createdByName)}</>
  return (
    <>
      <Link to="/campaigns/$campaign" params={{ campaign: campaign.id }}>
        {campaign.name}
      </Link>
      {campaign.kind === 'batch' && <>, a batch {actorText(createdBy, createdByName)}</>}
    </>
  )
}
