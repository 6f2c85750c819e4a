import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { type Campaign, queryClient } from '../../api.ts'
import { showTrouble } from '../../show-trouble.ts'
import { useChange } from '../../use-change.ts'
import { type Draft, missingParts, toBody, toDraft } from './draft.ts'
import { ChangedMeanwhile, saveDraft, saysTheSame } from './save-draft.ts'

const SAVE_AFTER_MS = 600
const STEPS_KEPT = 50

/**
 * A saved draft while it is edited: it saves itself once typing pauses and nothing needed is missing, and each save can be
 * taken back. What somebody else saves meanwhile is taken over, or asked about when something here is not saved.
 */
export function useComposer(campaign: Campaign) {
  const [draft, setDraft] = useState(() => toDraft(campaign))
  const [saved, setSaved] = useState(draft)
  const [past, setPast] = useState<Draft[]>([])
  // Counts what was taken over, so that fields begin anew with it.
  const [round, setRound] = useState(0)
  // What the draft was begun from, as the server keeps it.
  const known = useRef(campaign)
  const isHere = useRef(false)
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
    }
  }, [])
  const run = async ({ next }: Save) => {
    try {
      return await saveDraft(known.current, next)
    } catch (error) {
      // Whoever has left the page meanwhile is told all the same.
      if (!isHere.current) showTrouble(error)
      throw error
    }
  }
  const save = useChange(run, {
    changes: ['campaigns'],
    // One after the other: each names the state that the one before has left.
    inTurn: `save ${campaign.id}`,
    // Whoever leaves and comes back at once finds what they wrote.
    guesses: ({ next }) => [
      {
        key: ['campaigns', 'one', campaign.id],
        edit: (before: Campaign) => ({ ...before, ...toBody(next), mjml: next.mjml || null }),
      },
    ],
    done: (now, { next, isBack }) => {
      known.current = now
      queryClient.setQueryData(['campaigns', 'one', campaign.id], now)
      if (!isBack && saved !== next) setPast((steps) => [...steps, saved].slice(-STEPS_KEPT))
      setSaved(next)
    },
    ownErrors: true,
  })
  const saveSoon = useDebouncedCallback((next: Draft) => save.mutate({ next }), {
    delay: SAVE_AFTER_MS,
    flushOnUnmount: true,
  })
  const take = (theirs: Campaign, steps: Draft[]) => {
    saveSoon.cancel()
    save.reset()
    const isOther = !saysTheSame(theirs, known.current) || draft !== saved
    known.current = theirs
    if (!isOther) return
    const next = toDraft(theirs)
    setDraft(next)
    setSaved(next)
    setPast(steps)
    setRound(round + 1)
  }
  const isNewer = campaign.updatedAt > known.current.updatedAt && draft === saved
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each state of the campaign
  useEffect(() => {
    // To take back what was saved before would take back theirs, too.
    if (isNewer) take(campaign, [])
  }, [isNewer, campaign.updatedAt])
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
  const retry = () => save.mutate({ next: draft })
  const changed = save.error instanceof ChangedMeanwhile ? save.error : undefined
  const conflict = changed && {
    by: changed.by,
    theirs: changed.theirs,
    takeTheirs: () => take(changed.theirs, [...past, draft].slice(-STEPS_KEPT)),
    keepMine: () => {
      known.current = changed.theirs
      retry()
    },
  }
  /** Makes sure that what stands here is what is saved; answers with the server's time. */
  const confirm = async () => {
    try {
      known.current = await saveDraft(known.current, draft)
      return known.current.updatedAt
    } catch (error) {
      // Nobody sends what somebody else has just written without having seen it.
      if (error instanceof ChangedMeanwhile) take(error.theirs, [])
      throw error
    }
  }
  return { draft, set, isSaved: draft === saved, error: save.error, retry, undo, conflict, confirm, round }
}

type Save = { next: Draft; isBack?: true }
