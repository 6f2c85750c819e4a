import { Button, Group } from '@mantine/core'
import { IconCalendarClock, IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { client } from '../../api.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { subjectText } from '../../message/subject-text.ts'
import { CHANNEL_NAMES } from '../../parts/channel-names.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { countText } from '../../parts/number-text.ts'
import { useChange } from '../../use-change.ts'
import checkClasses from './checks.module.css'
import classes from './composer.module.css'
import type { Draft } from './draft.ts'
import { FindingRow } from './finding-row.tsx'
import { PassedNotice } from './passed-notice.tsx'
import { type ChecksState, errorsIn, type Finding, warningsIn } from './use-checks.ts'
import { scheduleText, toSchedule, type When } from './when.ts'

type Props = {
  id: string
  draft: Draft
  when: When
  willBeSent: number | undefined
  checks: ChecksState
  /** It is scheduled, and this changes when it goes. */
  isAgain: boolean
  isReady: boolean
  /** Saves what stands there, and answers with the time by the server's clock. */
  confirm: () => Promise<string>
  done: () => void
}

// Ten to undo in, and one because schedules are in whole seconds.
const UNDO_MS = 11_000

/** The step that sends: its button names the number; what it confirms are number, sender and subject. */
export function Launch({ id, draft, when, willBeSent, checks: state, isAgain, isReady, confirm, done }: Props) {
  const [asking, setAsking] = useState(false)
  const launch = useChange(async () => start(id, await confirm(), when), {
    changes: ['campaigns', 'catcher'],
    done: () => {
      setAsking(false)
      done()
    },
    ownErrors: true,
  })
  const people = countText(willBeSent ?? 0, 'person', 'people')
  const isNow = when.kind === 'now'
  const words = wordsOf(when, { people: willBeSent === undefined ? undefined : people, isAgain })
  const errors = errorsIn(state.checks, isNow)
  const canSend = isReady && errors.length === 0
  const canAsk = canSend && (Boolean(willBeSent) || !isNow)
  const Icon = isNow ? IconSend : IconCalendarClock
  const ask = () => {
    if (!canAsk) return
    state.askLinks()
    setAsking(true)
  }
  useCommands([{ id: 'send', label: words, keys: '$mod+Enter', group: 'On this page', Icon, run: ask }])
  if (!asking) {
    return (
      <>
        <Button fullWidth size="md" leftSection={<Icon size={17} />} disabled={!canAsk} onClick={ask}>
          {words}
        </Button>
        <FoundShort errors={errors.length} warnings={warningsIn(state.checks).length} />
      </>
    )
  }
  return (
    <section className={classes.launch} aria-label="Confirm the sending">
      <p>
        {isNow ? `This sends to ${people}` : `${people} would get this now. It goes on ${momentOf(when)}`},{' '}
        <What draft={draft} />
        {draft.variants.length > 0 && `, in ${draft.variants.length + 1} versions`}.
        {isNow && ' You have 10 seconds to take it back.'}
      </p>
      <PassedNotice when={when} />
      <Findings state={state} errors={errors} />
      <Group gap="xs">
        <Button loading={launch.isPending} disabled={!canSend} onClick={() => launch.mutate()}>
          Yes, {words.charAt(0).toLowerCase() + words.slice(1)}
        </Button>
        <Button variant="default" onClick={() => setAsking(false)} autoFocus>
          Not yet
        </Button>
      </Group>
      {launch.error && <ErrorState error={launch.error} />}
    </section>
  )
}

/** Whom it comes from and what it says, in short. */
function What({ draft: { channel, fromName, from, subject, text } }: { draft: Draft }) {
  if (channel !== 'email') {
    return (
      <>
        as {CHANNEL_NAMES[channel]}: “<strong>{text.trim()}</strong>”
      </>
    )
  }
  return (
    <>
      from <strong>{fromName ? `${fromName} <${from}>` : from}</strong>, as “<strong>{subjectText(subject)}</strong>”
    </>
  )
}

/** How much was found, and the way there. */
function FoundShort({ errors, warnings }: { errors: number; warnings: number }) {
  if (errors + warnings === 0) return null
  const words = errors > 0 ? `${countText(errors, 'thing')} to mend first` : countText(warnings, 'warning')
  const show = () => document.getElementById('checks')?.scrollIntoView({ block: 'center' })
  return (
    <Button variant="subtle" size="compact-sm" onClick={show}>
      {words}
    </Button>
  )
}

/** What was found, once more before the step that cannot be taken back for long. */
function Findings({ state: { checks, isAsking }, errors }: { state: ChecksState; errors: Finding[] }) {
  const found = [...errors, ...warningsIn(checks)]
  return (
    <>
      {found.length > 0 && (
        <ul className={checkClasses.findings} aria-label="What the checks found">
          {found.map((finding, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one check may say the same twice
            <FindingRow key={at} finding={finding} />
          ))}
        </ul>
      )}
      <p className={classes.quiet} role="status">
        {isAsking ? 'Checking the links…' : found.length === 0 ? 'The checks found nothing to mend.' : ''}
      </p>
    </>
  )
}

/** A send is a schedule that leaves time to undo, by the server's clock: this computer's may be wrong. */
async function start(id: string, updatedAt: string, when: When) {
  if (when.kind !== 'now') return client.campaigns.schedule(id, toSchedule(when))
  const at = new Date(Date.parse(updatedAt) + UNDO_MS).toISOString()
  return client.campaigns.schedule(id, { at: `${at.slice(0, 19)}Z` })
}

function wordsOf(when: When, { people, isAgain }: { people: string | undefined; isAgain: boolean }): string {
  if (when.kind !== 'now') return isAgain ? 'Schedule anew' : 'Schedule it'
  return people === undefined ? 'Send' : `Send to ${people}`
}

function momentOf({ at, kind, zone }: When): string {
  return scheduleText({ at, timezone: kind === 'own' ? 'recipient' : zone, fallback: zone })
}
