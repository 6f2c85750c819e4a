import { Switch } from '@mantine/core'
import { useState } from 'react'
import { ErrorState } from '../parts/error-state.tsx'
import { Notice } from '../parts/notice.tsx'
import type { Version } from '../parts/versions.ts'
import { Waiting } from '../parts/waiting.tsx'
import { FilledIn } from './filled-in.tsx'
import { InboxLines } from './inbox-lines.tsx'
import { LookSwitch } from './look-switch.tsx'
import { withoutMarks } from './mark-fields.ts'
import { MessageLook } from './message-look.tsx'
import classes from './message-preview.module.css'
import { PersonBar } from './person-bar.tsx'
import { SizeMeter } from './size-meter.tsx'
import type { Look } from './to-look.ts'
import type { Asked, MessagePreviewState } from './use-message-preview.ts'

const WAYS: { value: Look; label: string }[] = [
  { value: 'desktop', label: 'Wide' },
  { value: 'phone', label: 'Phone' },
  { value: 'dark', label: 'Dark' },
  { value: 'images', label: 'No images' },
  { value: 'text', label: 'Text' },
  { value: 'all', label: 'All' },
]

/** Whom it is shown for, how, and in which version; all of it stands in the address. */
export type View = { as?: string | undefined; look?: Look | undefined; version?: Version | undefined }

type Props = {
  preview: MessagePreviewState
  audience: Asked['audience']
  topic?: Asked['topic']
  /** Whom it comes from, as a mailbox names them. */
  from: string
  view: View
  onView: (change: View) => void
}

/** A message as one person gets it: in the mailbox, opened in every way, and what was filled in for them. */
export function MessagePreview({ preview: { query, shown, problem }, audience, topic, from, view, onView }: Props) {
  const [isMarked, setMarked] = useState(true)
  const look = view.look ?? 'desktop'
  if (!shown) {
    if (!query.error) return <Waiting height={420} />
    return problem ? <Unreadable words={problem.words} /> : <Unasked query={query} />
  }
  return (
    <div className={classes.preview}>
      {query.error && (problem ? <Unreadable words={problem.words} /> : <Unasked query={query} />)}
      <PersonBar preview={shown} audience={audience} topic={topic} onPick={(as) => onView({ as })} />
      <InboxLines from={from} subject={shown.subject} line={shown.inboxLine} />
      <div className={classes.bar}>
        <LookSwitch ways={WAYS} value={look} onChange={(way) => onView({ look: way })} />
        <Switch
          size="xs"
          label="Mark merge fields"
          checked={isMarked}
          disabled={look === 'text'}
          onChange={(event) => setMarked(event.currentTarget.checked)}
        />
      </div>
      <MessageLook look={look} message={isMarked ? shown : { ...shown, html: withoutMarks(shown.html) }} />
      <FilledIn fields={shown.mergeFields} />
      <SizeMeter html={withoutMarks(shown.html)} />
    </div>
  )
}

function Unreadable({ words }: { words: string }) {
  return <Notice tone="warn">The message {words}.</Notice>
}

function Unasked({ query }: Pick<MessagePreviewState, 'query'>) {
  return <ErrorState error={query.error} retry={() => void query.refetch()} />
}
