import { OpenPanel } from '../settings/open-panel.tsx'
import classes from './log.module.css'
import { MessageCourse, useCourse } from './message-course.tsx'

/** One message, opened above the log. */
export function MessagePanel({ id, close }: { id: string; close: () => void }) {
  const { data } = useCourse(id)
  return (
    <div className={classes.panel}>
      <OpenPanel title={data ? (data.email ?? 'Somebody who was erased') : 'This message'} close={close}>
        <MessageCourse id={id} />
      </OpenPanel>
    </div>
  )
}
