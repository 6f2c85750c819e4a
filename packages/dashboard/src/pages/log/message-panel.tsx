import { OpenPanel } from '../settings/open-panel.tsx'
import { addresseeOf } from './addressee-of.ts'
import classes from './log.module.css'
import { MessageCourse, useCourse } from './message-course.tsx'

/** One message, opened above the log. */
export function MessagePanel({ id, close }: { id: string; close: () => void }) {
  const { data } = useCourse(id)
  return (
    <div className={classes.panel}>
      <OpenPanel title={data ? addresseeOf(data) : 'This message'} close={close}>
        <MessageCourse id={id} />
      </OpenPanel>
    </div>
  )
}
