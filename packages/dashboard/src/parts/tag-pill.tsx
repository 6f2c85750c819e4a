import { Pill } from '@mantine/core'
import { TagLabel } from './tag-label.tsx'

type Props = { name: string; disabled?: boolean | undefined; onRemove?: (() => void) | undefined }

/** A tag that is picked in an input. */
export function TagPill({ name, disabled = false, onRemove }: Props) {
  return (
    <Pill withRemoveButton={!disabled} onRemove={onRemove} disabled={disabled}>
      <TagLabel name={name} />
    </Pill>
  )
}
