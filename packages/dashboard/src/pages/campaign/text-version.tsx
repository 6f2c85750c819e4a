import { Textarea } from '@mantine/core'
import { TextSize } from '../../message/text-size.tsx'
import type { Draft } from './draft.ts'
import { VersionFrame } from './version-frame.tsx'
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
    <VersionFrame letter={letter} onRemove={onRemove}>
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
    </VersionFrame>
  )
}
