import type { Body, Reply } from '@rollcall/sdk'
import { useQuery } from '@tanstack/react-query'
import { client } from '../../api.ts'
import { usePollMs } from '../../live/connection.ts'
import { moveGuesses } from '../../parts/board/move-guesses.ts'
import { type Guess, useChange } from '../../use-change.ts'
import type { OpportunitiesSearch } from './search.ts'

export type Pipeline = Reply<'pipelines.get'>
export type Opportunity = Reply<'opportunities.get'>
export type Totals = Pick<Reply<'opportunities.list'>, 'total' | 'totals'>
type Change = Body<'opportunities.update'>

const POLL_MS = 10_000
const CHANGES = ['opportunities', 'contacts', 'segments', 'preview']

export function usePipelines() {
  return useQuery({
    queryKey: ['pipelines'],
    queryFn: ({ signal }) => client.pipelines.list({ limit: 100 }, { signal }),
  })
}

/** What the address asks of a pipeline's opportunities. */
export function narrowedBy({ q, status, contact }: OpportunitiesSearch) {
  return { q, status, contact }
}

/** How many there are in each stage of a pipeline, and what they are worth, live. */
export function useTotals(pipeline: string, search: OpportunitiesSearch) {
  const asked = { pipeline, ...narrowedBy(search) }
  return useQuery({
    queryKey: ['opportunities', 'totals', asked],
    queryFn: ({ signal }) => client.opportunities.list({ ...asked, limit: 1 }, { signal }),
    refetchInterval: usePollMs(POLL_MS),
  })
}

/** Moves an opportunity to another stage: shown at once, with the way back. */
export function useMoveOpportunity() {
  type Move = { opportunity: Opportunity; to: { id: string; name: string } }
  return useChange(({ opportunity, to }: Move) => client.opportunities.update(opportunity.id, { stage: to.id }), {
    changes: CHANGES,
    guesses: ({ opportunity, to }) => [
      ...moveGuesses({
        column: ['opportunities', 'cards'],
        ...{ from: opportunity.stage, to: to.id },
        moved: { ...opportunity, stage: to.id, stageName: to.name, stageChangedAt: new Date().toISOString() },
      }),
      totalsGuess(opportunity, to.id),
    ],
    undo: (_, { opportunity, to }) => ({
      words: `“${opportunity.name}” moved to ${to.name}.`,
      run: () => client.opportunities.update(opportunity.id, { stage: opportunity.stage }),
    }),
  })
}

/** Changes an opportunity; `words` say what was done. */
export function useEditOpportunity(done?: () => void) {
  type Edit = { opportunity: Opportunity; change: Change; words: string }
  return useChange(({ opportunity, change }: Edit) => client.opportunities.update(opportunity.id, change), {
    changes: CHANGES,
    done,
    ownErrors: done !== undefined,
    undo: (_, { opportunity, words }) => {
      const { name, pipeline, stage, status, value } = opportunity
      return { words, run: () => client.opportunities.update(opportunity.id, { name, pipeline, stage, status, value }) }
    },
  })
}

export function useCreateOpportunity(done: () => void) {
  return useChange((body: Body<'opportunities.create'>) => client.opportunities.create(body), {
    changes: CHANGES,
    done,
    ownErrors: true,
    undo: ({ id, name }) => ({ words: `“${name}” is created.`, run: () => client.opportunities.delete(id) }),
  })
}

/** Deletes an opportunity; the way back makes it again. */
export function useDeleteOpportunity(done?: () => void) {
  return useChange(({ id }: Opportunity) => client.opportunities.delete(id), {
    changes: CHANGES,
    done,
    undo: (_, { contact, name, pipeline, stage, status, value }) => ({
      words: `“${name}” is deleted.`,
      run: () => client.opportunities.create({ contact, name, pipeline, stage, status, value }),
    }),
  })
}

function totalsGuess({ stage: from, status, value }: Opportunity, to: string): Guess {
  const worth = value ?? 0
  return {
    key: ['opportunities', 'totals'],
    edit: (answer: Totals) => ({
      ...answer,
      totals: answer.totals.map((row) => {
        const more = (row.stage === to ? 1 : 0) - (row.stage === from ? 1 : 0)
        const openValue = row.openValue + (status === 'open' ? more * worth : 0)
        return { ...row, count: row.count + more, value: row.value + more * worth, openValue }
      }),
    }),
  }
}
