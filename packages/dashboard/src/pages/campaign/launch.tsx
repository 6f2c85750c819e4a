import { Button, Group } from '@mantine/core'
import { IconCalendarClock, IconSend } from '@tabler/icons-react'
import { useState } from 'react'
import { client } from '../../api.ts'
import { useCommands } from '../../commands/use-commands.ts'
import { ErrorState } from '../../parts/error-state.tsx'
import { countText } from '../../parts/number-text.ts'
import { useChange } from '../../use-change.ts'
import classes from './composer.module.css'
import { type Draft, toBody } from './draft.ts'
import { scheduleText, toSchedule, type When } from './when.ts'

type Props = {
  id: string
  draft: Draft
  when: When
  willBeSent: number | undefined
  /** It is scheduled, and this changes when it goes. */
  isAgain: boolean
  isReady: boolean
  done: () => void
}

// Ten to undo in, and one because schedules are in whole seconds.
const UNDO_MS = 11_000

/** The step that sends: its button names the number; what it confirms are number, sender and subject. */
export function Launch({ id, draft, when, willBeSent, isAgain, isReady, done }: Props) {
  const [asking, setAsking] = useState(false)
  const launch = useChange(() => start(id, draft, when), {
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
  const canAsk = isReady && (Boolean(willBeSent) || !isNow)
  const Icon = isNow ? IconSend : IconCalendarClock
  const ask = () => canAsk && setAsking(true)
  useCommands([{ id: 'send', label: words, keys: '$mod+Enter', group: 'On this page', Icon, run: ask }])
  if (!asking) {
    return (
      <Button fullWidth size="md" leftSection={<Icon size={17} />} disabled={!canAsk} onClick={ask}>
        {words}
      </Button>
    )
  }
  return (
    <section className={classes.launch} aria-label="Confirm the sending">
      <p>
        {isNow ? `This sends to ${people}` : `${people} would get this now. It goes on ${momentOf(when)}`}, from{' '}
        <strong>{draft.fromName ? `${draft.fromName} <${draft.from}>` : draft.from}</strong>, as “
        <strong>{draft.subject}</strong>”{draft.variants.length > 0 && `, in ${draft.variants.length + 1} versions`}.
        {isNow && ' You have 10 seconds to take it back.'}
      </p>
      <Group gap="xs">
        <Button loading={launch.isPending} disabled={!isReady} onClick={() => launch.mutate()}>
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

/** A send is a schedule that leaves time to undo, by the server's clock: this computer's may be wrong. */
async function start(id: string, draft: Draft, when: When) {
  const { updatedAt } = await client.campaigns.update(id, toBody(draft))
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
