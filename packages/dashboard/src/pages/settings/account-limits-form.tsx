import { useState } from 'react'
import { client } from '../../api.ts'
import { EntryForm } from '../../parts/entry-form.tsx'
import { useChange } from '../../use-change.ts'
import { MostInput } from './most-input.tsx'
import type { Provider } from './providers.ts'
import classes from './settings.module.css'

type Limits = Provider['sendingLimits']

const UNITS = [
  ['perSecond', 'Messages a second'],
  ['perHour', 'Messages an hour'],
  ['perDay', 'Messages a day'],
] as const

/** How fast messages may leave through a provider, in the units in which its service says what it allows. */
export function AccountLimitsForm({ provider: { id, channel, name, sendingLimits } }: { provider: Provider }) {
  const howFast = `How fast ${channel === 'email' ? 'mail leaves' : 'messages leave'} through`
  const [limits, setLimits] = useState(sendingLimits)
  const put = (next: Limits) => client.providers.update(id, { sendingLimits: next })
  const save = useChange(() => put(limits), {
    changes: ['providers', 'audit'],
    undo: () => ({ words: 'Saved. It holds from the next messages on.', run: () => put(sendingLimits) }),
    ownErrors: true,
  })
  const isSame = UNITS.every(([key]) => limits[key] === sendingLimits[key])
  return (
    <EntryForm label={`${howFast} ${name}`} save={save} words="Save the limits" isDisabled={isSame}>
      <div className={`${classes.wide} ${classes.part}`}>
        <strong>{howFast} it</strong>
        <p className={classes.quiet}>
          What the service allows your account, over all campaigns. Messages leave evenly, so the slowest of these
          counts.
        </p>
        <div className={classes.limits}>
          {UNITS.map(([key, label]) => (
            <MostInput
              key={key}
              label={label}
              placeholder="No limit"
              value={limits[key] ?? ''}
              onChange={(most) => setLimits({ ...limits, [key]: most || null })}
            />
          ))}
        </div>
      </div>
    </EntryForm>
  )
}
