import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import { type Campaign, client } from '../../api.ts'
import { useChange } from '../../use-change.ts'
import { type Draft, missingParts, toBody, toDraft } from './draft.ts'

const SAVE_AFTER_MS = 600

/** A saved draft while it is edited: it saves itself once typing pauses and nothing needed is missing. */
export function useComposer(campaign: Campaign) {
  const [draft, setDraft] = useState(() => toDraft(campaign))
  const [saved, setSaved] = useState(draft)
  const save = useChange((next: Draft) => client.campaigns.update(campaign.id, toBody(next)), {
    changes: ['campaigns'],
    done: (_, next) => setSaved(next),
    ownErrors: true,
  })
  const saveSoon = useDebouncedCallback((next: Draft) => save.mutate(next), {
    delay: SAVE_AFTER_MS,
    flushOnUnmount: true,
  })
  const set = (change: Partial<Draft>) => {
    const next = { ...draft, ...change }
    setDraft(next)
    if (missingParts(next).length === 0) saveSoon(next)
  }
  return { draft, set, isSaved: draft === saved, error: save.error, retry: () => save.mutate(draft) }
}
