import { type Contact, client } from '../../api.ts'
import { useChange } from '../../use-change.ts'
import type { Proof } from './consent-form.tsx'
import { ConsentRow } from './consent-row.tsx'
import type { Consent } from './consents-of.ts'
import { CONTACT_CHANGES, TAKEN_BACK } from './use-contact.ts'

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })

type Props = { contact: Contact; until: string; known: Consent | undefined }

/** Until when they want no marketing, and the end of that when they say so. */
export function PauseRow({ contact: { id }, until, known }: Props) {
  const end = useChange((proof: Proof) => client.contacts.pause(id, { until: null, proof }), {
    changes: CONTACT_CHANGES,
    ownErrors: true,
    undo: () => ({
      words: 'The pause is over.',
      run: () => client.contacts.pause(id, { until, proof: TAKEN_BACK }),
    }),
  })
  return (
    <ConsentRow
      name="Pause"
      status="paused"
      word={`Paused until ${day.format(new Date(until))}`}
      known={known?.state === 'paused' ? known : undefined}
      unknown="They get no marketing until then."
      change={{ label: 'End the pause', run: (proof) => end.mutateAsync(proof) }}
    />
  )
}
