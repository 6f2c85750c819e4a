import { Button, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
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

/** What one version says differently; what is left empty is as in version A. */
export function VersionFields({ letter, version, original, onChange, onRemove }: Props) {
  const [showsMessage, setShowsMessage] = useState(version.html !== '' || version.text !== '')
  const field = (key: keyof VersionDraft) => ({
    value: version[key],
    placeholder: key === 'html' || key === 'text' ? undefined : original[key] || 'As in version A',
    onChange: (event: { currentTarget: { value: string } }) => onChange({ [key]: event.currentTarget.value }),
  })
  return (
    <fieldset className={classes.version}>
      <legend>Version {letter}</legend>
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
      <div className={classes.versionFoot}>
        {!showsMessage && (
          <Button
            variant="default"
            size="compact-xs"
            onClick={() => {
              setShowsMessage(true)
              onChange({ html: original.html })
            }}
          >
            Give it a message of its own
          </Button>
        )}
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
