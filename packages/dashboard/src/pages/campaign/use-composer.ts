import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import { type Campaign, client } from '../../api.ts'
import { useChange } from '../../use-change.ts'
import { type Draft, missingParts, toBody, toDraft } from './draft.ts'

const SAVE_AFTER_MS = 600
const STEPS_KEPT = 50

/**
 * A saved draft while it is edited: it saves itself once typing pauses and nothing needed is missing, and each save can be
 * taken back.
 */
export function useComposer(campaign: Campaign) {
  const [draft, setDraft] = useState(() => toDraft(campaign))
  const [saved, setSaved] = useState(draft)
  const [past, setPast] = useState<Draft[]>([])
  const save = useChange(({ next }: Save) => client.campaigns.update(campaign.id, toBody(next)), {
    changes: ['campaigns'],
    // Whoever leaves and comes back at once finds what they wrote.
    guesses: ({ next }) => [
      {
        key: ['campaigns', 'one', campaign.id],
        edit: (before: Campaign) => ({ ...before, ...toBody(next), mjml: next.mjml || null }),
      },
    ],
    done: (_, { next, isBack }) => {
      if (!isBack && saved !== next) setPast((steps) => [...steps, saved].slice(-STEPS_KEPT))
      setSaved(next)
    },
    ownErrors: true,
  })
  const saveSoon = useDebouncedCallback((next: Draft) => save.mutate({ next }), {
    delay: SAVE_AFTER_MS,
    flushOnUnmount: true,
  })
  const set = (change: Partial<Draft>) => {
    const next = { ...draft, ...change }
    setDraft(next)
    if (missingParts(next).length === 0) saveSoon(next)
  }
  const before = draft === saved ? past.at(-1) : saved
  const undo = before && {
    run: () => {
      saveSoon.cancel()
      if (draft === saved) setPast(past.slice(0, -1))
      setDraft(before)
      save.mutate({ next: before, isBack: true })
    },
  }
  return { draft, set, isSaved: draft === saved, error: save.error, retry: () => save.mutate({ next: draft }), undo }
}

type Save = { next: Draft; isBack?: true }
