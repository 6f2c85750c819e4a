import { useState } from 'react'
import { client } from '../../api.ts'
import { EntryForm } from '../../parts/entry-form.tsx'
import { useChange } from '../../use-change.ts'
import { MostInput } from './most-input.tsx'
import type { Provider } from './providers.ts'

type Limits = Provider['sendingLimits']

const UNITS = [
  ['perSecond', 'Messages a second, at most'],
  ['perHour', 'An hour'],
  ['perDay', 'A day'],
] as const

/** How fast mail may leave through a provider, in the units in which its service says what it allows. */
export function AccountLimitsForm({ provider: { id, name, sendingLimits } }: { provider: Provider }) {
  const [limits, setLimits] = useState(sendingLimits)
  const put = (next: Limits) => client.providers.update(id, { sendingLimits: next })
  const save = useChange(() => put(limits), {
    changes: ['providers', 'audit'],
    undo: () => ({ words: 'Saved. It holds from the next messages on.', run: () => put(sendingLimits) }),
    ownErrors: true,
  })
  const isSame = UNITS.every(([key]) => limits[key] === sendingLimits[key])
  return (
    <EntryForm label={`How fast mail leaves through ${name}`} save={save} words="Save the limits" isDisabled={isSame}>
      {UNITS.map(([key, label], place) => (
        <MostInput
          key={key}
          label={label}
          description={
            place === 0 ? 'What the service allows your account, over all campaigns, spread evenly.' : undefined
          }
          placeholder="No limit"
          value={limits[key] ?? ''}
          onChange={(most) => setLimits({ ...limits, [key]: most || null })}
        />
      ))}
    </EntryForm>
  )
}
