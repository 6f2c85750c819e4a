import { ErrorState } from '../parts/error-state.tsx'
import { Notice } from '../parts/notice.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { FilledIn } from './filled-in.tsx'
import type { View } from './message-preview.tsx'
import { PersonBar } from './person-bar.tsx'
import classes from './text-preview.module.css'
import { TextSize } from './text-size.tsx'
import type { Asked, MessagePreviewState } from './use-message-preview.ts'

type Props = {
  preview: MessagePreviewState
  audience: Asked['audience']
  channel: Asked['channel']
  topic: Asked['topic']
  onView: (change: View) => void
}

/** A text as one person gets it: on their phone, with what was filled in for them and what it takes. */
export function TextPreview({ preview: { query, shown, problem }, audience, channel, topic, onView }: Props) {
  const trouble =
    query.error &&
    (problem ? <Notice tone="warn">{problem.words}</Notice> : <Unasked retry={query.refetch} error={query.error} />)
  if (!shown) return trouble || <Waiting height={180} />
  return (
    <div className={classes.preview}>
      {trouble}
      <PersonBar preview={shown} {...{ audience, channel, topic }} onPick={(as) => onView({ as })} />
      <section className={classes.phone} aria-label="Preview of the text">
        <p className={classes.bubble} data-empty={shown.text === '' || undefined}>
          {shown.text || 'Nothing is written yet.'}
        </p>
      </section>
      <TextSize text={shown.text} isSms={channel === 'sms'} />
      <FilledIn fields={shown.mergeFields} />
    </div>
  )
}

function Unasked({ error, retry }: { error: Error; retry: () => unknown }) {
  return <ErrorState error={error} retry={() => void retry()} />
}
