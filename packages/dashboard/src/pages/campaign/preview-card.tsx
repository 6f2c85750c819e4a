import { MessagePreview, type View } from '../../message/message-preview.tsx'
import { TextPreview } from '../../message/text-preview.tsx'
import type { MessagePreviewState } from '../../message/use-message-preview.ts'
import { Panel } from '../../parts/panel.tsx'
import { useProject } from '../../session.ts'
import { type Draft, previewedAudience } from './draft.ts'
import { TestSend } from './test-send.tsx'

type Props = {
  draft: Draft
  preview: MessagePreviewState
  view: View
  onView: (change: View) => void
  /** Only what is saved can be sent, to look at too. */
  saved?: { id: string; isSaved: boolean }
}

/** The message as one person would get it, as it stands there now. */
export function PreviewCard({ draft, preview, view, onView, saved }: Props) {
  const project = useProject()
  if (draft.channel !== 'email') {
    return (
      <Panel title="As a person gets it">
        <TextPreview preview={preview} audience={previewedAudience(draft)} channel={draft.channel} onView={onView} />
      </Panel>
    )
  }
  return (
    <Panel
      title="As a person gets it"
      aside={saved && <TestSend {...saved} contact={preview.shown?.contact ?? undefined} />}
    >
      <MessagePreview
        preview={preview}
        audience={previewedAudience(draft)}
        from={draft.fromName || project?.fromName || draft.from}
        view={view}
        onView={onView}
      />
    </Panel>
  )
}
