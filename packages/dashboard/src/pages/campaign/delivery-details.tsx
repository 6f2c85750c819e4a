import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { Panel } from '../../parts/panel.tsx'
import { timeText } from '../../parts/time-text.ts'
import { whyOf } from './delivery-columns.tsx'
import classes from './results.module.css'
import { STATE_MEANINGS, STATE_WORDS } from './state-words.ts'
import type { Delivery } from './use-deliveries.ts'

type Props = { delivery: Delivery; words: ReadonlyMap<string, string>; close: () => void }

/** Everything that the ledger says of one message. */
export function DeliveryDetails({ delivery, words, close }: Props) {
  const { email, state, response, messageId, updatedAt } = delivery
  const why = whyOf({ ...delivery, response: null }, words)
  const facts: [label: string, value: ReactNode][] = [
    ['State', `${STATE_WORDS[state]}. ${STATE_MEANINGS[state]}`],
    ['Reason', why],
    ['The server said', response],
    ['Message-ID', messageId],
    ['Since', timeText(updatedAt)],
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
      </Panel>
    </div>
  )
}
