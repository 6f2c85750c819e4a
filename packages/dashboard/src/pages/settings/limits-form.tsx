import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { client, type Project } from '../../api.ts'
import { EntryForm } from '../../parts/entry-form.tsx'
import { useChange } from '../../use-change.ts'
import { DomainLimit } from './domain-limit.tsx'
import { MostInput } from './most-input.tsx'
import { type Given, isWhole, toGiven, toLimits } from './sending-limits.ts'
import classes from './settings.module.css'
import { useMay } from '../../use-may.ts'

// As many as the API takes.
const MOST_DOMAINS = 100

/** How many messages may leave in an hour: of the project, and to addresses at a domain. */
export function LimitsForm({ limits }: { limits: Project['sendingLimits'] }) {
  const [given, setGiven] = useState(() => toGiven(limits))
  const { perHour, perDomain } = given
  const save = useChange(() => client.project.update({ sendingLimits: toLimits(given) }), {
    changes: ['project', 'audit'],
    undo: () => ({ words: 'Saved. It holds from the next messages on.', run: () => putBack(limits, setGiven) }),
    ownErrors: true,
  })
  const edit = (at: number, change: Partial<Given['perDomain'][number]>) =>
    setGiven({ ...given, perDomain: perDomain.map((one, place) => (place === at ? { ...one, ...change } : one)) })
  const isSame = JSON.stringify(toLimits(given)) === JSON.stringify(limits)
  return (
    <fieldset disabled={!useMay()('project:write')} className={classes.fieldset}>
      <EntryForm label="Sending limits" save={save} words="Save the limits" isDisabled={isSame || !isWhole(given)}>
        <MostInput
          label="Messages an hour, at most"
          description="Over all campaigns together, spread evenly. Empty: as fast as it goes."
          placeholder="No limit"
          value={perHour}
          onChange={(next) => setGiven({ ...given, perHour: next })}
        />
        <div className={`${classes.wide} ${classes.part}`}>
          <strong>Slower to some mailboxes</strong>
          <p className={classes.quiet}>
            Of the messages to addresses at exactly this domain. Who has to wait lets people at other domains go first.
          </p>
          {perDomain.map((limit, at) => (
            <DomainLimit
              key={limit.key}
              limit={limit}
              onChange={(change) => edit(at, change)}
              remove={() => setGiven({ ...given, perDomain: perDomain.toSpliced(at, 1) })}
            />
          ))}
          <div>
            <Button
              variant="default"
              size="xs"
              leftSection={<IconPlus size={14} />}
              disabled={perDomain.length >= MOST_DOMAINS}
              onClick={() => setGiven({ ...given, perDomain: [...perDomain, freshLimit()] })}
            >
              Add a domain
            </Button>
          </div>
        </div>
      </EntryForm>
    </fieldset>
  )
}

async function putBack(limits: Project['sendingLimits'], show: (given: Given) => void) {
  await client.project.update({ sendingLimits: limits })
  show(toGiven(limits))
}

function freshLimit(): Given['perDomain'][number] {
  return { key: crypto.randomUUID(), domain: '', perHour: '' }
}
