import { IconX } from '@tabler/icons-react'
import classes from './tag-chip.module.css'

type Props = { name: string; color?: string | null; remove?: (() => void) | undefined }

/** A tag: its name with its colour as a dot. */
export function TagChip({ name, color, remove }: Props) {
  return (
    <span className={classes.chip} title={name}>
      {color && <span className={classes.dot} style={{ background: color }} aria-hidden />}
      <span className={classes.name}>{name}</span>
      {remove && (
        <button type="button" className={classes.remove} onClick={remove} aria-label={`Remove the tag ${name}`}>
          <IconX size={12} aria-hidden />
        </button>
      )}
    </span>
  )
}
