import type { Filter } from '@rollcall/filters'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { client, queryClient } from '../../api.ts'
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
    ...whyQuery(filter, contact),
    enabled: contact !== undefined,
    placeholderData: keepPreviousData,
  })
  const pick = (picked: string | undefined) => {
    // The answer is on its way before the page is drawn anew.
    if (picked !== undefined) void queryClient.prefetchQuery(whyQuery(filter, picked))
    onContact(picked)
  }
  return (
    <>
      <PersonPicker hideLabel label="The person" contact={contact} onPick={pick} />
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

const whyQuery = (filters: Filter, contact: string | undefined) =>
  queryOptions({
    queryKey: ['preview', 'why', filters, contact],
    queryFn: ({ signal }) => client.segments.explainFilter({ filters, contact: contact ?? '' }, { signal }),
  })
