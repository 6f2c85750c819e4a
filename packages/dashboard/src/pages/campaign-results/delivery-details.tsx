import { Button } from '@mantine/core'
import { Panel } from '../../parts/panel.tsx'
import { MessageCourse } from '../log/message-course.tsx'
import classes from './deliveries.module.css'
import type { Delivery } from './use-deliveries.ts'

type Props = { delivery: Delivery; close: () => void }

/** The course of one message of the campaign. */
export function DeliveryDetails({ delivery: { id, email }, close }: Props) {
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
        <MessageCourse id={id} />
      </Panel>
    </div>
  )
}
