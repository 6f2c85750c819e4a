import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { client } from '../../api.ts'
import type { LivePreview } from '../../builder/use-preview.ts'
import { Answer } from '../../parts/answer.tsx'
import { Explained } from '../../parts/explained.tsx'
import { PersonPicker } from '../../parts/person-picker.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import classes from './segment.module.css'

type Props = {
  live: LivePreview
  contact: string | undefined
  onContact: (contact: string | undefined) => void
}

/** Why a person is in or out under the rule as it stands, condition by condition. */
export function Why({ live: { filter }, contact, onContact }: Props) {
  const query = useQuery({
    queryKey: ['preview', 'why', filter, contact],
    queryFn: ({ signal }) => client.segments.explainFilter({ filters: filter, contact: contact ?? '' }, { signal }),
    enabled: contact !== undefined,
    placeholderData: keepPreviousData,
  })
  return (
    <>
      <PersonPicker hideLabel label="The person" contact={contact} onPick={onContact} />
      {contact === undefined ? (
        <p className={classes.quiet}>Choose a person to see each condition with what decided it.</p>
      ) : (
        <Answer query={query} waiting={<Waiting rows={4} />}>
          {(answer) => <Explained answer={answer} />}
        </Answer>
      )}
    </>
  )
}
