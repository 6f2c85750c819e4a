import { Button, Group, Radio, Textarea, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { client, type ImportJob } from '../../api.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { countText } from '../../parts/number-text.ts'
import { Panel } from '../../parts/panel.tsx'
import { useProject } from '../../session.ts'
import { useChange } from '../../use-change.ts'
import { type Consent, canStart, NO_CONSENT, toConsentOptions } from './consent.ts'
import { setDraft } from './draft.ts'
import classes from './import.module.css'
import { durationText, importMs } from './speed.ts'

const ANSWERS = [
  { value: 'subscribed', label: 'They agreed to get mail from us', description: 'New people are subscribed.' },
  {
    value: 'non-subscribed',
    label: 'They have not agreed yet',
    description: 'New people are kept, and get no marketing mail until they agree.',
  },
  { value: 'unsubscribed', label: 'They do not want mail', description: 'New people are unsubscribed.' },
] as const

/** Asks where these people agreed, which nobody can skip, and starts the import of the file that was checked. */
export function ConsentAndImport({ job }: { job: ImportJob }) {
  const [consent, setConsent] = useState<Consent>(NO_CONSENT)
  const set = (change: Partial<Consent>) => setConsent({ ...consent, ...change })
  const navigate = useNavigate()
  const timezone = useProject()?.timezone ?? 'UTC'
  const start = useChange(
    () => client.imports.repeat(job.id, { ...job.options, ...toConsentOptions(consent, timezone), dryRun: false }),
    {
      changes: ['imports', 'status'],
      done: ({ id }) => {
        setDraft(undefined)
        void navigate({ to: '/import', search: { import: id } })
      },
      ownErrors: true,
    },
  )
  const { created, updated } = job.counts
  const tookText = durationText(importMs(job, new Date()))
  return (
    <Panel title="Where did these people agree?">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (canStart(consent)) start.mutate()
        }}
      >
        <Radio.Group
          aria-label="Where did these people agree?"
          value={consent.answer}
          onChange={(value) => set({ answer: ANSWERS.find((known) => known.value === value)?.value })}
        >
          <div className={classes.answers}>
            {ANSWERS.map((answer) => (
              <Radio key={answer.value} {...answer} />
            ))}
          </div>
        </Radio.Group>
        {consent.answer === 'subscribed' && <ProofFields consent={consent} set={set} />}
        <p className={classes.quiet}>
          Who unsubscribed, bounced or is suppressed gets no mail, whatever is answered here.
        </p>
        {start.error && <ErrorState error={start.error} retry={() => start.mutate()} />}
        <Group gap="xs" mt="md">
          <Button type="submit" disabled={!canStart(consent)} loading={start.isPending}>
            Import {countText(created + updated, 'row')}
          </Button>
          <span className={classes.quiet}>Takes {tookText}. Can be undone for 7 days.</span>
        </Group>
      </form>
    </Panel>
  )
}

function ProofFields({ consent, set }: { consent: Consent; set: (change: Partial<Consent>) => void }) {
  return (
    <div className={classes.options}>
      <TextInput
        label="Where they agreed"
        placeholder="Form on example.org, trade fair in May, …"
        required
        maxLength={500}
        value={consent.source}
        onChange={(event) => set({ source: event.currentTarget.value })}
      />
      <TextInput
        label="When"
        description="Of those for whom no column says it: one can go to “When they agreed”."
        type="date"
        value={consent.day}
        onChange={(event) => set({ day: event.currentTarget.value })}
      />
      <Textarea
        label="What they agreed to, in the words that they saw"
        className={classes.wide}
        autosize
        minRows={2}
        maxLength={5000}
        value={consent.wording}
        onChange={(event) => set({ wording: event.currentTarget.value })}
      />
    </div>
  )
}
