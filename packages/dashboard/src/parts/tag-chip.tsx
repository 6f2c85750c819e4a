import { IconX } from '@tabler/icons-react'
import classes from './tag-chip.module.css'
import { TagLabel } from './tag-label.tsx'

type Props = { name: string; remove?: (() => void) | undefined }

/** A tag by itself, to be taken off where that may be done. */
export function TagChip({ name, remove }: Props) {
  return (
    <span className={classes.chip}>
      <TagLabel name={name} />
      {remove && (
        <button type="button" className={classes.remove} onClick={remove} aria-label={`Remove the tag ${name}`}>
          <IconX size={12} aria-hidden />
        </button>
      )}
    </span>
  )
}
