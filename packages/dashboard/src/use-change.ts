import { type Query, type QueryKey, useMutation } from '@tanstack/react-query'
import { queryClient } from './api.ts'
import { offerUndo } from './parts/offer-undo.tsx'
import { showTrouble } from './show-trouble.ts'

/** What an answer in the cache will be once the change is made: all answers whose key starts so. */
export type Guess = { key: QueryKey; edit: (answer: never) => unknown }

type Options<Input, Output> = {
  /** The first words of the query keys whose answers may be different afterwards. */
  changes: string[]
  /** Shown at once, and taken back should the change fail. */
  guesses?: (input: Input) => Guess[]
  done?: (output: Output, input: Input) => void
  /** What was done, and how to take it back. */
  undo?: (output: Output, input: Input) => { words: string; run: () => unknown } | undefined
  /** Changes of the same name run one after the other. */
  inTurn?: string
  /** Shows the failure itself; otherwise a notice does. */
  ownErrors?: boolean
}

/** A write: shows what it will change, runs it, asks anew for what it changed, and tells the person when it failed. */
export function useChange<Input = void, Output = unknown>(
  run: (input: Input) => Promise<Output>,
  { changes, guesses, done, undo, inTurn, ownErrors = false }: Options<Input, Output>,
) {
  const isChanged = ({ queryKey, meta }: Query) =>
    changes.some((it) => it === queryKey[0] || listFamilies(meta).includes(it))
  const refresh = () => void queryClient.invalidateQueries({ predicate: isChanged })
  return useMutation<Output, Error, Input, () => void>({
    mutationFn: run,
    ...(inTurn !== undefined && { scope: { id: inTurn } }),
    onMutate: (input) => apply(guesses?.(input) ?? []),
    onSuccess: (output, input) => {
      refresh()
      done?.(output, input)
      const back = undo?.(output, input)
      if (back) offerUndo(back.words, () => Promise.resolve(back.run()).finally(refresh))
    },
    onError: (error, _input, takeBack) => {
      takeBack?.()
      // It may have been done in part, or be refused because somebody else has changed something. What could not be shown
      // before stays as it is: on such a page may stand what was just refused.
      void queryClient.invalidateQueries({
        predicate: (query) => query.state.status === 'success' && isChanged(query),
      })
      if (!ownErrors) showTrouble(error)
    },
  })
}

/** An answer that is made of others says so: it may be different when they are. */
function listFamilies(meta: Record<string, unknown> | undefined): unknown[] {
  return Array.isArray(meta?.families) ? meta.families : []
}

/** Puts guesses into the cache; gives the way to what was there before. */
async function apply(guesses: Guess[]): Promise<() => void> {
  await Promise.all(guesses.map(({ key }) => queryClient.cancelQueries({ queryKey: key })))
  const before = guesses.flatMap(({ key }) => queryClient.getQueriesData({ queryKey: key }))
  for (const { key, edit } of guesses) {
    // why: whoever names a key knows what its answers are
    queryClient.setQueriesData({ queryKey: key }, (answer) => (answer === undefined ? answer : edit(answer as never)))
  }
  return () => {
    for (const [key, answer] of before) queryClient.setQueryData(key, answer)
  }
}
