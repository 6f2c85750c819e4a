import { Button, TextInput } from '@mantine/core'
import { IconDeviceFloppy } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useCommands } from '../../commands/use-commands.ts'
import { MessageFields } from '../../message/message-fields.tsx'
import { MessagePreview, type View } from '../../message/message-preview.tsx'
import { problemIn } from '../../message/problem-in.ts'
import { TextField } from '../../message/text-field.tsx'
import { TextPreview } from '../../message/text-preview.tsx'
import { useMessagePreview } from '../../message/use-message-preview.ts'
import { BackLink } from '../../parts/back-link.tsx'
import beside from '../../parts/beside.module.css'
import { ErrorState } from '../../parts/error-state.tsx'
import { Page } from '../../parts/page.tsx'
import { Panel } from '../../parts/panel.tsx'
import { useProject } from '../../session.ts'
import { useMay } from '../../use-may.ts'
import { lacksOfTemplate, type TemplateDraft } from './template-draft.ts'
import classes from './templates.module.css'

type Props = {
  title: string
  lead: string
  draft: TemplateDraft
  set: (change: Partial<TemplateDraft>) => void
  /** Nothing to keep: it is as it was saved. */
  isSaved: boolean
  save: { run: () => void; isBusy: boolean; error: unknown }
  view: View
  onView: (change: View) => void
  actions?: ReactNode
}

// Templates are looked at as anybody who can be written to.
const EVERYONE = { include: { everyone: true } } as const
// Segments are counted as SMS: what fits there fits everywhere.
const TEXT_CHANNEL = 'sms'

/** A template while it is written, and beside it how somebody would get it. */
export function TemplateEditor({ title, lead, draft, set, isSaved, save, view, onView, actions }: Props) {
  const isText = draft.kind === 'text'
  const channel = isText ? TEXT_CHANNEL : 'email'
  const preview = useMessagePreview({ ...draft, channel, audience: EVERYONE, contact: view.as })
  const project = useProject()
  const mayWrite = useMay()('campaigns:write')
  const refusal = problemIn(save.error)
  const lacks = lacksOfTemplate(draft)
  const canSave = mayWrite && !isSaved && lacks.length === 0
  const run = () => canSave && save.run()
  useCommands([
    { id: 'save', label: 'Save the template', keys: '$mod+s', group: 'On this page', Icon: IconDeviceFloppy, run },
  ])
  return (
    <Page
      title={title}
      lead={lead}
      above={<BackLink to="/templates">Templates</BackLink>}
      actions={
        <>
          {mayWrite && (
            <Button loading={save.isBusy} disabled={!canSave} onClick={run}>
              {isSaved ? 'Saved' : 'Save the template'}
            </Button>
          )}
          {actions}
        </>
      }
    >
      {save.error !== null && !refusal && <ErrorState error={save.error} />}
      <div className={beside.editor}>
        <Panel title="What it says" aside={lacks.length > 0 && `Missing: ${lacks.join(', ')}`}>
          <div className={classes.fields}>
            <TextInput
              label="Name"
              required
              maxLength={200}
              value={draft.name}
              error={refusal?.part === 'name' ? refusal.words : undefined}
              onChange={(event) => set({ name: event.currentTarget.value })}
            />
            <TextInput
              label="What it is for"
              maxLength={1_000}
              value={draft.description}
              onChange={(event) => set({ description: event.currentTarget.value })}
            />
            {isText ? (
              <TextField written={draft} isSms problem={preview.problem ?? refusal} set={set} />
            ) : (
              <MessageFields written={draft} problem={preview.problem ?? refusal} needsSubject={false} set={set} />
            )}
          </div>
        </Panel>
        <Panel title="As a person gets it">
          {isText ? (
            <TextPreview {...{ preview, channel, onView }} audience={EVERYONE} topic={null} />
          ) : (
            <MessagePreview
              preview={preview}
              audience={EVERYONE}
              from={project?.fromName ?? project?.name ?? ''}
              view={view}
              onView={onView}
            />
          )}
        </Panel>
      </div>
    </Page>
  )
}
