import { useDebouncedCallback } from '@mantine/hooks'
import { type RefObject, useEffect, useRef, useState } from 'react'
import type { Campaign } from '../../api.ts'
import { type Draft, missingParts, toDraft } from './draft.ts'
import { ChangedMeanwhile, saveDraft, saysTheSame } from './save-draft.ts'
import { useSaving } from './use-saving.ts'

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
  const { known, save } = useSaving(campaign, ({ next, isBack }) => {
    if (!isBack && saved !== next) setPast((steps) => [...steps, saved].slice(-STEPS_KEPT))
    setSaved(next)
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
  const latest = useLatest(draft)
  const set = (change: Partial<Draft>) => {
    const next = { ...latest.current, ...change }
    latest.current = next
    setDraft(next)
    if (maySave(next, save.error)) saveSoon(next)
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
  const conflict = toConflict(save.error, {
    takeTheirs: (theirs) => take(theirs, [...past, draft].slice(-STEPS_KEPT)),
    keepMine: (theirs) => {
      known.current = theirs
      retry()
    },
  })
  // Nobody sends what somebody else has just written without having seen it.
  const confirm = () => confirmSaved(draft, { known, take: (theirs) => take(theirs, []) })
  return { draft, set, isSaved: draft === saved, error: save.error, retry, undo, conflict, confirm, round }
}

// Until it is decided whose words stay, another try could only be refused again.
function maySave(draft: Draft, error: unknown): boolean {
  return !(error instanceof ChangedMeanwhile) && missingParts(draft).length === 0
}

// A tag that is made first is set by an earlier drawing, after what was typed since.
function useLatest(draft: Draft): RefObject<Draft> {
  const latest = useRef(draft)
  latest.current = draft
  return latest
}

type Way = (theirs: Campaign) => void

/** That somebody else has saved meanwhile, and the two ways on. */
function toConflict(error: unknown, { takeTheirs, keepMine }: { takeTheirs: Way; keepMine: Way }) {
  if (!(error instanceof ChangedMeanwhile)) return undefined
  const { by, theirs } = error
  return { by, theirs, takeTheirs: () => takeTheirs(theirs), keepMine: () => keepMine(theirs) }
}

/** Makes sure that what stands here is what is saved; answers with the server's time. */
async function confirmSaved(draft: Draft, { known, take }: { known: RefObject<Campaign>; take: Way }) {
  try {
    known.current = await saveDraft(known.current, draft)
    return known.current.updatedAt
  } catch (error) {
    if (error instanceof ChangedMeanwhile) take(error.theirs)
    throw error
  }
}
