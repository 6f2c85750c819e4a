import { Button, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import classes from './composer.module.css'
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

/** What one version says differently; what is left empty is as in version A. */
export function VersionFields({ letter, version, original, onChange, onRemove }: Props) {
  const [showsMessage, setShowsMessage] = useState(version.html !== '' || version.text !== '')
  const field = (key: keyof VersionDraft) => ({
    value: version[key],
    placeholder: key === 'html' || key === 'text' ? undefined : original[key] || 'As in version A',
    onChange: (event: { currentTarget: { value: string } }) => onChange({ [key]: event.currentTarget.value }),
  })
  const giveMessage = () => {
    setShowsMessage(true)
    onChange({ html: original.html })
  }
  const foot = !showsMessage && (
    <Button variant="default" size="compact-xs" onClick={giveMessage}>
      Give it a message of its own
    </Button>
  )
  return (
    <VersionFrame letter={letter} onRemove={onRemove} foot={foot}>
      <p className={classes.quiet}>What you leave empty is as in version A.</p>
      <TextInput label="Subject" aria-label={`Subject of version ${letter}`} maxLength={998} {...field('subject')} />
      <div className={classes.pair}>
        <TextInput
          label="Preview line"
          aria-label={`Preview line of version ${letter}`}
          maxLength={500}
          {...field('preheader')}
        />
        <TextInput
          label="Sender’s name"
          aria-label={`Sender’s name of version ${letter}`}
          maxLength={255}
          {...field('fromName')}
        />
      </div>
      {showsMessage && <Message letter={letter} field={field} />}
    </VersionFrame>
  )
}

type MessageProps = {
  letter: string
  field: (key: 'html' | 'text') => {
    value: string
    placeholder: string | undefined
    onChange: (event: { currentTarget: { value: string } }) => void
  }
}

function Message({ letter, field }: MessageProps) {
  return (
    <>
      <Textarea
        label="Message, HTML"
        aria-label={`Message of version ${letter}, HTML`}
        autosize
        minRows={6}
        maxRows={20}
        spellCheck={false}
        className={classes.code}
        {...field('html')}
      />
      <Textarea
        label="Message, plain text"
        aria-label={`Message of version ${letter}, plain text`}
        description="Made from its HTML when left empty."
        autosize
        minRows={2}
        maxRows={12}
        className={classes.code}
        {...field('text')}
      />
    </>
  )
}
