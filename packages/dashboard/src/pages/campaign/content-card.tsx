import { TextInput } from '@mantine/core'
import { MessageFields } from '../../message/message-fields.tsx'
import type { TextProblem } from '../../message/problem-in.ts'
import { TextField } from '../../message/text-field.tsx'
import { Panel } from '../../parts/panel.tsx'
import { ChannelSelect } from './channel-select.tsx'
import classes from './composer.module.css'
import { ContentSource } from './content-source.tsx'
import type { Draft } from './draft.ts'
import { Readiness } from './readiness.tsx'
import type { Checks } from './use-checks.ts'
import { Variables } from './variables.tsx'
import { VersionsPart } from './versions-part.tsx'

type Props = {
  draft: Draft
  lacks: string[]
  set: (change: Partial<Draft>) => void
  problem: TextProblem | undefined
  checks?: Checks | undefined
}

/** What it says. */
export function ContentCard({ draft, lacks, set, problem, checks }: Props) {
  const isMail = draft.channel === 'email'
  return (
    <Panel title="What it says" aside={<Readiness lacks={lacks} />}>
      <div className={classes.fields}>
        <TextInput
          label="Name"
          description="Only you see it."
          required
          maxLength={200}
          value={draft.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <ChannelSelect draft={draft} set={set} />
        <ContentSource draft={draft} set={set} />
        {isMail ? (
          <MessageFields written={draft} problem={problem} needsSubject set={set} />
        ) : (
          <TextField written={draft} isSms={draft.channel === 'sms'} problem={problem} set={set} />
        )}
        {checks && <Variables checks={checks} />}
        <VersionsPart draft={draft} set={set} />
      </div>
    </Panel>
  )
}
