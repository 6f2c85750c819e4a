import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { client } from '../../api.ts'
import { Answer } from '../../parts/answer.tsx'
import { Explained } from '../../parts/explained.tsx'
import { proofFacts } from '../../parts/proof-facts.ts'
import { timeText } from '../../parts/time-text.ts'
import { valueText } from '../../parts/value-text.ts'
import { Waiting } from '../../parts/waiting.tsx'
import { changesIn } from './changes-in.ts'
import classes from './contact.module.css'
import { type AudienceReason, reasonsIn } from './reasons-in.ts'
import type { Entry } from './timeline-entry.ts'

type Props = { entry: Entry; contact: string }

/** All that is known of one thing that happened. */
export function EntryDetails({ entry, contact }: Props) {
  const { kind, at, details } = entry
  const facts = factsOf(details)
  const segment = valueText(details.segmentId)
  return (
    <div className={classes.details}>
      <dl className={classes.facts}>
        <Fact name="When">{timeText(at)}</Fact>
        {details.campaignId !== undefined && (
          <Fact name="Campaign">
            <Link to="/campaigns/$campaign" params={{ campaign: valueText(details.campaignId) }}>
              {valueText(details.campaign)}
            </Link>
          </Fact>
        )}
        {details.deliveryId !== undefined && (
          <Fact name="Course">
            <Link to="/log" search={{ message: valueText(details.deliveryId) }}>
              Open it in the log
            </Link>
          </Fact>
        )}
        {facts.map(([name, text]) => (
          <Fact key={name} name={name}>
            {text}
          </Fact>
        ))}
        {changesIn(details.changes).map(({ key, name, before, after }) => (
          <Fact key={key} name={name}>
            {before || 'none'} → {after || 'none'}
          </Fact>
        ))}
        {kind === 'delivery' && <Audience reasons={reasonsIn(details.audience)} />}
      </dl>
      {segment && <SegmentReasons segment={segment} contact={contact} isOlder={details.ruleChanged === true} />}
    </div>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

/** Why did they get this message? */
function Audience({ reasons }: { reasons: AudienceReason[] }) {
  if (reasons.length === 0) {
    return <Fact name="In its audience by">The record does not say: see whom the campaign went to.</Fact>
  }
  return (
    <Fact name="In its audience by">
      {reasons.map((reason, place) => (
        <span key={reason.id ?? reason.kind}>
          {place > 0 && ', '}
          {reason.kind === 'segment' && reason.id ? (
            <>
              the segment{' '}
              <Link to="/segments/$segment" params={{ segment: reason.id }}>
                {reason.name}
              </Link>
            </>
          ) : (
            WORDS[reason.kind](reason.name)
          )}
        </span>
      ))}
    </Fact>
  )
}

const WORDS: Record<AudienceReason['kind'], (name: string) => string> = {
  tag: (name) => `the tag “${name}”`,
  segment: (name) => `the segment “${name}”`,
  filter: () => 'the campaign’s own filter',
  everyone: () => 'going to everyone',
}

/** The rule with a tick or a cross at each part: what flipped is among them. */
function SegmentReasons({ segment, contact, isOlder }: { segment: string; contact: string; isOlder: boolean }) {
  const query = useQuery({
    queryKey: ['contacts', 'why', contact, segment],
    queryFn: ({ signal }) => client.segments.explain(segment, { contact }, { signal }),
  })
  return (
    <>
      <p className={classes.when}>
        {isOlder ? 'The rule has changed since. What decides it now:' : 'What decides it, as it is now:'}
      </p>
      <Answer query={query} waiting={<Waiting rows={2} />}>
        {(answer) => <Explained answer={answer} />}
      </Answer>
    </>
  )
}

const NAMES: Record<string, string> = {
  source: 'Source',
  file: 'File',
  tag: 'Tag',
  channel: 'Channel',
  subject: 'Subject',
  address: 'Address',
  state: 'State',
  reason: 'Reason',
  response: 'What the mail server said',
  link: 'Link',
  segment: 'Segment',
  cause: 'Cause',
  topic: 'Topic',
  opportunity: 'Opportunity',
  pipeline: 'Pipeline',
  stage: 'Stage',
  status: 'Status',
  value: 'Value',
  contact: 'Merged with',
}

/** What an entry says, name by name; properties of events as they were given. */
function factsOf({ proof, properties, ...details }: Entry['details']): [name: string, text: string][] {
  const named = Object.entries(NAMES).flatMap(([key, name]): [string, string][] => {
    const text = valueText(details[key]).replaceAll(
      '_',
      key === 'state' || key === 'reason' || key === 'cause' ? ' ' : '_',
    )
    return text === '' ? [] : [[name, text]]
  })
  return [...named, ...proofFacts(proof), ...pairsIn(properties)]
}

function pairsIn(given: unknown): [name: string, text: string][] {
  if (typeof given !== 'object' || given === null) return []
  return Object.entries(given).map(([key, value]) => [
    key,
    typeof value === 'object' && value !== null ? JSON.stringify(value) : valueText(value),
  ])
}
