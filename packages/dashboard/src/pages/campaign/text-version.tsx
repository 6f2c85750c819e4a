import { Button, Textarea } from '@mantine/core'
import { TextSize } from '../../message/text-size.tsx'
import classes from './composer.module.css'
import type { Draft } from './draft.ts'
import type { VersionDraft } from './versions.ts'

type Props = {
  letter: string
  version: VersionDraft
  /** Version A. */
  original: Draft
  onChange: (change: Partial<VersionDraft>) => void
  onRemove: () => void
}

/** What one version of a text says. */
export function TextVersion({ letter, version, original, onChange, onRemove }: Props) {
  const { text } = version
  return (
    <fieldset className={classes.version}>
      <legend>Version {letter}</legend>
      <Textarea
        label="Message"
        aria-label={`Message of version ${letter}`}
        required
        autosize
        minRows={3}
        maxRows={16}
        maxLength={1_000_000}
        value={text}
        onChange={({ currentTarget }) => onChange({ text: currentTarget.value })}
      />
      <TextSize text={text} isSms={original.channel === 'sms'} note={text.includes('{{') ? ' as it is written' : ''} />
      <div className={classes.versionFoot}>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          aria-label={`Remove version ${letter}`}
          onClick={onRemove}
        >
          Remove
        </Button>
      </div>
    </fieldset>
  )
}
