import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react'
import classes from './composer.module.css'

/** Whether a card is ready, or what it lacks. */
export function Readiness({ lacks }: { lacks: string[] }) {
  const isReady = lacks.length === 0
  const Icon = isReady ? IconCircleCheck : IconCircleDashed
  return (
    <span className={classes.readiness} data-ready={isReady || undefined}>
      <Icon size={15} stroke={1.8} aria-hidden />
      {isReady ? 'Ready' : `Missing: ${lacks.join(', ')}`}
    </span>
  )
}
