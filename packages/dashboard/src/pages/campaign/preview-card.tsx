import { MessagePreview, type View } from '../../message/message-preview.tsx'
import { TextPreview } from '../../message/text-preview.tsx'
import type { MessagePreviewState } from '../../message/use-message-preview.ts'
import { Panel } from '../../parts/panel.tsx'
import { VersionSwitch } from '../../parts/version-switch.tsx'
import { VERSIONS } from '../../parts/versions.ts'
import { useProject } from '../../session.ts'
import { type Draft, previewedAudience } from './draft.ts'
import { TestSend } from './test-send.tsx'

type Props = {
  draft: Draft
  preview: MessagePreviewState
  view: View
  onView: (change: View) => void
  /** The campaign that a test message is sent of; as it stands there now, saved or not. */
  id?: string
}

/** The message as one person would get it, as it stands there now. */
export function PreviewCard({ draft, preview, view, onView, id }: Props) {
  const project = useProject()
  const test = id && (
    <TestSend {...{ id, draft, version: view.version }} contact={preview.shown?.contact ?? undefined} />
  )
  const versions = (
    <VersionSwitch
      label="Version to look at"
      count={draft.variants.length + 1}
      value={view.version}
      onChange={(version) => onView({ version })}
    />
  )
  if (draft.channel !== 'email') {
    const { channel, topic } = draft
    return (
      <Panel title="As a person gets it" aside={test}>
        {versions}
        <TextPreview {...{ preview, channel, topic, onView }} audience={previewedAudience(draft)} />
      </Panel>
    )
  }
  const other = view.version && draft.variants[VERSIONS.indexOf(view.version) - 1]
  return (
    <Panel title="As a person gets it" aside={test}>
      {versions}
      <MessagePreview
        preview={preview}
        audience={previewedAudience(draft)}
        topic={draft.topic}
        from={other?.fromName || draft.fromName || project?.fromName || draft.from}
        view={view}
        onView={onView}
      />
    </Panel>
  )
}
