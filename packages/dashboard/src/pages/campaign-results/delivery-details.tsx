import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { numberText } from '../../parts/number-text.ts'
import { Panel } from '../../parts/panel.tsx'
import { Sentence } from '../../parts/sentence.tsx'
import { timeText } from '../../parts/time-text.ts'
import { STATE_MEANINGS, STATE_WORDS } from '../campaign/state-words.ts'
import classes from './deliveries.module.css'
import { whyOf } from './delivery-columns.tsx'
import type { Delivery } from './use-deliveries.ts'

type Props = { delivery: Delivery; words: ReadonlyMap<string, string>; close: () => void }

/** Everything that the ledger says of one message: each attempt with the server's answer, and what the person did. */
export function DeliveryDetails({ delivery, words, close }: Props) {
  const { contact, email, state, messageId, attempts, opens, clicks } = delivery
  const facts: [label: string, value: ReactNode][] = [
    ['State', <Sentence key="state">{`${STATE_WORDS[state]}. ${STATE_MEANINGS[state]}`}</Sentence>],
    ['Reason', whyOf({ ...delivery, response: null }, words)],
    ['Handed over', attempts > 1 && `${numberText(attempts)} times`],
    ['Tried again', delivery.nextAttemptAt && timeText(delivery.nextAttemptAt)],
    ['Opened', opens > 0 && doneText(opens, delivery.firstOpenedAt)],
    ['Clicked', clicks > 0 && doneText(clicks, delivery.firstClickedAt)],
    ['Message-ID', messageId],
    [
      'Person',
      contact && (
        <Link to="/contacts/$contact" params={{ contact }}>
          Open this person
        </Link>
      ),
    ],
  ]
  return (
    <div className={classes.details}>
      <Panel
        title={email ?? 'Somebody who was erased'}
        aside={
          <Button variant="subtle" color="gray" size="compact-xs" onClick={close}>
            Close
          </Button>
        }
      >
        <dl className={classes.facts}>
          {facts
            .filter(([, value]) => value)
            .map(([label, value]) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
        <Attempts delivery={delivery} />
      </Panel>
    </div>
  )
}

function Attempts({ delivery: { earlier, response, updatedAt, state } }: { delivery: Delivery }) {
  // What a message that waits again was told last is the last of the earlier ones.
  const isToldAlready = earlier.at(-1)?.response === response && (state === 'deferred' || state === 'queued')
  const said = response && !isToldAlready ? [...earlier, { at: updatedAt, response }] : earlier
  if (said.length === 0) return null
  return (
    <ol className={classes.attempts} aria-label="What the mail server said">
      {said.map(({ at, response }, place) => (
        <li key={at + response}>
          <span>
            {said.length > 1 && `${place + 1}. `}
            <time dateTime={at}>{timeText(at)}</time>
          </span>
          <span className={classes.said}>{response}</span>
        </li>
      ))}
    </ol>
  )
}

function doneText(times: number, first: string | null): string {
  const often = times === 1 ? 'Once' : `${numberText(times)} times`
  return first ? `${often}, first on ${timeText(first)}` : often
}
