import { useEffect, useRef } from 'react'
import { type Campaign, queryClient } from '../../api.ts'
import { showTrouble } from '../../show-trouble.ts'
import { useChange } from '../../use-change.ts'
import { type Draft, toBody } from './draft.ts'
import { saveDraft } from './save-draft.ts'

/** A draft to be saved; `isBack` when that takes back a save. */
type Save = { next: Draft; isBack?: true }

/** Saves a draft over `known`, the state that the server was last seen to keep. */
export function useSaving(campaign: Campaign, done: (save: Save) => void) {
  const { id } = campaign
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
    inTurn: `save ${id}`,
    // Whoever leaves and comes back at once finds what they wrote.
    guesses: ({ next }) => [
      {
        key: ['campaigns', 'one', id],
        edit: (before: Campaign) => ({ ...before, ...toBody(next), mjml: next.mjml || null }),
      },
    ],
    done: (now, asked) => {
      known.current = now
      queryClient.setQueryData(['campaigns', 'one', id], now)
      done(asked)
    },
    ownErrors: true,
  })
  return { known, save }
}
