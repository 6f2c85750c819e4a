import { Button } from '@mantine/core'
import { Panel } from '../../parts/panel.tsx'
import { addresseeOf } from '../log/addressee-of.ts'
import { MessageCourse } from '../log/message-course.tsx'
import classes from './deliveries.module.css'
import type { Delivery } from './use-deliveries.ts'

type Props = { delivery: Delivery; close: () => void }

/** The course of one message of the campaign. */
export function DeliveryDetails({ delivery, close }: Props) {
  return (
    <div className={classes.details}>
      <Panel
        title={addresseeOf(delivery)}
        aside={
          <Button variant="subtle" color="gray" size="compact-xs" onClick={close}>
            Close
          </Button>
        }
      >
        <MessageCourse id={delivery.id} />
      </Panel>
    </div>
  )
}
