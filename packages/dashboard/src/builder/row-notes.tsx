import { IconAlertTriangle } from '@tabler/icons-react'
import classes from './builder.module.css'
import { useBuilder } from './builder-state.ts'

/** What is wrong at a place of the rule, and what is right there and yet hardly meant. */
export function RowNotes({ isHere }: { isHere: (pointer: string) => boolean }) {
  const { problems, warnings } = useBuilder()
  return (
    <>
      {problems
        .filter(({ pointer }) => isHere(pointer))
        .map(({ detail }) => (
          <p key={detail} className={classes.problem} role="alert">
            {detail}
          </p>
        ))}
      {warnings
        .filter(({ pointer }) => isHere(pointer))
        .map(({ detail }) => (
          <p key={detail} className={classes.warning}>
            <IconAlertTriangle size={14} aria-hidden />
            <span>{detail}</span>
          </p>
        ))}
    </>
  )
}
