import { Select, Switch, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { languageChoices } from '../../message/page-languages.ts'
import beside from '../../parts/beside.module.css'
import { LongText } from '../../parts/long-text.tsx'
import { NamedPicker } from '../../parts/named-picker.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Panel } from '../../parts/panel.tsx'
import { WebAddressInput } from '../../parts/web-address-input.tsx'
import { useProject } from '../../session.ts'
import { AskedFields } from './asked-fields.tsx'
import type { FormDraft } from './form-draft.ts'
import { FormPreview } from './form-preview.tsx'
import classes from './forms.module.css'
import { OriginsInput } from './origins-input.tsx'
import type { FormView } from './search.ts'
import { TopicsPicker } from './topics-picker.tsx'

type Set = (change: Partial<FormDraft>) => void
type Props = { draft: FormDraft; set: Set; mayWrite: boolean; view: FormView; onView: (change: FormView) => void }

/** A form while it is written, and beside it what people see. */
export function FormEditor({ draft, set, mayWrite, view, onView }: Props) {
  return (
    <div className={beside.editor}>
      <fieldset disabled={!mayWrite} className={classes.fieldset}>
        <Panel title="What it says">
          <Words draft={draft} set={set} />
        </Panel>
        <Panel title="What it asks">
          <div className={classes.fields}>
            <AskedFields fields={draft.fields} onChange={(fields) => set({ fields })} />
            <TopicsPicker value={draft.topics} onChange={(topics) => set({ topics })} />
          </div>
        </Panel>
        <Panel title="What happens then">
          <Afterwards draft={draft} set={set} />
        </Panel>
      </fieldset>
      <Panel title="As people see it">
        <FormPreview draft={draft} view={view} onView={onView} />
      </Panel>
    </div>
  )
}

function Words({ draft, set }: { draft: FormDraft; set: Set }) {
  return (
    <div className={classes.fields}>
      <TextInput
        label="Name"
        description="Only you see it."
        required
        maxLength={200}
        value={draft.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        label="Heading"
        required
        maxLength={200}
        value={draft.title}
        onChange={(event) => set({ title: event.currentTarget.value })}
      />
      <LongText
        label="What people agree to"
        description="Say who writes, what about, and how to stop. Each wording is kept with those who agreed to it."
        rows={[3, 14]}
        maxLength={5_000}
        value={draft.text}
        onText={(text) => set({ text })}
      />
      <Select
        label="Language of buttons and hints"
        allowDeselect={false}
        data={languageChoices()}
        value={draft.language}
        onChange={(value) => value && set({ language: value })}
      />
    </div>
  )
}

function Afterwards({ draft, set }: { draft: FormDraft; set: Set }) {
  const project = useProject()
  const lacksSender = project !== undefined && project.fromEmail === null
  return (
    <div className={classes.fields}>
      <Switch
        label="People confirm by a link in a message (double opt-in)"
        description="Nobody is subscribed by somebody else, and you can prove it."
        checked={draft.doubleOptIn}
        disabled={lacksSender && !draft.doubleOptIn}
        onChange={(event) => set({ doubleOptIn: event.currentTarget.checked })}
      />
      {lacksSender && (
        <Notice tone="warn">
          The message needs a sender. Set its address under{' '}
          <Link to="/settings/sending" className={classes.inText}>
            Settings, Sending
          </Link>{' '}
          first.
        </Notice>
      )}
      <NamedPicker
        kind="tag"
        label="Tags that everybody gets"
        showLabel
        value={draft.tags}
        onChange={(tags) => set({ tags })}
      />
      <LongText
        label="Said once they are subscribed"
        placeholder="Our own words, unless you write some"
        rows={[2, 8]}
        maxLength={2_000}
        value={draft.successText}
        onText={(successText) => set({ successText })}
      />
      <WebAddressInput
        label="Address that they go on to"
        description="Begins with https://. Empty: they stay."
        value={draft.redirectUrl}
        onText={(redirectUrl) => set({ redirectUrl })}
      />
      <OriginsInput value={draft.origins} onChange={(origins) => set({ origins })} />
      <Switch
        label="Open: it takes sign-ups"
        checked={draft.isActive}
        onChange={(event) => set({ isActive: event.currentTarget.checked })}
      />
    </div>
  )
}
