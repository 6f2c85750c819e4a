import classes from './share-bar.module.css'

type Props = {
  /** From 0 to 1. */
  share: number
  isBad?: true | undefined
  className?: string | undefined
}

/** A share as a bar, for the eye alone: the number stands beside it. */
export function ShareBar({ share, isBad, className }: Props) {
  return (
    <span className={`${classes.track} ${className ?? ''}`} aria-hidden>
      <span className={classes.fill} data-bad={isBad} style={{ width: `${100 * Math.min(1, share)}%` }} />
    </span>
  )
}
