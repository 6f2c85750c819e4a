import { ActionIcon } from '@mantine/core'
import { IconGripVertical } from '@tabler/icons-react'
import type { KeyboardEvent, ReactNode } from 'react'
import { MoveButtons } from '../../parts/move-buttons.tsx'
import { countText } from '../../parts/number-text.ts'
import classes from './settings.module.css'
import type { Topic } from './topics-query.ts'
import type { DraggedLine } from './use-dragged-line.ts'

type Props = {
  topic: Topic
  open: () => void
  controls: ReactNode
  /** undefined: it cannot be moved. */
  drag: DraggedLine | undefined
  up: (() => void) | undefined
  down: (() => void) | undefined
}

/** One topic of the list: what it is, who gets it, and the ways to move it. */
export function TopicLine({ topic, open, controls, drag, up, down }: Props) {
  const { name, isActive, visibility, subscribers = 0 } = topic
  const byKeys = (event: KeyboardEvent) => {
    const step = { ArrowUp: up, ArrowDown: down }[event.key]
    if (!step || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    step()
  }
  return (
    <div
      data-line
      className={classes.line}
      data-held={drag?.isHeld || undefined}
      data-landing={drag?.landing}
      {...drag?.target}
    >
      {drag && (
        <ActionIcon
          {...drag.grip}
          className={classes.grip}
          aria-label={`Move ${name}: drag, or up and down arrow`}
          onKeyDown={byKeys}
        >
          <IconGripVertical size={15} />
        </ActionIcon>
      )}
      <div className={classes.words}>
        <button type="button" className={classes.name} onClick={open}>
          {name}
        </button>
        {!isActive && <span className={classes.mark}>Not active</span>}
        {visibility === 'private' && <span className={classes.mark}>Private</span>}
        <div className={classes.quiet}>
          {countText(subscribers, 'person is', 'people are')} subscribed
          {!controls && ` · ${topic.default === 'opt_in' ? 'everybody who did not say no' : 'only who said yes'}`}
        </div>
      </div>
      {controls}
      {drag && (
        <div className={classes.actions}>
          <MoveButtons name={name} up={up} down={down} />
        </div>
      )}
    </div>
  )
}
